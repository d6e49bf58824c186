"""Meetings of a community, who comes, and calendars."""
