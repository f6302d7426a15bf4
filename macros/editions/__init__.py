"""The room editions."""
