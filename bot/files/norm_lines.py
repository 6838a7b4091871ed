"""The law in a paper: its values, and a line for each norm and each fact of the municipality, with its source."""

import re
from collections.abc import Iterable
from datetime import date

from bot.domain.founding import Order
from bot.domain.norms import Confidence, Shape, day, is_due, shape
from bot.domain.papers.basis import Basis
from bot.domain.papers.kit import Paper
from bot.domain.papers.law import (
    ARTICLE,
    LAW,
    LAW_APPEAL,
    LAW_CONFERENCE,
    LAW_DATA,
    NORMS,
    facts_of,
    pack_version,
)
from bot.files.table_rows import Printed
from bot.i18n import Translator

CONFIDENCE = {
    Confidence.A: "norm-confirmed",
    Confidence.B: "norm-one-source",
    Confidence.C: "norm-by-analogy",
    Confidence.OWN: "norm-unconfirmed",
}
CITED = {False: "norm-cited", True: "norm-cited-due"}
ABOUT = {
    "federal.age_min": "paper-norm-age",
    "federal.age_min.131fz": "paper-norm-age-before",
    "federal.quorum.meeting": "paper-norm-meeting",
    "federal.quorum.conference.delegates": "paper-norm-delegates",
    "federal.quorum.conference.residents": "paper-norm-represented",
    "founding.moment": "paper-norm-moment",
    "boundaries.who": "paper-norm-boundaries",
    "legal_entity.optional": "paper-norm-legal-entity",
    "charter.content": "paper-norm-charter",
    "charter.review_days": "paper-norm-review",
    "meeting.notice_days": "paper-norm-notice",
    "meeting.exclusive_powers": "paper-norm-powers",
    "meeting.majority": "paper-norm-majority",
    "tos.part_only": "paper-norm-part",
    "tos.draft_acts": "paper-norm-acts",
    "tos.initiative_project": "paper-norm-project",
    "pd.consent_separate": "paper-norm-consent",
    "group.minimum": "paper-norm-group",
    "appeal.answer_days": "paper-norm-answer",
    LAW_CONFERENCE: "paper-norm-law",
    LAW_APPEAL: "paper-norm-law",
    LAW_DATA: "paper-norm-law",
}
FACT = {
    "order": "paper-fact-order",
    "body": "paper-fact-body",
    "group_minimum": "paper-fact-group",
    "notice_days": "paper-fact-notice",
    "meeting_share": "paper-fact-share",
    "review_days": "paper-fact-review",
    "charter_copies": "paper-fact-copies",
    "attachments": "paper-fact-attachments",
}
# Papers name a law in full.
LAWS = {"law_conference": LAW_CONFERENCE, "law_appeal": LAW_APPEAL, "law_data": LAW_DATA}
# The number of an article, at the end of "33-FZ, art. 50".
ARTICLE_NUMBER = re.compile(r"33-\u0424\u0417, \u0441\u0442\. (\d+)")
ORDERS = {
    Order.BOUNDARIES_FIRST: "paper-order-boundaries",
    Order.MEETING_FIRST: "paper-order-meeting",
    Order.SINGLE_APPLICATION: "paper-order-single",
}


def law_of(paper: Paper, basis: Basis, tr: Translator) -> dict[str, Printed]:
    older, *younger = basis.ages
    article = basis.norms[ARTICLE]
    return {
        **{name: basis.norms[key].value for name, key in LAWS.items()},
        "article": article.value,
        "law": _in_full(article.value, basis, tr),
        "checked_on": f"{article.as_of:%d.%m.%Y}",
        "norms_version": pack_version(basis.norms),
        "norms": [*_norm_rows(paper, basis, tr), *_fact_rows(paper, basis, tr)],
        "age": str(older),
        "age_young": "".join(map(str, younger)),
        "share": str(basis.meeting.share),
        "share_delegates": str(basis.conference.delegates),
        "share_residents": str(basis.conference.residents),
        "municipality": basis.where.name if basis.where else "",
        "attachments": (basis.where.attachments if basis.where else None) or "",
    }


def _in_full(article: str, basis: Basis, tr: Translator) -> str:
    """The article of the law on TOS with the law's full name; as it is where it is of another law."""
    number = ARTICLE_NUMBER.fullmatch(article)
    return tr.plain("paper-law-article", law=basis.norms[LAW].value, article=number[1]) if number else article


def _norm_rows(paper: Paper, basis: Basis, tr: Translator) -> Iterable[dict[str, str]]:
    for key in NORMS[paper]:
        norm = basis.norms[key]
        source = _cited(tr, norm.source, norm.as_of, norm.confidence, due=is_due(norm, basis.today))
        kind = shape(norm.value)
        # The name of a norm of this shape says everything; its value is a word in code.
        value = tr.day(day(norm)) if kind is Shape.DAY else "" if kind is Shape.TEXT else norm.value
        yield {"about": tr.plain(ABOUT[key]), "value": value, "source": source}


def _fact_rows(paper: Paper, basis: Basis, tr: Translator) -> Iterable[dict[str, str]]:
    """The facts of the municipality's profile. A row also says if there is no confirmed local regulation."""
    facts = facts_of(paper, basis.where)
    if basis.where is not None:
        for field, value in facts.items():
            said, by = tr.plain(ORDERS[value]) if isinstance(value, Order) else str(value), basis.where.said_by(field)
            source = _cited(tr, by.source, by.as_of, by.confidence)
            yield {"about": tr.plain(FACT[field]), "value": said, "source": source}
    if not facts.keys() - {"body"}:
        yield {"about": tr.plain("paper-fact-local"), "value": "", "source": tr.plain("paper-fact-ask")}


def _cited(tr: Translator, source: str, as_of: date, confidence: Confidence, *, due: bool = False) -> str:
    return tr.plain(CITED[due], source=source, on=f"{as_of:%d.%m.%Y}", confidence=tr.plain(CONFIDENCE[confidence]))
