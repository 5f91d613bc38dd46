"""Readers of the data files and of users' own dictionaries."""
