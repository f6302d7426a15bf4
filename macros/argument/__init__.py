"""The room argument."""
