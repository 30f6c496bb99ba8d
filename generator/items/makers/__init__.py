"""The item types, one a file, each ending in its one constant `MAKER`."""
