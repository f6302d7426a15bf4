"""The room essay."""
