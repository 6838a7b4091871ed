"""The public pages: the catalogue of grants as a page and as a calendar to follow, for those without a messenger.

Nothing in them is about a person. They are served where PUBLIC_URL says that they can be reached.
"""

from bot.web.routes import routes

__all__ = ["routes"]
