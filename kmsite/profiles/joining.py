"""Whoever can be asked about a term can be asked about the one into which it is merged."""

from __future__ import annotations

from kmsite.pages.places.merging import Belonging
from kmsite.profiles.introducing import follow

EXPERTISE = Belonging(count=lambda _page: 0, told=lambda _count: "", hand_over=follow)
