"""Predications to events. Pure: no model, no input or output."""
