"""Public holidays of Russia, from the `holidays` package; transfers of days off are not confirmed."""

from datetime import date
from functools import cache

YEARS_BEFORE, YEARS_AFTER = 1, 3


def days_off(today: date) -> frozenset[date]:
    """The holidays of the years around `today`, without weekends."""
    return _of_years(today.year - YEARS_BEFORE, today.year + YEARS_AFTER)


@cache
def _of_years(first: int, last: int) -> frozenset[date]:
    # Imported when the first term is counted: most runs never need it.
    from holidays import country_holidays

    return frozenset(country_holidays("RU", years=range(first, last + 1)))
