"""/setup, and an administrator's first /start → what a new bot still needs, each with a button that leads there.

What is done ticks itself off.
"""

import asyncio
from dataclasses import dataclass

from aiogram import F, Router
from aiogram.filters import Command, CommandStart, Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.config import Settings
from bot.domain.backups import is_late
from bot.domain.people import RoleKind, may_administer
from bot.logs import get_logger
from handlers.shared.buttons import InviteButton
from handlers.shared.context import Context
from handlers.shared.screens import Open, Pressed, Said, button, keyboard, to_menu
from storage.core import backup
from storage.people import coordinators
from storage.people.coordinators import Staff
from storage.questions import groups
from storage.survey import stale_programmes

log = get_logger(__name__)
router = Router(name="setup")
router.message.filter(Said("setup", "start"))
router.callback_query.filter(Pressed(places=("setup",)))


class NewAdmin(Filter):
    """Passes an administrator of the settings whom the bot does not know yet: whoever has set it up."""

    async def __call__(self, _: Message, ctx: Context) -> bool:
        return ctx.person is None and may_administer(ctx.roles)


@dataclass(frozen=True, slots=True)
class Need:
    """A line of the list: its name, how it is done, whether it is, and the button that leads there, if there is one."""

    name: str
    how: str
    is_done: bool
    label: str = ""
    to: CallbackData | None = None


@router.message(Command("setup"))
@router.message(CommandStart(deep_link=False), NewAdmin())
@router.callback_query(Open.filter(F.place == "setup"))
async def show_needs(event: Message | CallbackQuery, ctx: Context) -> None:
    if not may_administer(ctx.roles):
        await ctx.deny(event, "setup-admins-only")
        return
    staff = await ctx.store.read(coordinators.staff, ctx.settings.admin_ids)
    stale = await ctx.store.read(stale_programmes, ctx.now)
    is_grouped = any(each.lost_why is None for each in await ctx.store.read(groups.all_groups))
    found = needs(ctx.settings, staff, stale, is_grouped=is_grouped, is_safe=await has_fresh_backup(ctx))
    left = [each for each in found if not each.is_done]
    log.info("setup shown", person_id=ctx.person_id, left=len(left))
    lines = [line(ctx, each) for each in found]
    head = ctx.tr("setup-left", count=len(left)) if left else ctx.tr("setup-complete")
    rows = [[button(ctx.tr.plain(each.label), each.to)] for each in left if each.to]
    back = [button(ctx.tr.plain("work-audit"), Open(place="audit")), to_menu(ctx.tr)]
    await ctx.show(event, Markup("\n\n").join([head, *lines]), keyboard(*rows, back))


def line(ctx: Context, need: Need) -> Markup:
    if need.is_done:
        return ctx.tr("setup-done", name=ctx.tr(need.name))
    return ctx.tr("setup-to-do", name=ctx.tr(need.name), how=ctx.tr(need.how))


async def has_fresh_backup(ctx: Context) -> bool:
    """True when a backup was made in time: a folder that is named proves nothing yet."""
    folder = ctx.settings.backup_dir
    return folder is not None and not is_late(await asyncio.to_thread(backup.newest, folder), ctx.now)


def needs(settings: Settings, staff: Staff, stale: int, *, is_grouped: bool, is_safe: bool) -> list[Need]:
    """The needs of a bot in their order. `stale` is the number of programmes whose forecast nobody looked at again."""
    how_to_save = "setup-backups-how" if settings.backup_dir is None else "setup-backups-wait"
    named = all((settings.operator_name, settings.operator_contact, settings.data_location))
    return [
        Need("setup-operator", "setup-operator-how", named),
        Need(
            "setup-second-admin",
            "setup-second-admin-how",
            staff.admins > 1,
            "setup-invite-admin",
            invite(RoleKind.ADMIN),
        ),
        Need(
            "setup-coordinators",
            "setup-coordinators-how",
            staff.coordinators > 0,
            "setup-invite-coordinator",
            invite(RoleKind.COORDINATOR),
        ),
        Need("setup-group", "setup-group-how", is_grouped),
        Need("setup-backups", how_to_save, is_safe),
        Need("setup-catalogue", "setup-catalogue-how", stale == 0, "setup-open-catalogue", Open(place="catalogue")),
    ]


def invite(kind: RoleKind) -> InviteButton:
    return InviteButton(do="begin", kind=kind)
