"""A quiz on paper, on a screen or in a learning platform: one format a file, each ending in its one constant `FORMAT`."""
