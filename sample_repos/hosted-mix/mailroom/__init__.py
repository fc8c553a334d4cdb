"""Sorts incoming customer mail and drafts the answer."""
