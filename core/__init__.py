"""Separation, annotation and audio of Stembrush. Knows no window: usable from a notebook."""
