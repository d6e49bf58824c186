"""Who may read what: audiences, their members, and why somebody sees a page."""
