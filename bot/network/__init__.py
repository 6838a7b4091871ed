"""The network between this process and Telegram: sessions with timeouts, proxies, what requests tell about the line.

Every request goes through a `LineSession`: it chooses the egress (one of the proxies, or the direct way), ends a
request that takes too long, and reports each result to the egress and to the `Line` of the process.
"""

from bot.network.egress import Egresses
from bot.network.line import Line
from bot.network.session import LineSession
from bot.network.timeouts import Timeouts

__all__ = ["Egresses", "Line", "LineSession", "Timeouts"]
