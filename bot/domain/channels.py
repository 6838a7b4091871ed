"""Channels: the messengers through which people reach the bot. An account stands on the platform of one of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Channel:
    """A messenger. `platform` names it in the store; `home` is the address of a bot there."""

    platform: str
    home: str

    def link(self, bot_name: str, payload: str = "") -> str:
        """A link to the bot of this name; with `payload`, a deep link: the bot gets it as `/start payload`."""
        return f"{self.home}{bot_name}" + (f"?start={payload}" if payload else "")


TELEGRAM = Channel("telegram", "https://t.me/")
CHANNELS = {channel.platform: channel for channel in (TELEGRAM,)}
