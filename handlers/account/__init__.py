"""A person's own data and choices.

`privacy` shows what is stored and takes consents back, `settings` and `news` keep what news come and the time zone,
`erase` exports and deletes. `notifications` warns a person before a long inactivity deletes their data.

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
