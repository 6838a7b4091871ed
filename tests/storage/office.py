"""The terms on which coordinators answer, in tests."""

from bot.domain.questions import Office
from bot.domain.working_hours import WorkingHours
from tests.clock import ZONE

OFFICE = Office(WorkingHours(9, 18, ZONE), 8, (4, 8))
