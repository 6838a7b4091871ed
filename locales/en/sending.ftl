# /sending: whether messages go out, a pause that Telegram asked for. For administrators.

sending-open = <b>Messages go out</b>

    { $waiting ->
    [0] Nothing waits.
    [one] { $waiting } message waits for its turn.
   *[other] { $waiting } messages wait for their turn.
}
sending-paused = <b>A pause: { $channel } asked for it</b>

    Until { $until } the bot sends nothing unasked; it answers people's questions. { $waiting ->
    [0] Nothing waits.
    [one] { $waiting } message waits.
   *[other] { $waiting } messages wait.
}

    You can try sooner: one message goes out. If { $channel } refuses, the bot waits again for as long as it says.
sending-lift = Try now
sending-look = Look again
sending-lifted = The pause is lifted, the bot tries.
sending-goes = There is no pause any more.
sending-admins-only = Only administrators can do this.
