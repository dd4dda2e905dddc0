"""What is painted: items on the plane, axes, rulers and their colours. No controllers, no files, no engines."""
