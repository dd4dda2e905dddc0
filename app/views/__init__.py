"""What the window shows: views emit intents and never import controllers, engines or files."""
