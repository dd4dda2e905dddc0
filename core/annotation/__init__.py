"""What the user says about the song: sources, notes, activity, regions; and how it is read and aligned."""
