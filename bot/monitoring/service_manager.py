"""Signs of life for systemd, in its own protocol (sd_notify): datagrams to the socket that NOTIFY_SOCKET names.

Started by hand or in a container there is no such socket, and nothing is sent.
"""

import os
import socket
from collections.abc import Mapping
from contextlib import suppress

READY, ALIVE, STOPPING = "READY=1", "WATCHDOG=1", "STOPPING=1"


def socket_address(environment: Mapping[str, str] = os.environ) -> str:
    """The address of the service manager's socket, empty without one; `@` begins an abstract one."""
    address = environment.get("NOTIFY_SOCKET", "")
    return f"\0{address[1:]}" if address.startswith("@") else address


def tell(state: str) -> None:
    """Tell the service manager one of the states above. A manager that does not listen is no error, and no wait."""
    if address := socket_address():
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as out:
            out.setblocking(False)
            out.sendto(state.encode(), address)
