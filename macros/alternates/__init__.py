"""The room alternates."""
