"""The parts of the window that show the song and tell what the user wants. They compute and store nothing."""
