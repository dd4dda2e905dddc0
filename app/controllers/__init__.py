"""What the window does: the song, separations, playback, export."""
