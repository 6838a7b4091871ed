# The bot's clock: for administrators.

clock-right = The bot's clock shows: { $own }. It can be trusted.
clock-against-telegram = <b>The bot's clock and { $channel } disagree</b>

    The bot: { $own }
    { $channel }: { $other }

    The bot answers people. But until the two agree, it deletes nothing, finishes nothing and lets nothing expire, and it sends reminders by the clock that is behind.

    Check the date and time of the server. Once you have put them right, the bot goes on by itself. If the bot's time is right, and { $channel } or your Bot API server is wrong, press "The bot's clock is right".
clock-against-store = <b>The bot's clock may be wrong</b>

    The bot: { $own }
    By its last record it should be: { $other }

    Perhaps the bot was just off for long. But { $channel } has not answered yet, so there is nothing to compare with, and the bot deletes and finishes nothing.

    Check the date and time of the server. If they are right, press "The bot's clock is right".
clock-look-again = Look again
clock-is-right = The bot's clock is right
clock-confirmed = Good. The bot's clock is trusted, and the bot goes on.
clock-not-allowed = Only administrators may do this.
