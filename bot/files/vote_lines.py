"""The lines of minutes about votes: the numbers, the decision, and the item that dropped another one."""

from collections.abc import Mapping

from bot.domain.papers.agenda import VOTED, Decision, blocking, decision, votes_of, votes_required
from bot.domain.papers.interview import Answers, value_of
from bot.domain.papers.votes import Votes
from bot.i18n import Translator

GROUP_AGENDA = {"group": 1, "initiative": 2, "requests": 3}


def vote_lines(answers: Answers, agenda: Mapping[str, str | int], tr: Translator) -> dict[str, dict[str, str | int]]:
    """By item: the line of its votes, the decision, and the number of the rejected item that dropped it."""
    places = {**agenda, **GROUP_AGENDA}
    blocked = {name: places[_item(below)] for name in VOTED if (below := blocking(name, answers))}
    return {
        "votes": {_item(name): _vote_line(name, answers, tr) for name in VOTED},
        "decided": {_item(name): decision(name, answers).value for name in VOTED},
        "dropped": {_item(name): blocked.get(name, "") for name in VOTED},
    }


def _item(name: str) -> str:
    return name.removeprefix("votes_")


def _vote_line(name: str, answers: Answers, tr: Translator) -> str:
    """The votes on an item and the decision that follows from them; lines to write on while they are unknown."""
    votes, decided = votes_of(answers, name), decision(name, answers)
    if votes is None:
        return f"{tr.plain('paper-voted-blank')}. {tr.plain('paper-decided-blank')}"
    if decided is Decision.REJECTED:
        least = votes_required(name, votes.present, str(value_of(answers, "majority")))
        result = tr.plain("paper-rejected", needed=least)
    elif decided is Decision.ADOPTED:
        result = tr.plain("paper-adopted-by-all" if votes.is_unanimous else "paper-adopted")
    else:
        result = tr.plain("paper-decided-blank")
    return f"{vote_counts(votes, tr)}. {result}"


def vote_counts(votes: Votes, tr: Translator) -> str:
    """The numbers of votes as minutes have them."""
    counts = {"no": votes.no, "abstained": votes.abstained, "silent": votes.silent}
    return tr.plain("paper-voted", yes=votes.yes, **counts)
