"""The library as it stands now: prepared answers, those that came from questions, words that coordinators added."""

from markupsafe import escape

from bot.domain.faq import Entry, FaqTopic
from bot.domain.norms import Confidence
from bot.domain.search import Hit
from bot.library import Library, Shelf, with_own
from handlers.shared.context import Context
from storage.questions import published, unanswered
from storage.questions.published import Published


async def own_entries(ctx: Context) -> tuple[Entry, ...]:
    """The answers that came from questions, read again only after a change."""
    version = await ctx.store.glance(published.version)
    return tuple(map(entry_of, await ctx.store.remember(published.published, version))) if version else ()


def entry_of(row: Published) -> Entry:
    """Typed words as an answer: no markup, and no norm stands in them."""
    answer = str(escape(row.answer)).replace("{", "&#123;")
    return Entry(
        id=f"own-{row.id}",
        topic=FaqTopic(row.topic),
        question=row.question,
        answer=answer,
        keywords="",
        confidence=Confidence.B,
        source=row.source,
        as_of=row.as_of,
        confirmed_by=row.name,
    )


async def shelf_of(ctx: Context, library: Library) -> Shelf:
    return with_own(await library.shelf(ctx.tr.locale), await own_entries(ctx))


async def find(ctx: Context, library: Library, typed: str) -> list[Hit]:
    """The best matching answers of all."""
    return await library.find(typed, await ctx.store.glance(unanswered.added), own=await own_entries(ctx))
