# Troubles: what administrators read. The names after “trouble-” are those of the log and of /health.

alert-lasts = It began: { $since }, and is not over.
alert-over = It began: { $since }. It is over and took { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}.
alert-detail = For whoever repairs it: <code>{ $detail }</code>

trouble-line-lossy = <b>The line to Telegram is bad</b>

    Some requests get lost. The bot repeats them by itself and loses nothing, but people wait longer. If it stays so, check the server's network, or add one more proxy to BOT_PROXY.
trouble-line-dead = <b>Telegram did not answer</b>

    Whatever people wrote meanwhile, the bot will get and answer. If it happens often, check the server's network and the proxies in BOT_PROXY.
trouble-token-revoked = <b>Telegram did not accept the bot's token</b>

    If you changed the token at @BotFather, put the new one into BOT_TOKEN and restart the bot. If you did not, make a new one: somebody else may have the old one.
trouble-second-copy = <b>A second copy of the bot runs</b>

    Somebody else receives messages with the same token, so some people get no answer. Stop the other copy. If it is not yours, make a new token at @BotFather.
trouble-sending-paused = <b>Telegram asks to wait with sending</b>

    The bot waits as long as it was told and goes on by itself. If it happens again and again, lower SEND_RATE.
trouble-store-away = <b>The store does not answer</b>

    The bot can neither read nor write. Check that PostgreSQL runs, or that no other program keeps data/tos.db open.
trouble-store-corrupt = <b>The store is damaged</b>

    Stop the bot, keep a copy of the file data/tos.db and restore the last backup. Then run “python -m bot check”.
trouble-store-replaced = <b>The store's file was deleted or exchanged</b>

    Stop the bot and put the file data/tos.db back, or restore a backup. Nothing is saved until then.
trouble-disk-full = <b>The disk is full</b>

    Nothing is saved, neither sign-ups nor answers. Make room on the store's disk; no restart is needed.
trouble-disk-low = <b>The disk is nearly full</b>

    Everything works still. Make room before it ends: without it the bot saves nothing.
trouble-clock-jumped = <b>The server's clock has jumped</b>

    The bot answers people, but deletes and ends nothing. Check the date and time of the server: once they are right, the bot goes on by itself. Details, and the button "The bot's clock is right", are behind the command /clock.
trouble-redis-away = <b>Redis does not answer</b>

    The bot goes on, but its copies do not know of each other: a press may count twice. Check Redis.
trouble-poisoned-update = <b>One message could not be read</b>

    Telegram sent something that the bot does not know. It was skipped, and others are answered. If it happens again, update the bot.
trouble-backup-old = <b>There was no backup for long</b>

    Check the folder BACKUP_DIR: is there room, and may the bot write there?
trouble-question-overdue = <b>A question has waited for over three days</b>

    A resident asked and has heard nothing yet. Press /faq, then “Residents' questions”.
trouble-catalogue-stale = <b>The catalogue of grants is out of date</b>

    A programme's expected deadline passed long ago, and nobody has entered a new one. Open /grants and correct the dates.
