# The profile: name, time, what to write about and when, how many buttons; several accounts of one person.

profile = <b>My profile</b>
profile-name = Name in lists: { $name }
profile-zone = Time: { $zone }
profile-quiet = I do not write: { $hours }
profile-muted = I do not remind you of: { $kinds }
profile-few = Buttons on a screen: four at most
profile-many = Buttons on a screen: as many as there are
profile-ask = What shall we change?
profile-to-name = Name
profile-to-about = About me
profile-to-hear = What to write about, and when
profile-to-accounts = Second phone
profile-to-screen = Language and buttons
profile-to-few = Fewer buttons on a screen
profile-to-many = All buttons at once
profile-privacy = My data
profile-back = To the profile
profile-stranger = <b>No profile yet</b>

    I store nothing about you. The profile comes once you agree to something: you sign up for an event, you follow a grant.

    You can choose the language now. And if you use me on another phone already, take a code there: /profile, "Second phone".

name-ask = <b>What shall I call you in lists?</b>

    Now: { $name }

    Coordinators see this name in the lists of events and with your questions. Write your name, and your surname if you like.
name-unreadable = This does not look like a name. Write it in letters, { $most } at most, for example: Olga Petrova.

hear = <b>What to write about, and when</b>

    Press to switch on or off. Answers to your questions, moved and cancelled events come in any case.

    I do not write: { $hours }. What is urgent comes even then.
hear-events = events you go to
hear-grants = grant deadlines
hear-cases = deadlines of your TOS case
hear-on = ✅ { $kind }
hear-off = Off: { $kind }
hear-news = News
hear-quiet = Quiet hours
hear-back = Back
hear-muted = All right, no more reminders of this.
hear-unmuted = All right, I remind you again.
quiet-ask = <b>When shall I not write to you?</b>

    In these hours I am silent, and what has gathered comes afterwards.
quiet-hours = from { $first } to { $until } o'clock
quiet-none = I write at any hour
quiet-chosen = All right: { $hours }.

channel-telegram = Telegram
account-nick = { $channel }, { $nick }
account-number = { $channel }, number { $number }
accounts = <b>Your accounts</b>

    { $lines }

    { $how }
accounts-one = Do you have a second phone? Add it, and all that is yours is on both.
accounts-told-last = I write to one of them: the one you used last.
accounts-told-named = I write to the one you chose. If it blocks me, I write to another.
accounts-back = To the accounts
account-here = { $account } — you are here
account-other = { $account }
account-blocked = { $account } — I am blocked there
account-add = Add: get a code
account-enter = I have a code
account-name = Write here: { $account }
account-last = Write where I am
account-leave = Let go: { $account }
account-named = All right, I write there.
account-gone = You do not have this account any more.
account-leave-ask = <b>Let { $account } go?</b>

    Your sign-ups, subscriptions, roles and cases stay with you on your other accounts. On this one I forget you: it becomes a stranger.

    Messages that have come there stay there. I cannot correct them any more.
account-leave-sure = Yes, let it go
account-left = The account is let go.
account-left-here = <b>Done, I do not know you here any more.</b>

    All that is yours is on your other account.
account-last-one = This is your only account. To make me forget you, press /erase.
account-linked = Another account was joined to your data: { $account }.

    If that was not you, let it go.

account-link-code = <b>Code: { $code }</b>

    Open me on your other phone by this link:
    { $link }

    Or press /profile, "I have a code" there and type these digits. The code works once and for { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }.

    Show it to nobody: whoever types it sees all that is yours.
account-link-ask = <b>Type the code</b>

    Eight digits from your other phone. To get it there: /profile, "Second phone", "Add".
account-link-no-code = The code is eight digits, such as 1234 5678. Type it again.
account-link-offer-stranger = <b>Is this you, too, { $name }?</b>

    Then I write down this account's number and username there, and all that is yours is here as well. The consents you gave count for it, too.

    If somebody else sent you the code, do not join: they will see everything you do here.
account-link-offer-person = <b>Is this you, too, { $name }?</b>

    Then everything of the two accounts comes together: sign-ups, subscriptions, topics, cases, questions, consents and roles. What is the same stays once: if you signed up twice for one event, the second place goes to whoever waits. Name, language and time come from where the code is shown. Later you may let a phone go, but what came together cannot be taken apart: it all stays together, and the phone that is let go has nothing.

    If somebody else sent you the code, do not join: they will see all that is yours.
account-link-join = Yes, it is me
account-link-done = <b>Done, you are on both phones now.</b>{ $doubles ->
        [0] { "" }
        [one] { " " }For { $doubles } event you were signed up twice, one sign-up is left.
       *[other] { " " }For { $doubles } events you were signed up twice, one sign-up is left for each.
    }

    I write to the one you use. You can choose another in the profile.
account-link-own = This code is yours: type it on your other phone.
account-link-unknown = This code does not work: it was used, its time is over, or there is a mistake in it. Take a new one on your other phone.
account-link-too-often = Too many wrong codes. Try again in an hour.
account-link-full = One person has three accounts at most. Let one go first.
account-link-nobody = I do not know you here, so there is nothing to show. Take the code on the phone where you are known.

about = <b>About me</b>

    { $lines }

    Fill in what you like: it saves you questions.
about-nothing = Nothing yet.
about-place = I live in: { $place }
about-tos = My TOS: { $tos }
about-kinds = I look for grants as: { $kinds }
about-to-place = Where I live
about-to-tos = My TOS
about-to-kinds = How I apply for grants
about-back = Back to about me
about-saved = Noted.
about-off = The consent to the profile comes first.
about-ask-place = <b>Where do you live?</b>

    Choose a municipality or type your village or town. News, if you get it, comes from there, and your questions go to the coordinator there.
about-ask-tos = <b>What is your TOS called?</b>

    Type its name, for example: Zarechny.
about-no-tos = I have no TOS
about-tos-unreadable = Type the name in words, { $most } characters at most.
about-ask-kinds = <b>How do you apply for grants?</b>

    You can choose several. In /grants I show what fits you first.
about-kind-chosen = ✅ { $kind }
