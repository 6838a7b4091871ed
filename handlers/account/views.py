"""The screens of a person's own data, and their buttons."""

from collections.abc import Mapping, Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from markupsafe import Markup

from bot.config import Settings
from bot.domain.channels import TELEGRAM
from bot.domain.linking import Account
from bot.domain.people import Person, Purpose
from bot.domain.profile import Profile
from bot.domain.retention import UNANSWERED_SEARCH
from bot.domain.time import local_date
from bot.i18n import Translator
from handlers.shared.applicant_names import APPLICANTS
from handlers.shared.consent import KEPT, operator
from handlers.shared.context import Context
from handlers.shared.municipality import municipality_names
from handlers.shared.role_names import ROLES, scope_name
from handlers.shared.screens import Number, Open, button, keyboard, to_menu, zone_name
from storage.people import people
from storage.people.people import Given, Knowledge


class ChoiceButton(CallbackData, prefix="choose"):
    """`do` is news, news-agree or zones."""

    do: str


class NewsMunicipalitiesPage(CallbackData, prefix="news-page"):
    page: int


class DataButton(CallbackData, prefix="data"):
    """`do` is download, erase, erase-sure or stay; terms and consents are screens."""

    do: str


class AccountButton(CallbackData, prefix="acc"):
    """`do` is list, name, code, enter, leave or left; 0 is no account."""

    do: str
    account_id: Number


class WithdrawButton(CallbackData, prefix="withdraw"):
    """`do` is ask or sure."""

    do: str
    purpose: Purpose


CHANNEL_NAMES = {TELEGRAM.platform: "channel-telegram"}
PURPOSES = {
    Purpose.SIGN_UPS: "purpose-sign-ups",
    Purpose.SUBSCRIPTIONS: "purpose-subscriptions",
    Purpose.NOTIFICATIONS: "purpose-notifications",
    Purpose.WORK: "purpose-work",
    Purpose.CASES: "purpose-cases",
    Purpose.QUESTIONS: "purpose-questions",
    Purpose.PROFILE: "purpose-profile",
    Purpose.LEARNING: "purpose-learning",
    Purpose.APPLICATIONS: "purpose-applications",
    Purpose.FIGURES: "purpose-figures",
}
WITHDRAWALS_MOST = 2
# Tables of which the screen gives the number of rows; the others it describes in words.
COUNTED = {
    "sign_ups": "held-sign-ups",
    "companions": "held-companions",
    "event_stewards": "held-stewards",
    "steward_invitations": "held-steward-invitations",
    "walk_ins": "held-walk-ins",
    "event_ratings": "held-event-ratings",
    "event_certificates": "held-event-certificates",
    "event_changes": "held-event-changes",
    "subscriptions": "held-subscriptions",
    "grant_filters": "held-grant-filters",
    "grant_readers": "held-grant-reader",
    "grant_told": "held-grant-told",
    "grant_answers": "held-grant-answers",
    "application_members": "held-applications",
    "applications": "held-applications-begun",
    "application_items": "held-application-items",
    "application_lines": "held-application-lines",
    "application_invitations": "held-application-invitations",
    "topic_subscriptions": "held-topics",
    "case_members": "held-cases",
    "case_invitations": "held-invitations",
    "role_invitations": "held-role-invitations",
    "case_steps": "held-steps",
    "case_answers": "held-case-answers",
    "case_papers": "held-papers",
    "tally_marks": "held-marks",
    "changes": "held-changes",
    "catalogue_imports": "held-catalogue-imports",
    "programme_edits": "held-programme-edits",
    "programme_tips": "held-programme-tips",
    "events": "held-events",
    "broadcasts": "held-broadcasts",
    "broadcast_approvals": "held-approvals",
    "broadcast_changes": "held-broadcast-changes",
    "broadcast_templates": "held-templates",
    "broadcast_audiences": "held-audiences",
    "questions": "held-questions",
    "question_messages": "held-messages",
    "question_holders": "held-desk",
    "question_bans": "held-bans",
    "answer_templates": "held-answer-templates",
    "faq_entries": "held-entries",
    "staff_topics": "held-staff-topics",
    "lesson_marks": "held-lessons",
    "certificates": "held-certificates",
    "deliveries": "held-deliveries",
    "audit": "held-audit",
}


