"""/people → people with a role, page by page → another kind, or a place → [find] → words → those who fit → a card."""

from aiogram import F, Router
from aiogram.filters import Command, StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from bot.domain.people import REGION, Purpose, RoleKind, may_administer
from bot.domain.roles import SEARCH_MAX, SEARCH_MIN
from bot.places import Places
from handlers.people.views import (
    PeopleButton,
    PeopleInScope,
    PeoplePage,
    PersonButton,
    put_card,
    require_desk,
    to_people,
    viewer,
)
from handlers.shared.context import Context
from handlers.shared.municipality import Picker, municipality_names
from handlers.shared.role_names import scope_name
from handlers.shared.screens import Open, Pressed, Said, Typed, button, keyboard
from storage.people import directory
from storage.people.directory import AT_WORK, EVERYBODY, Edge, Listed, ListPage

PAGE_SIZE, FOUND_MAX = 4, 6
ON_A_BUTTON = 40
KINDS = {
    AT_WORK: "people-at-work",
    RoleKind.ADMIN.value: "people-admins",
    RoleKind.COORDINATOR.value: "people-coordinators",
    RoleKind.CHAIR.value: "people-chairs",
    EVERYBODY: "people-everybody",
}


class Looking(StatesGroup):
    words = State()
    place = State()


class PeopleScope(CallbackData, prefix="peoplein"):
    """The people whose role counts in a municipality; an empty slug is the whole region."""

    slug: str = ""


class PeopleScopesPage(CallbackData, prefix="peopleinp"):
    page: int


router = Router(name="people.listing")
router.message.filter(Said("people", states=Looking))
router.callback_query.filter(
    Pressed(PeopleButton, PeoplePage, PeopleInScope, PeopleScope, PeopleScopesPage, PersonButton, places=("people",))
)
PLACES = Picker(Looking.place, PeopleScope, PeopleScopesPage, "role-unlisted", "role-everywhere")


@router.message(Command("people"))
@router.callback_query(Open.filter(F.place == "people"))
async def show_people(event: Message | CallbackQuery, ctx: Context) -> None:
    if await require_desk(event, ctx):
        await put_page(event, ctx, AT_WORK, None)


@router.callback_query(PeopleButton.filter(F.do == "agree"))
async def agree_to_work(query: CallbackQuery, ctx: Context) -> None:
    await show_people(query, await ctx.agreed(query, Purpose.WORK))


@router.callback_query(PeoplePage.filter())
async def turn_page(query: CallbackQuery, ctx: Context, callback_data: PeoplePage) -> None:
    if await require_desk(query, ctx):
        which = callback_data.which if callback_data.which in KINDS else AT_WORK
        edge = Edge(callback_data.person_id, callback_data.to == "before") if callback_data.person_id else None
        await put_page(query, ctx, which, edge)


@router.callback_query(PeopleInScope.filter())
async def turn_page_in_scope(query: CallbackQuery, ctx: Context, callback_data: PeopleInScope) -> None:
    if await require_desk(query, ctx):
        which = callback_data.which if callback_data.which in KINDS else AT_WORK
        edge = Edge(callback_data.person_id, callback_data.to == "before") if callback_data.person_id else None
        await put_page(query, ctx, which, edge, callback_data.slug)


async def put_page(
    event: Message | CallbackQuery, ctx: Context, which: str, edge: Edge | None, scope: str = ""
) -> None:
    page = await ctx.store.read(directory.page, viewer(ctx), which, PAGE_SIZE, edge, scope)
    head = ctx.tr.plain(KINDS[which] if may_administer(ctx.roles) else "people-chairs")
    if scope:
        head = ctx.tr.plain("people-in", kind=head, scope=scope_name(ctx.tr, scope, await municipality_names(ctx)))
    text = ctx.tr("people-list", kind=head) if page.people else ctx.tr("people-empty")
    await ctx.show(event, text, page_buttons(ctx, which, page, scope))


