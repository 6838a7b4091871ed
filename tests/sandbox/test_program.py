"""The sandbox as a program of its own."""

import signal
import socket
import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection

import pytest

PROGRAM = "from bot.sandbox.server import main; raise SystemExit(main())"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_tells_its_address_and_stops_on_a_signal(number: signal.Signals) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "--token", "7:x"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert program.stdout
    address = program.stdout.readline().removeprefix("Sandbox: http://").removesuffix("/\n")
    with closing(HTTPConnection(address)) as client:
        client.request("GET", "/bot7:x/getMe")
        assert b'"id": 7' in client.getresponse().read()
        client.request("GET", "/api/events")
        with client.getresponse() as stream:
            assert stream.readline() == b": welcome\n"
            program.send_signal(number)
            _, errors = program.communicate(timeout=30)
    assert (program.returncode, errors) == (0, "")


def test_a_taken_port_is_told_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run([sys.executable, "-c", PROGRAM, "--port", port], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("Sandbox: ")
    assert done.stderr.count("\n") == 1