async def put_privacy(event: Message | CallbackQuery, ctx: Context, done: str = "") -> None:
    """Show what the store holds of the person now; `done` is an alert with the result of the last step."""
    known = await ctx.store.read(people.know, ctx.person.id) if ctx.person else None
    appointed = [ctx.tr("privacy-appointed")] if is_appointed(event, ctx.settings) else []
    if known is None:
        await ctx.show(event, stranger_text(ctx.tr, ctx.settings, appointed), stranger_buttons(ctx.tr), done)
        return
    text = known_text(ctx, known, await municipality_names(ctx), appointed)
    await ctx.show(event, text, known_buttons(ctx.tr, known), done)


def account_label(tr: Translator, account: Account) -> str:
    """An account on a button: the messenger and the nick or, without one, the number."""
    channel = tr.plain(CHANNEL_NAMES[account.platform])
    if account.username:
        return tr.plain("account-nick", channel=channel, nick=f"@{account.username}")
    return tr.plain("account-number", channel=channel, number=str(account.user_id))


def account_in_full(tr: Translator, account: Account) -> str:
    """All that the store has of an account: the messenger, the number, the nick."""
    username = f"@{account.username}" if account.username else tr.plain("privacy-no-username")
    channel = tr.plain(CHANNEL_NAMES[account.platform])
    return tr.plain("account-in-full", channel=channel, number=str(account.user_id), username=username)


def is_appointed(event: Message | CallbackQuery, settings: Settings) -> bool:
    """True for an administrator named in the settings: no withdrawal and no erasure takes that back."""
    return event.from_user is not None and event.from_user.id in settings.admin_ids


def stranger_text(tr: Translator, settings: Settings, appointed: Sequence[Markup]) -> Markup:
    unknown = tr("privacy-stranger", days=UNANSWERED_SEARCH.days)
    return Markup("\n\n").join(
        [unknown, *appointed, tr("privacy-operator", **operator(tr, settings)), tr("privacy-others")]
    )


def stranger_buttons(tr: Translator) -> InlineKeyboardMarkup:
    return keyboard([_news(tr, "privacy-news")], [_terms(tr)], [_named(tr)], [to_menu(tr)])


def _terms(tr: Translator) -> InlineKeyboardButton:
    return button(tr.plain("privacy-terms"), DataButton(do="terms"))


def _named(tr: Translator) -> InlineKeyboardButton:
    """To a person, for somebody who is named in the papers of others."""
    return button(tr.plain("privacy-named"), Open(place="ask"))


def known_text(ctx: Context, known: Knowledge, names: Mapping[str, str], appointed: Sequence[Markup]) -> Markup:
    person = known.person
    who = ctx.tr(
        "privacy-known",
        name=person.name,
        accounts="; ".join(account_in_full(ctx.tr, each) for each in known.accounts),
        language=ctx.tr.plain("language-name"),
        zone=zone_name(ctx.tr, person.zone),
    )
    parts = [
        Markup("\n").join([who, *_role_lines(ctx.tr, person, names), *appointed, *_news_lines(ctx.tr, person, names)]),
        Markup("\n").join(about_lines(ctx.tr, person, known.profile, names)),
        counted_lines(ctx.tr, known),
        _consent_lines(ctx.tr, known),
        ctx.tr("privacy-operator", **operator(ctx.tr, ctx.settings)),
        ctx.tr("privacy-searches", days=UNANSWERED_SEARCH.days),
        ctx.tr("privacy-rights", **KEPT),
        ctx.tr("privacy-others"),
    ]
    return Markup("\n\n").join(filter(None, parts))