def page_buttons(ctx: Context, which: str, page: ListPage, scope: str) -> InlineKeyboardMarkup:
    tr, people = ctx.tr, page.people

    def to(way: str, person: Listed) -> CallbackData:
        if scope:
            return PeopleInScope(which=which, to=way, person_id=person.id, slug=scope)
        return PeoplePage(which=which, to=way, person_id=person.id)

    turn = [button(tr.plain("button-back-page"), to("before", people[0]))] if people and page.has_before else []
    turn += [button(tr.plain("button-next-page"), to("after", people[-1]))] if people and page.has_after else []
    # On later pages both ways to turn take its place.
    invite = [] if page.has_before else [button(tr.plain("people-invite"), PeopleButton(do="invite"))]
    return keyboard(
        *([button(each.name[:ON_A_BUTTON], PersonButton(do="card", person_id=each.id))] for each in people),
        turn,
        [button(tr.plain("people-find"), PeopleButton(do="find")), *invite],
        [button(tr.plain("people-to-work"), Open(place="work"))],
    )


@router.callback_query(PeopleButton.filter(F.do == "places"))
async def choose_place(query: CallbackQuery, ctx: Context) -> None:
    if await require_desk(query, ctx):
        await PLACES.ask(query, ctx, 0, ctx.tr("people-choose-place"), [to_people(ctx.tr)])


@router.callback_query(PeopleScopesPage.filter())
async def turn_places(query: CallbackQuery, ctx: Context, callback_data: PeopleScopesPage) -> None:
    if await require_desk(query, ctx):
        await PLACES.ask(query, ctx, callback_data.page, ctx.tr("people-choose-place"), [to_people(ctx.tr)])


@router.callback_query(PeopleScope.filter())
async def show_place(query: CallbackQuery, ctx: Context, callback_data: PeopleScope) -> None:
    if await require_desk(query, ctx):
        await put_page(query, ctx, AT_WORK, None, callback_data.slug or REGION)


@router.message(StateFilter(Looking.place), Typed())
async def find_place(message: Message, ctx: Context, typed: str, places: Places) -> None:
    if not await require_desk(message, ctx):
        await ctx.state.clear()
    elif place := await PLACES.find(message, ctx, places, typed, [to_people(ctx.tr)]):
        await put_page(message, ctx, AT_WORK, None, place.municipality.slug)


@router.callback_query(PeopleButton.filter(F.do == "kinds"))
async def choose_kind(query: CallbackQuery, ctx: Context) -> None:
    if await require_desk(query, ctx):
        rows = [
            [button(ctx.tr.plain(label), PeoplePage(which=which, to="after", person_id=0))]
            for which, label in KINDS.items()
        ]
        await ctx.show(query, ctx.tr("people-choose-kind"), keyboard(*rows, to_people(ctx.tr)))


@router.callback_query(PeopleButton.filter(F.do == "find"))
async def ask_words(query: CallbackQuery, ctx: Context) -> None:
    if await require_desk(query, ctx):
        kinds = [button(ctx.tr.plain("people-kinds"), PeopleButton(do="kinds"))] if may_administer(ctx.roles) else []
        place = [button(ctx.tr.plain("people-places"), PeopleButton(do="places"))]
        await ctx.ask(query, Looking.words, ctx.tr("people-ask-words"), keyboard(kinds, place, to_people(ctx.tr)))


@router.message(StateFilter(Looking.words), Typed())
async def find(message: Message, ctx: Context, typed: str) -> None:
    """Show who fits; the question stays open, so that other words may follow."""
    if not await require_desk(message, ctx):
        await ctx.state.clear()
        return
    if not SEARCH_MIN <= len(typed) <= SEARCH_MAX:
        await message.answer(ctx.tr("people-ask-words"), reply_markup=keyboard(to_people(ctx.tr)))
        return
    found = await ctx.store.read(directory.search, viewer(ctx), typed, FOUND_MAX)
    rows = [[button(each.name[:ON_A_BUTTON], PersonButton(do="card", person_id=each.id))] for each in found]
    key = "people-found-many" if len(found) == FOUND_MAX else "people-found" if found else "people-not-found"
    await ctx.show(message, ctx.tr(key, typed=typed), keyboard(*rows, to_people(ctx.tr)))


@router.message(StateFilter(Looking))
async def want_words(message: Message, ctx: Context) -> None:
    await ctx.answer_once(message, ctx.tr("want-words"))


@router.callback_query(PersonButton.filter(F.do == "card"))
async def show_card(query: CallbackQuery, ctx: Context, callback_data: PersonButton) -> None:
    if await require_desk(query, ctx):
        await put_card(query, ctx, callback_data.person_id)
