"""Completes, explains and reviews source code on machines of our own."""
