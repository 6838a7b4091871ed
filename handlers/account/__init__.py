"""A person's own data and choices.

`privacy` shows what is stored and takes consents back, `settings` and `news` keep what news come and the time zone,
`download` exports, `erase` deletes. `notifications` warns a person before a long inactivity deletes their data.

/privacy → what is known → [withdraw] → what ends → done; [how long what is kept] (`terms`)
/privacy → [news] → consent → municipality → what comes → [a topic]
/profile → name, zone, what to hear of and when, accounts, few buttons; [accounts] → a code → joined
/mydata → how much is kept, who looked → two files; /erase → what will be lost → [erase] → a stranger again
"""

from aiogram import Router

from handlers.account import about, accounts, download, erase, news, privacy, profile, settings, terms
from handlers.account.notifications import NOTIFICATIONS

router = Router(name="account")
rooms = (profile, about, accounts, privacy, terms, settings, news, download, erase)
router.include_routers(*(each.router for each in rooms))

__all__ = ["NOTIFICATIONS", "router"]
