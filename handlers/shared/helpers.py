"""The directory of helpers as conversations read it: from memory, until it changes."""

from collections.abc import Mapping, Sequence

from bot.domain.helpers import Helper
from bot.i18n import Translator
from handlers.shared.context import Context
from storage import helpers


async def read_helpers(ctx: Context) -> Mapping[str, Helper]:
    """All entries by their slugs, hidden ones, too."""
    return await ctx.store.remember(helpers.directory, await ctx.store.glance(helpers.version))


def patronymics(tr: Translator) -> Sequence[str]:
    """The endings that only names of people have."""
    return tr.plain("helper-patronymics").split()
