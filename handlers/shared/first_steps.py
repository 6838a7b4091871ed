"""The first steps of somebody who has just got a role: a button to where their work is."""

from aiogram.types import InlineKeyboardButton

from bot.domain.people import RoleKind
from bot.i18n import Translator
from handlers.shared.screens import Open, Place, button

# A chair has no desk: grants, the TOS's place in the profile, the papers and whoever answers questions are theirs.
STEPS: dict[RoleKind, dict[Place, str]] = {
    RoleKind.CHAIR: {
        "profile": "chair-to-profile",
        "grants": "chair-to-grants",
        "case": "chair-to-case",
        "ask": "chair-to-ask",
    },
    RoleKind.COORDINATOR: {"work": "menu-work"},
    RoleKind.ADMIN: {"setup": "work-setup", "work": "menu-work"},
}


def first_steps(tr: Translator, kind: RoleKind) -> list[list[InlineKeyboardButton]]:
    return [[button(tr.plain(label), Open(place=place))] for place, label in STEPS[kind].items()]
