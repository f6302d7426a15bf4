"""The room citation_check."""
