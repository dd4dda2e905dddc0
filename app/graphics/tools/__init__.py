"""What the mouse and the keys do on a canvas: one tool per file."""
