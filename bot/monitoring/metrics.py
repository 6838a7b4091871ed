"""Metrics for Prometheus, served at `/metrics`. Names and labels are a contract: dashboards and alert rules use them.

Labels are codes from small sets, never ids or words of people.
"""

from prometheus_client import Counter, Gauge, Histogram

UPDATES = Counter("tos_updates", "Updates that were handled", ["conversation"])
HANDLER_SECONDS = Histogram("tos_handler_seconds", "Time to handle an update", ["conversation"])
POISONED_UPDATES = Counter("tos_poisoned_updates", "Updates that could not be decoded and were skipped", ["kind"])
REPEATED_UPDATES = Counter("tos_repeated_updates", "Updates that came again and were not handled twice")
STORE_SECONDS = Histogram("tos_store_seconds", "Time of a transaction", ["kind"])  # read | write | glance
STORE_ERRORS = Counter("tos_store_errors", "Transactions that failed", ["error"])
SENDS = Counter("tos_sends", "Sends of the outbox by outcome", ["outcome"])  # sent | lost | refused | cancelled
REFUSALS = Counter("tos_refusals", "Refusals of the Bot API by HTTP code", ["code"])
RATE_LIMITED = Counter("tos_rate_limited", "Answers 429 of the Bot API")
PAUSES = Counter("tos_sending_pauses", "Times that all sending was paused")
SEND_RATE = Gauge("tos_send_rate", "Messages a second that the rate limiter allows at present")
PROXY_SWITCHES = Counter("tos_proxy_switches", "Switches from one proxy to the next")
TROUBLES = Gauge("tos_trouble", "1 while a trouble lasts", ["trouble"])
BACKUP_SECONDS = Gauge("tos_backup_age_seconds", "Age of the newest backup; infinite when there is none")
