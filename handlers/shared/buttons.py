"""Buttons from one conversation to another: to a road, a case and its parts, a grant and an application for it."""

from aiogram.filters.callback_data import CallbackData

from bot.domain.grants import Applicant
from bot.domain.helpers import HelpTopic
from bot.domain.papers.kit import Paper, Section
from bot.domain.people import RoleKind
from bot.domain.practices import PracticeGroup
from handlers.shared.screens import Number


class PracticesButton(CallbackData, prefix="stories"):
    """A page of the stories of neighbours in a group."""

    group: PracticeGroup
    page: Number


class WonButton(CallbackData, prefix="storygr"):
    """A page of the stories that a programme paid for."""

    programme_id: Number
    page: Number


class StoryButton(CallbackData, prefix="story"):
    """A story; `group` is the list that it came from: a group, the id of a programme, "" for none."""

    slug: str
    group: str


class LessonButton(CallbackData, prefix="lesson"):
    """A screen of a lesson, counted from 0; behind its last part stands its end."""

    lesson: str
    screen: Number


class RoadButton(CallbackData, prefix="road"):
    """To the road of a municipality; without a slug to the common one."""

    slug: str


class RoadFromButton(CallbackData, prefix="roadin"):
    """To the road of a settlement's municipality."""

    settlement: Number


class CaseButton(CallbackData, prefix="case"):
    """An action on a case: `do` is card, steps, brief, more… Case 0 is a person's list."""

    do: str
    case_id: Number


class CaseNewButton(CallbackData, prefix="casenew"):
    """A new case in a municipality or, without a slug, anywhere: `do` is begin, agree or sure."""

    do: str
    slug: str


class CaseHereButton(CallbackData, prefix="casein"):
    """A new case in a settlement, or in a place that nobody knew and its municipality: `do` as in CaseNewButton."""

    do: str
    slug: str
    settlement: Number
    missed: Number


class PaperButton(CallbackData, prefix="paper"):
    """A paper of a case.

    `do`: open, review, edit (a group of answers), text (a page), file, pdf, clean, cleanpdf, reply, share or give.
    """

    do: str
    case_id: Number
    paper: Paper
    page: Number


class SectionButton(CallbackData, prefix="papersin"):
    """The papers of a case in one section of the kit."""

    case_id: Number
    section: Section


class TallyButton(CallbackData, prefix="tally"):
    """To the headcount at the meeting of a case."""

    case_id: Number


class MeetingEventButton(CallbackData, prefix="evmeet"):
    """To the event of the meeting of a case."""

    case_id: Number


class ArrivalsPage(CallbackData, prefix="evcame"):
    """The attendance of an event that has begun: its coordinators tick the names."""

    event_id: Number
    page: Number


class InviteButton(CallbackData, prefix="roleask"):
    """To an invitation to a role of a kind: `do` is begin, or agree when it came by way of the consent."""

    do: str
    kind: RoleKind


class AuditOfPerson(CallbackData, prefix="auditof"):
    """To the audit of what a person did and of what was done to them."""

    person_id: Number


class GrantButton(CallbackData, prefix="gr"):
    """A programme: `do` is card, on, agree, off. `who` and `page` are the list it came from."""

    do: str
    programme_id: Number
    who: Applicant | None
    page: Number


class ApplyButton(CallbackData, prefix="apply"):
    """The applications for a programme: `do` is open, or another: a new one beside those that there are."""

    do: str
    programme_id: Number


class ReachButton(CallbackData, prefix="appreach"):
    """A coordinator's numbers of the people whom a programme concerns: `do` is show or draft."""

    do: str
    programme_id: Number


class BroadcastButton(CallbackData, prefix="bc"):
    """`do`: agree, replace, review, discard, discard-sure, report; who, drop, samples, newcomers, save-who.

    Compose: message, try, links, link-add, keep. Schedule: when, at-once, at, hours, late, look, take-back, sooner,
    later. Sending: pause, resume, stop, stop-sure. Results: table, correct, recall, again, versions. Broadcast 0 is
    none yet.
    """

    do: str
    broadcast_id: Number


class WorkButton(CallbackData, prefix="work"):
    """The consent to the work of a coordinator, asked for before what is others' is shown: `do` is agree."""

    do: str


class AboutButton(CallbackData, prefix="about"):
    """The things that a person says of themselves in the profile: `do` is open, agree, tos, no-tos or kinds."""

    do: str


class FollowOwn(CallbackData, prefix="folo"):
    """To hear of every grant that the person may apply for, by their profile: `do` is see, yes or agree."""

    do: str


class HelpersButton(CallbackData, prefix="helpers"):
    """Those who help with a topic."""

    topic: HelpTopic
    page: Number


class HelperButton(CallbackData, prefix="helper"):
    """A body of the directory: `do` is card, yes or no (it helped, or not), edit, checked, show or hide."""

    do: str
    helper: str


class HelperFieldButton(CallbackData, prefix="helpf"):
    """A fact of a helper, to correct; `do` is edit or unset."""

    do: str
    helper: str
    field: str
