"""The text of a verdict: the outcome, the numbers, the rule and its sources."""

from markupsafe import Markup

from bot.domain.norms import Confidence
from bot.domain.quorum import Counted, Gathering, Line, MeetingRule, Verdict
from bot.i18n import Translator
from handlers.founding.quorum_steps import Count
from handlers.founding.terms import SHARES, Terms
from handlers.shared.citations import cite

AGES = ("federal.age_min", "federal.age_min.131fz")
LINES = {
    (Gathering.MEETING, Counted.RESIDENTS): "quorum-line-came",
    (Gathering.CONFERENCE, Counted.RESIDENTS): "quorum-line-represented",
    (Gathering.CONFERENCE, Counted.DELEGATES): "quorum-line-delegates",
}


def verdict_text(tr: Translator, count: Count, verdict: Verdict, terms: Terms) -> Markup:
    """The whole text: outcome, numbers, ages left out, rule, sources."""
    return Markup("\n\n").join([outcome_text(tr, count, verdict, terms), rule_text(tr, count, terms)])


def outcome_text(tr: Translator, count: Count, verdict: Verdict, terms: Terms) -> Markup:
    """The outcome and the numbers it is based on."""
    lines = [_line(tr, count.gathering, line) for line in verdict.lines]
    return Markup("\n\n").join([_outcome(tr, count, verdict, _uncounted(count, terms)), Markup("\n").join(lines)])


def _uncounted(count: Count, terms: Terms) -> list[int]:
    return [age for age in terms.rule.ages if age not in count.ages]


def rule_text(tr: Translator, count: Count, terms: Terms) -> Markup:
    """The ages that were counted or left out, the rule, and its sources."""
    ages = [tr("quorum-uncounted", age=str(age)) for age in _uncounted(count, terms)]
    if len(count.ages) > 1:
        ages.append(tr("quorum-both-ages", older=str(count.ages[0]), younger=str(count.ages[-1])))
    return Markup("\n\n").join([*ages, *_rule(tr, count.gathering, terms), _sources(tr, count.gathering, terms)])


def _outcome(tr: Translator, count: Count, verdict: Verdict, uncounted: list[int]) -> Markup:
    """The first line. A quorum is never certain while an age is left out."""
    if verdict.holds:
        return tr("quorum-holds-by-age" if uncounted else "quorum-holds", age=str(count.ages[0]))
    if count.gathering is Gathering.CONFERENCE:
        return tr("quorum-fails")
    return _missing(tr, verdict)


def _missing(tr: Translator, verdict: Verdict) -> Markup:
    """The number of people missing. Adults count at each age; if more are missing from the younger age, the rest may be
    younger.
    """
    adults, worst = verdict.lines[0], verdict.worst
    if adults.missing == worst.missing:
        return tr("quorum-come-more", missing=worst.missing, age=str(adults.age))
    return tr(
        "quorum-come-more-of-both",
        missing=worst.missing,
        age=str(worst.age),
        adults=adults.missing,
        adult_age=str(adults.age),
    )


def _line(tr: Translator, gathering: Gathering, line: Line) -> Markup:
    return tr(
        LINES[gathering, line.counted],
        age=str(line.age),
        total=line.total,
        present=line.present,
        needed=line.needed,
        missing=line.missing,
    )


def _rule(tr: Translator, gathering: Gathering, terms: Terms) -> list[Markup]:
    """The shares, and notes on those that are less certain than a reader would expect."""
    local = terms.local_share(gathering)
    if isinstance(terms.rule, MeetingRule):
        said = [tr("quorum-rule-meeting", share=str(terms.rule.share))]
    else:
        shares = {"delegates": str(terms.rule.delegates), "residents": str(terms.rule.residents)}
        said = [tr("quorum-rule-conference", **shares)]
        if any(terms.law.norms[key].confidence is Confidence.OWN for key in SHARES[gathering]):
            said.append(tr("quorum-conference-unconfirmed"))
    return [*said, tr("quorum-local-share", share=str(local)) if local else tr("quorum-ask-local")]


def _sources(tr: Translator, gathering: Gathering, terms: Terms) -> Markup:
    """The source, date and confidence of every norm that was used."""
    named = [tr("quorum-source-share", source=terms.law.sources(SHARES[gathering]))]
    if terms.where and terms.local_share(gathering):
        said = terms.where.said_by("meeting_share")
        local = cite(tr, said.source, said.as_of, said.confidence)
        named.append(tr("quorum-source-local", source=local))
    named.append(tr("quorum-source-age", source=terms.law.sources(AGES[: len(terms.rule.ages)])))
    return Markup("\n").join(named)
