"""The room map."""
