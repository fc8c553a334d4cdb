"""Licenses: expressions, what claims and lineage come to, and how strict the outcome is."""
