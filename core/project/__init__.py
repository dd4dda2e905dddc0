"""What belongs together on disk: a song, all that the user said of it, and how it came to be said."""
