"""Questions, ideas and announcements, and their answers."""
