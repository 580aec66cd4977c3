"""Databases: what a session or connection is, what a query asks for, and loops around queries."""
