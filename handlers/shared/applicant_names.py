"""Keys of the names of applicants for grants, by kind; NOT_CHOSEN are those that nobody says of themselves."""

from bot.domain.grants import Applicant

APPLICANTS = {
    Applicant.TOS: "grant-tos",
    Applicant.TOS_LEGAL: "grant-tos-legal",
    Applicant.NKO: "grant-nko",
    Applicant.GROUP: "grant-group",
    Applicant.PERSON: "grant-person",
    Applicant.VOTER14: "grant-person14",
    Applicant.PERSON14_35: "grant-person14-35",
    Applicant.ELDER: "grant-elder",
    Applicant.MUN: "grant-mun",
    Applicant.BUDGET: "grant-budget",
    Applicant.IP: "grant-ip",
    Applicant.BIZ: "grant-biz",
    Applicant.PARTNER: "grant-partner",
}
# Kinds that stand on cards, but are no button: who presses "a person" or "a group" finds their programmes.
NOT_CHOSEN = {Applicant.PARTNER, Applicant.VOTER14, Applicant.ELDER}
