"""A pretend Telegram: a separate program that answers the Bot API over HTTP and shows a chat page for a few people.

It imports nothing of the bot and nothing of the bot's Telegram library. `api.json` holds what the Bot API documents:
methods, parameters, types, limits. The code holds what the documentation leaves out: descriptions of errors, the
effect of an edit on a keyboard. The layers, from top to bottom (import-linter checks them):

    server                                       the program
    bot_api_routes page_routes control_routes    HTTP: the Bot API, the chat page (`page/`), control for tests
    webhook                                      delivery of updates by webhook
    http | bot_api                               shared parts of HTTP | one call of the bot, and the list of methods
    methods                                      the Bot API methods, one module a family
    world                                        the state, and the actions of people
    callback_queries updates profile faults      parts of the state
    content schema                               content of messages; decoding and checking of requests
    chats media formatting keyboards utf16       people and chats, files, HTML and entities, limits of keyboards
    errors json_types clock
"""
