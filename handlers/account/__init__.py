"""A person's own data: what is known and agreed to (`privacy`), news and clock (`choices`, `topics`), the way
out (`leaving`).

Who has long been away is warned (`unasked`) before they are forgotten.

/privacy → what is known → [withdraw] → what ends → done
/privacy → [news] → consent → municipality → what comes → [a topic]
/mydata → a file; /erase → what will be lost → [erase] → a stranger again
"""

from aiogram import Router

from handlers.account import erase, news, privacy, settings
from handlers.account.notifications import NOTIFICATIONS

router = Router(name="account")
router.include_routers(privacy.router, settings.router, news.router, erase.router)

__all__ = ["NOTIFICATIONS", "router"]