def counted_lines(tr: Translator, known: Knowledge) -> Markup:
    """A line for each kind of record that there is, with its number."""
    return Markup("\n").join(tr(key, count=known.rows[name]) for name, key in COUNTED.items() if known.rows[name])


def _role_lines(tr: Translator, person: Person, names: Mapping[str, str]) -> list[Markup]:
    held = sorted(person.roles, key=lambda role: (role.kind, role.scope))
    return [
        tr("privacy-role", role=tr.plain(ROLES[role.kind]), scope=scope_name(tr, role.scope, names)) for role in held
    ]


def _news_lines(tr: Translator, person: Person, names: Mapping[str, str]) -> list[Markup]:
    if person.municipality is None:
        return []
    return [tr("privacy-municipality", municipality=names.get(person.municipality, person.municipality))]


def about_lines(tr: Translator, person: Person, chosen: Profile, names: Mapping[str, str]) -> list[Markup]:
    """The lines about what a person said of themselves in the profile; none for somebody who said nothing."""
    lines = []
    if person.agreed(Purpose.PROFILE) and person.municipality:
        where = [*filter(None, [chosen.settlement]), names.get(person.municipality, person.municipality)]
        lines.append(tr("about-place", place=", ".join(dict.fromkeys(where))))
    if chosen.tos:
        lines.append(tr("about-tos", tos=chosen.tos))
    if chosen.applicants:
        kinds = ", ".join(tr.plain(key) for kind, key in APPLICANTS.items() if kind in chosen.applicants)
        lines.append(tr("about-kinds", kinds=kinds))
    return lines


def _consent_lines(tr: Translator, known: Knowledge) -> Markup:
    if not known.given:
        return tr("privacy-no-consents")
    lines = [_consent_line(tr, each, known.person.zone) for each in known.given]
    return Markup("\n").join([tr("privacy-consents"), *lines])


def _consent_line(tr: Translator, given: Given, zone: str) -> Markup:
    key = "privacy-consent" if given.is_current else "privacy-consent-old"
    return tr(key, purpose=tr.plain(PURPOSES[given.purpose]), day=tr.day(local_date(given.given_at, zone)))


def known_buttons(tr: Translator, known: Knowledge) -> InlineKeyboardMarkup:
    """The ways to each right. More consents than two have a screen of their own: there are eight buttons at most."""
    has_news = known.person.agreed(Purpose.NOTIFICATIONS)
    withdraw = [[_withdraw(tr, each.purpose)] for each in known.given]
    if len(withdraw) > WITHDRAWALS_MOST:
        withdraw = [[button(tr.plain("privacy-withdraw-one"), DataButton(do="consents"))]]
    return keyboard(
        [_news(tr, "privacy-choose-news" if has_news else "privacy-news")],
        *withdraw,
        [_terms(tr)],
        [_named(tr)],
        [button(tr.plain("privacy-download"), DataButton(do="download"))],
        [button(tr.plain("privacy-erase"), DataButton(do="erase")), to_menu(tr)],
    )


def withdrawals_screen(tr: Translator, known: Knowledge | None) -> tuple[Markup, InlineKeyboardMarkup]:
    """The consents, each with its button."""
    given = known.given if known else ()
    text = _consent_lines(tr, known) if known else tr("mydata-nothing")
    back = button(tr.plain("privacy-back"), Open(place="privacy"))
    return text, keyboard(*([_withdraw(tr, each.purpose)] for each in given), [back])


def _news(tr: Translator, key: str) -> InlineKeyboardButton:
    return button(tr.plain(key), ChoiceButton(do="news"))


def _withdraw(tr: Translator, purpose: Purpose) -> InlineKeyboardButton:
    label = tr.plain("privacy-withdraw", purpose=tr.plain(PURPOSES[purpose]))
    return button(label, WithdrawButton(do="ask", purpose=purpose))
