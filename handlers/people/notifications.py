"""Notifications about roles: yours was given or taken; somebody accepted your invitation."""

from aiogram.methods import SendMessage
from markupsafe import Markup

from bot.domain.deliveries import Delivery
from bot.domain.people import RoleKind
from bot.domain.roles import CAUSE, KIND, Told, told_roles
from bot.i18n import Translator
from bot.outbox import Notification
from handlers.shared.first_steps import first_steps
from handlers.shared.role_names import person_name, role_lines
from handlers.shared.screens import keyboard, to_menu
from storage.people import roles
from storage.people.roles import News

TEXTS = {Told.GIVEN: "role-told-given", Told.TAKEN: "role-told-taken", Told.ACCEPTED: "role-told-accepted"}


def tell(news: News | None, row: Delivery, tr: Translator) -> SendMessage | None:
    if news is None:
        return None
    told, changed = Told(row.occasion), told_roles(row.payload)
    who = (news.about_id, news.about) if told is Told.ACCEPTED else (news.actor_id, news.actor)
    text = tr(TEXTS[told], roles=role_lines(tr, changed, news.places), name=person_name(tr, *who), reason=news.reason)
    works = any(role.kind is not RoleKind.CHAIR for role in changed)
    kind = RoleKind.COORDINATOR if works else RoleKind.CHAIR
    onward = first_steps(tr, kind) if told is Told.GIVEN else []
    if works and told is Told.TAKEN:
        text = Markup("\n\n").join([text, tr("role-told-handed-over")])
    return SendMessage(chat_id=row.chat_id, text=text, reply_markup=keyboard(*onward, [to_menu(tr)]))


NOTIFICATIONS = {(KIND, CAUSE): Notification(load=roles.news, render=tell)}
