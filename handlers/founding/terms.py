"""The terms by which a count is judged: the rule, the law it comes from, the municipality."""

from dataclasses import dataclass, replace
from fractions import Fraction

from bot.domain.municipalities import Municipality
from bot.domain.norms import share
from bot.domain.quorum import Gathering
from handlers.founding.quorum_steps import RULES, Count, Rule
from handlers.shared.citations import Law, read_law
from handlers.shared.context import Context
from storage.law import municipalities

# The last share of each applies to the residents: a local regulation may raise it.
SHARES = {
    Gathering.MEETING: ("federal.quorum.meeting",),
    Gathering.CONFERENCE: ("federal.quorum.conference.delegates", "federal.quorum.conference.residents"),
}


@dataclass(frozen=True, slots=True)
class Terms:
    """The rule of a gathering, the law it comes from, and the municipality, if one is known."""

    rule: Rule
    law: Law
    where: Municipality | None

    def placed(self, count: Count) -> Count:
        """The count with the slug of the known municipality, or with "" for none."""
        return replace(count, slug=self.where.slug if self.where else "")

    def local_share(self, gathering: Gathering) -> Fraction | None:
        """The share of residents by the local regulation; None unless it is stricter than the federal law."""
        local = self.where.meeting_share if self.where else None
        federal = share(self.law.norms[SHARES[gathering][-1]])
        return local if local is not None and local > federal else None


async def read_terms(ctx: Context, gathering: Gathering, slug: str) -> Terms:
    """The terms of a gathering in a municipality; by the federal law alone for an unknown slug."""
    law = await read_law(ctx)
    where = await ctx.store.read(municipalities.get, slug)
    return Terms(RULES[gathering](law.norms, where.meeting_share if where else None), law, where)
