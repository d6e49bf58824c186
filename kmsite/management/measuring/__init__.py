"""Measuring how long a search takes on this site, by questions made of the site's own words."""
