"""The page where a learner looks at cards before learning them: served to this machine alone, and gone with the command."""
