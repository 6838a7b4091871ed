"""Answers of three cases as founders really give them: a city, a town and a village, for both forms of the meeting."""

from datetime import date
from typing import Any

from bot.domain.papers.basis import Basis
from bot.domain.papers.interview import Answer
from bot.domain.papers.questions import QUESTIONS, AnswerKind
from bot.domain.papers.votes import Votes
from tests.domain.places import MUNICIPALITIES
from tests.files.extremes import NORMS

TOWNS: dict[str, dict[str, Any]] = {
    "blagoveshchensk": {
        "settlement": "город Благовещенск",
        "tos_name": "Театральный",
        "territory": "ул. Театральная, дома 2–28 (чётная сторона), ул. Зейская, дома 171–199",
        "houses": "ул. Театральная, дома 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28\n"
        "ул. Зейская, дома 171, 173, 175, 177, 179, 181, 183, 185, 187, 189, 191, 193, 195, 197, 199",
        "borders": "На севере — по оси ул. Зейской от ул. Театральной до дома 199; на востоке — по задним границам"
        " земельных участков домов по ул. Театральной; на юге — по оси ул. Ленина; на западе — по оси ул. Театральной.",
        "administration": "Администрация города Благовещенска",
        "administration_acc": "Администрацию города Благовещенска",
        "body": "Благовещенская городская Дума",
        "body_acc": "Благовещенскую городскую Думу",
        "meeting_place": "школа № 5, актовый зал, ул. Театральная, 27",
        "residents": 1240,
        "present": 431,
    },
    "zeya": {
        "settlement": "город Зея",
        "tos_name": "Светлый",
        "territory": "микрорайон Светлый, дома 1–40",
        "houses": "микрорайон Светлый, дома 1–40, кроме домов 17 и 23",
        "borders": "По красным линиям микрорайона Светлый.",
        "administration": "Администрация города Зеи",
        "administration_acc": "Администрацию города Зеи",
        "body": "Зейский городской Совет народных депутатов",
        "body_acc": "Зейский городской Совет народных депутатов",
        "meeting_place": "дом культуры «Энергетик», малый зал",
        "residents": 612,
        "present": 240,
    },
    "tambovsky": {
        "settlement": "село Тамбовка",
        "tos_name": "Зелёная улица",
        "territory": "ул. Зелёная, ул. Садовая от дома 1 до дома 56, пер. Тихий",
        "houses": "ул. Зелёная, дома 1–31; ул. Садовая, дома 1–56; пер. Тихий, дома 1–9",
        "borders": "От реки Гильчин по ул. Зелёной до въезда в село, далее по лесополосе до кладбища и обратно к реке.",
        "administration": "Администрация Тамбовского муниципального округа",
        "administration_acc": "Администрацию Тамбовского муниципального округа",
        "body": "Совет народных депутатов Тамбовского муниципального округа",
        "body_acc": "Совет народных депутатов Тамбовского муниципального округа",
        "meeting_place": "сельский клуб, ул. Ленинская, 90",
        "residents": 187,
        "present": 84,
    },
}
# The rest is the same for everybody.
USUAL: dict[str, Any] = {
    "map_source": "публичная кадастровая карта, nspd.gov.ru",
    "group_on": "2026-11-20",
    "group_place": "ул. Зелёная, 5",
    "group_present": 7,
    "group_purpose": "Озеленить двор, поставить детскую площадку и следить за порядком вместе.",
    "group_chair": "Иванова Мария Петровна",
    "group_secretary": "Ли Ольга Сергеевна",
    "authorised": "Иванова Мария Петровна",
    "authorised_gen": "Ивановой Марии Петровны",
    "authorised_acc": "Иванову Марию Петровну",
    "address": "ул. Зелёная, д. 5, кв. 12",
    "phone": "8 914 555-12-34",
    "meeting_at": "2026-12-20T18:00",
    "premises_hours": 2,
    "charter_where": "библиотека, ул. Ленинская, 88",
    "contact": "Иванова М. П., 8 914 555-12-34",
    "decision": "решение № 12/34 от 3 декабря 2026 г.",
    "delegate_norm": 10,
    "residents_source": "справка администрации № 01-15/432 от 5 ноября 2026 г.",
    "meeting_chair": "Иванова Мария Петровна",
    "meeting_secretary": "Ли Ольга Сергеевна",
    "minutes_number": "1",
    "tos_chair": "Кузнецова Анна Юрьевна",
    "directions": "благоустройство дворов и улиц; детские и спортивные площадки; охрана общественного порядка; помощь"
    " пожилым соседям; праздники и субботники",
    "bodies": "both",
    "council_size": 7,
    "chair_by": "meeting",
    "audit": "commission",
    "term": 3,
    "quorum_share": "third",
    "majority": "two_thirds",
    "charter_notice": 14,
    "charter_way": "объявления на подъездах и в домовых чатах",
    "delegate_term": "bodies",
    "property": "none",
    "legal_entity": "yes",
    "copies": 3,
    "regulation": "Положение о территориальном общественном самоуправлении, утверждённое решением"
    " № 5/17 от 3 марта 2020 г.",
    "charter_record": "№ 7 от 20 января 2027 г.",
    "changes_minutes": "№ 2 от 4 апреля 2027 г.",
    "changes": "пункт 3.2 изложить так: «Совет состоит из девяти человек»\nпункт 5.1 исключить",
}


def answers_of(slug: str, gathering: str) -> dict[str, Answer]:
    """Every answer of the case of a municipality."""
    values = USUAL | TOWNS[slug] | {"gathering": gathering}
    came = values["present"]
    if gathering == "conference":
        elected = -(-values["residents"] // values["delegate_norm"])
        came = elected * 4 // 5
        values |= {"elected": elected, "delegates": came, "represented": came * values["delegate_norm"]}
    values |= {"residents_young": values["residents"] + 21, "present_young": values["present"] + 3}
    for name, question in QUESTIONS.items():
        if question.kind is AnswerKind.VOTES:
            voters = values["group_present"] if "group_present" in question.depends_on else came
            values[name] = str(Votes(voters - 2, 1, 1) if name == "votes_directions" else Votes(voters, 0, 0))
    return {name: Answer(value) for name, value in values.items()}


def basis_of(slug: str, today: date) -> Basis:
    """The law and the profile of a municipality as the seeds have them."""
    return Basis(NORMS, next(one for one in MUNICIPALITIES if one.slug == slug), today)
