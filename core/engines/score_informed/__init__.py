"""What engines that know the notes of a song share: components, templates, their learning and what they sound like."""
