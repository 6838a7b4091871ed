# /people: roles, who answers for what, invitations.

role-in = { $role }, { $scope }
role-line = • { $role }
person-left = a person who left (No. { $number })
person-nobody = the bot

people-list = <b>People and roles</b>

    Shown: { $kind }. Press a name.
people-empty = <b>People and roles</b>

    Nobody is here yet. Invite the first one.
people-at-work = who has a role
people-admins = administrators
people-coordinators = coordinators
people-chairs = chairs of a TOS
people-everybody = all people
people-kinds = Whom to show
people-choose-kind = Whom to show?
people-find = Find
people-invite = Invite
people-to-work = To the work
people-back = To the people
people-ask-words = Write a name or a username. The first letters are enough, two or more.
people-found = Found by “{ $typed }”. Press a name or write other words.
people-found-many = Many people fit “{ $typed }”, these are the first. Write more, such as both names.
people-not-found = Nobody fits “{ $typed }”. Write other words.

    The list has only people who use the bot and gave their consent. Others can be invited.
people-card = <b>{ $name }</b>
    Username: { $nick }
people-card-seen = Was here: { $day }
people-card-roles = Roles:
    { $roles }
people-card-no-roles = No roles.
people-card-named = Administrator by the settings of the bot. Whoever runs the server changes that.
people-give = Give a role
people-take = Take away: { $role }
people-audit = Audit of this person
people-forbidden = This role is not yours to give or take, or your rights have changed. Everything stays as it was.
people-foreign-scope = This is not your municipality. Choose your own.
people-gone = This person or this role is not here any more.
people-already = The person has this role already.
people-last-admin = This is the only administrator. First give this role to somebody else, or nobody would keep the bot.
people-closed = This question is closed. Begin again: /people

role-ask-kind = Which role?
role-about-chair = <b>The chair of a TOS</b> gets the broadcasts for chairs. Grants for a TOS, its papers and people to ask are here as well.
role-about-coordinator = <b>A coordinator</b> keeps events, broadcasts and people's questions in a municipality or in the whole region, and gives roles to chairs.
role-about-admin = <b>An administrator</b> may do all that everywhere, gives and takes any role, and looks after the bot.
role-ask-scope = Where? Write a municipality or a village, or choose from the list.
role-ask-scope-more = Which municipality to add?
role-everywhere = The whole region
role-unlisted = Choose a municipality from the list.
role-one-more = Add a municipality
role-to-whoever = whoever opens the link
role-ask-reason = To whom: { $name }
    { $roles }

    Why? Press or write it in your own words. The audit keeps it.
role-why-elected = Elected by the residents
role-why-agreed = We agreed on the work
role-why-instead = In place of somebody who left
role-reason-length = Write the reason in a few words: { $least } to { $most } characters.
role-given = The role is given. I will tell the person.
role-ask-take = Take a role from: { $name }
    • { $role }
role-passes = { $whose ->
    [mine] Unfinished work that the person has no right to any more passes to you.
    [other] Unfinished work that the person has no right to any more passes to a colleague: { $name }.
   *[anybody] Unfinished work passes to colleagues.
}
role-ask-why-take = Why? Press or write it in your own words. The audit keeps it.
role-other-heir = Pass the work to somebody else
role-choose-heir = To whom does the unfinished work pass?
role-why-moved = Moved away or busy
role-why-asked = Asked for it
role-why-over = The work is over
role-taken = The role is taken. I will tell the person.

role-told-given = You were given a role:
    { $roles }

    By: { $name }. Why: { $reason }
role-told-taken = A role was taken from you:
    { $roles }

    By: { $name }. Why: { $reason }
role-told-handed-over = Unfinished work that you have no right to any more has passed to colleagues. Your sign-ups and subscriptions stay yours.
role-told-accepted = Your invitation was accepted: { $name }
    { $roles }

invitation-ask-kind = Whom do we invite? An invitation is a link for one person, for a week.
invitation-letter = <b>You are invited: { $role }</b>

    Press the link: it opens the bot, which explains everything and asks for your consent. It is for one person, until { $until }.

    { $link }
invitation-made = <b>The invitation is ready: { $role }</b>

    Send the message with the picture (it is above) to the person. If they are beside you, let them point their phone's camera at the picture.

    I cannot show the link again. If it gets lost, make a new invitation.
invitation-copy = Copy the link
invitation-withdraw = Withdraw the invitation
invitations-waiting = Open invitations
invitations-list = { $count ->
    [0] No open invitations.
    [one] { $count } invitation is not accepted yet.
   *[other] { $count } invitations are not accepted yet.
}
invitation-card = <b>Invitation: { $role }</b>
    Works until { $until }.
    Why: { $reason }
invitation-withdrawn = The invitation is withdrawn. Its link does not work any more.
invitation-opened = <b>You are invited: { $role }</b>

    By: { $name }. You can accept until { $until }.

    { $about }
invitation-accept = Accept
invitation-accepted = Done. Your role: { $role }.

    You can give it up any day: /privacy
invitation-used = Somebody already has the role from this invitation. It was for one person. Ask whoever invited you for a new one.
invitation-expired = This invitation has expired. Ask whoever invited you for a new one.
invitation-withdrawn-before = This invitation was withdrawn. Ask whoever invited you.
invitation-foreign = Whoever invited you cannot give this role any more. Ask another coordinator.
invitation-own = This is your own invitation. Send it to whom you want to invite.
invitation-already = You have this role already. The invitation stays unused.
invitation-unknown = There is no such invitation. Look whether the whole link was copied, or ask for a new one.
invitation-too-often = Too many wrong links in a row. Wait an hour and open the link of the invitation again.

people-places = By place
people-choose-place = Where? Write a municipality or a village, or choose from the list.
people-in = { $kind }: { $scope }

# The first steps of somebody who has become a chair.
chair-to-profile = Name your TOS and place
chair-to-grants = Grants for a TOS
chair-to-case = Papers of the TOS
chair-to-ask = Ask a coordinator
