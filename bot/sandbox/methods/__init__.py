"""Bot API methods, one module a family. Each takes the world and the decoded parameters, and returns the result.

`bot.sandbox.bot_api` names the function of each method.
"""
