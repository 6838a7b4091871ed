# Troubles: what administrators read. The names after “trouble-” are those of the log and of /health.

alert-lasts = It began: { $since }, and is not over.
alert-over = It is over by now. It began: { $since } and took { $minutes ->
    [0] less than a minute
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}. This was it:
alert-happened = It happened: { $since }.
alert-detail = For whoever repairs it: <code>{ $detail }</code>

trouble-line-lossy = <b>The line to { $channel } is bad</b>

    Some requests get lost. The bot repeats them by itself and loses nothing, but people wait longer. If it is so all day, check the server's network, or add one more proxy to BOT_PROXY.
trouble-line-dead = <b>{ $channel } did not answer</b>

    Whatever people wrote meanwhile, the bot will get and answer. If it happens often, check the server's network and the proxies in BOT_PROXY.
trouble-token-revoked = <b>{ $channel } did not accept the bot's token</b>

    If you changed the token, put the new one into BOT_TOKEN and restart the bot. If you did not, make a new one at @BotFather: somebody else may have the old one.
trouble-second-copy = <b>A second copy of the bot runs</b>

    Another bot with the same token runs somewhere. It takes some of the messages, so some people may get no answer. Stop the other copy. If it is not yours, make a new token at @BotFather.
trouble-sending-paused = <b>{ $channel } asks to wait with sending</b>

    The bot waits as long as it was told and goes on by itself. It answers people. The command /sending shows how many messages wait, and lets you try earlier. If the pause comes again and again, lower SEND_RATE.
trouble-store-away = <b>The bot's database does not answer</b>

    The bot can neither read nor save anything, and tells people so. If you use PostgreSQL, check that it runs. If it is the file data/tos.db, check that no other program keeps it open and that the bot may write into it. No restart is needed: the bot goes on by itself.
trouble-store-corrupt = <b>The bot's database is damaged</b>

    Stop the bot. Bring the last backup back with “python -m bot restore FILE --replace” and start the bot. The damaged file stays beside it.
trouble-store-replaced = <b>The file of the database was deleted or exchanged</b>

    Nothing is saved. Put the file data/tos.db back, and the bot goes on by itself. If the file is gone, stop the bot, put the last backup in its place and start the bot again.
trouble-disk-full = <b>The disk is full</b>

    Nothing is saved, neither sign-ups nor people's answers. Make room on the disk that holds the database. No restart is needed.
trouble-disk-low = <b>The disk is nearly full</b>

    Everything works still. Make room in time: without it the bot cannot save anything.
trouble-clock-jumped = <b>The server's clock is wrong</b>

    The bot answers people, but deletes and ends nothing. Check the date and time of the server: once they are right, the bot goes on by itself. Details, and the button "The bot's clock is right", are behind the command /clock.
trouble-redis-away = <b>Redis does not answer</b>

    The bot answers people. But the copies of the bot that run side by side do not know of each other, and answers to one person may come in another order. Check that Redis runs. No restart is needed.
trouble-poisoned-update = <b>One message could not be read</b>

    { $channel } sent something that the bot does not know. The bot skipped it and goes on answering people. If it happens often, update the bot.
trouble-question-overdue = <b>A question has waited for over three days</b>

    A resident asked and has heard nothing yet. Press /questions.
trouble-catalogue-stale = <b>The catalogue of grants is out of date</b>

    The expected date of a programme passed long ago, and the catalogue has nothing new. Open /catalogue: the programme is on top. Enter the date that the organiser named, or note that you have looked.
trouble-backup-old = <b>There is no recent backup</b>

    A copy of the database should appear every night, but the last one failed. See whether the folder of the setting BACKUP_DIR has space and whether the bot may write there. The reason is in the log on the server. To try it by hand: “python -m bot backup”.
