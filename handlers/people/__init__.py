"""A person's own data: what is known and agreed to (`privacy`), news and clock (`choices`, `topics`), the way
out (`leaving`).

Who has long been away is warned (`unasked`) before they are forgotten.

/privacy → what is known → [withdraw] → what ends → done
/privacy → [news] → consent → municipality → what comes → [a topic]
/mydata → a file; /erase → what will be lost → [erase] → a stranger again
"""

from aiogram import Router

from handlers.people import choices, leaving, privacy, topics
from handlers.people.unasked import SPEECHES

router = Router(name="people")
router.include_routers(privacy.router, choices.router, topics.router, leaving.router)

__all__ = ["SPEECHES", "router"]
