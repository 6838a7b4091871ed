"""A pretend Telegram: a separate program that answers the Bot API over HTTP and shows a chat page for a few personas.

It knows nothing of the bot it serves and nothing of the library that bot is written with. What the Bot API documents
(methods, parameters, types, limits) stands in `api.json`; what it leaves unsaid (the words of refusals, what an edit
does to a keyboard) stands in the code, one module a subject:

    schema keyboards markup utf16   a request is read, its limits are checked, its HTML becomes text and entities
    world                           the centre: what people do, and one call of the bot; no HTTP here and below
    chats kinds media               people and conversations, what they send, files
    presses updates                 buttons and their answers, the queue of updates
    methods                         which function plays which method: sending editing receiving profile looking
    refusal faults                  how Telegram says no; 429, 403, 5xx, latency and cut connections on demand
    server                          the program: botapi webhook page_api control clock, and `page/` for the browser
"""
