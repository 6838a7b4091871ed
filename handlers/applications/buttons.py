"""The buttons of applications for grants."""

from aiogram.filters.callback_data import CallbackData

from bot.domain.applications.applications import Access
from bot.domain.applications.budget import Payer
from bot.domain.grants import Applicant
from handlers.shared.screens import Number


class ApplicationsPage(CallbackData, prefix="apps"):
    """A page of a person's applications, from 0."""

    page: Number


class ApplyRoundButton(CallbackData, prefix="applyin"):
    """A new application for a round: `do` is begin, agree, or make.

    With an `application_id` it takes over what that earlier one has; 0 begins anew.
    """

    do: str
    round_id: Number
    application_id: Number


class ApplicationButton(CallbackData, prefix="app"):
    """An application. `do`: card; project, title, about, tos, kinds; item-new, documents; line-new, lines-many.

    Members: members, quiet, loud, leave, leave-sure, uninvite. How far it is: progress, handed, handed-undo, dropped,
    won, refused, prepare, count, count-agree, uncount. Files: files, docx, clean, pdf, cleanpdf, xlsx. Letters:
    letters, support, brief.
    """

    do: str
    application_id: Number


class ApplicantButton(CallbackData, prefix="appkind"):
    """The kind of applicant that an application is of."""

    application_id: Number
    kind: Applicant


class ItemsPage(CallbackData, prefix="appitems"):
    """A page of the checklist, from 0."""

    application_id: Number
    page: Number


class ItemButton(CallbackData, prefix="appitem"):
    """An entry of the checklist: `do` is card, done, undone, day, no-day, remove."""

    do: str
    item_id: Number


class LinesPage(CallbackData, prefix="applines"):
    """A page of the budget, from 0."""

    application_id: Number
    page: Number


class LineButton(CallbackData, prefix="appline"):
    """A line of the budget: `do` is card, what, quantity, price, payer, remove."""

    do: str
    line_id: Number


class PayerButton(CallbackData, prefix="apppays"):
    """The source of a line's money."""

    line_id: Number
    payer: Payer


class ApplyingButton(CallbackData, prefix="appwho"):
    """Another member of an application: `do` is card, owner, owner-sure, helper, viewer, remove, remove-sure."""

    do: str
    application_id: Number
    person_id: Number


class ApplyingPage(CallbackData, prefix="appwhos"):
    """A page of the other members, from 0."""

    application_id: Number
    page: Number


class InviteToButton(CallbackData, prefix="appinv"):
    """A new invitation to an application, with the right that it gives."""

    application_id: Number
    access: Access


class JoinApplicationButton(CallbackData, prefix="appjoin"):
    """The code of an invitation: `do` is join or agree."""

    do: str
    code: str


class FiguresOfYear(CallbackData, prefix="appyear"):
    """The statistics of applications of a year: `do` is show, picture or table; 0 is the last year that has any."""

    do: str
    year: Number
