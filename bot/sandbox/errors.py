"""Errors that the Bot API answers with."""

from bot.sandbox.json_types import Json

TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


class ApiError(Exception):
    """A request that Telegram answers with `"ok": false`; `why` follows the title of the status in the description."""

    def __init__(self, why: str = "", status: int = 400, **parameters: int) -> None:
        self.status = status
        self.parameters = parameters
        self.description = f"{TITLES[status]}: {why}" if why else TITLES[status]
        super().__init__(self.description)

    @property
    def body(self) -> Json:
        """The JSON body of the answer."""
        fields: Json = {"ok": False, "error_code": self.status, "description": self.description}
        return fields | ({"parameters": self.parameters} if self.parameters else {})
