"""Grants: the catalogue and subscriptions (`browsing`), what is said unasked (`unasked`).

/grants → list → [who applies?] → list for them → card → [remind me] → consent → done
"""

from handlers.grants.browsing import router
from handlers.grants.unasked import SPEECHES

__all__ = ["SPEECHES", "router"]
