"""A real nginx in front of several replicas, as an operator would set it up."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from tests.conftest import absent
from tests.e2e.conftest import free_port

# A request whose connection broke goes to the next replica, also a POST: nobody else would handle the update before
# Telegram sends it again.
CONFIG = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    upstream replicas {{
        {servers}
        keepalive 16;
    }}
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://replicas;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_next_upstream error timeout non_idempotent;
        }}
    }}
}}
"""


@asynccontextmanager
async def nginx(folder: Path, replicas: Sequence[int]) -> AsyncIterator[int]:
    """Run nginx before the replicas on these ports. Yields its own port."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        absent("nginx is not installed")
    port, place = free_port(), folder / "nginx"
    place.mkdir()
    servers = " ".join(f"server 127.0.0.1:{each} max_fails=0;" for each in replicas)
    config = place / "nginx.conf"
    config.write_text(CONFIG.format(folder=place, servers=servers, port=port))
    child = await asyncio.create_subprocess_exec(program, "-c", str(config), "-p", str(place), "-e", "stderr")
    try:
        yield port
    finally:
        child.terminate()
        await child.wait()
