"""Binds the printed page of the built site as PDF and EPUB."""
