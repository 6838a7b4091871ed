"""Readers of `deploy/`, as those who install it read it: the unit, the image, its services, and nginx."""

import re
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from bot.config import ROOT

DEPLOY = ROOT / "deploy"
UNIT, DOCKERFILE, NGINX = DEPLOY / "tos-bot.service", DEPLOY / "Dockerfile", DEPLOY / "nginx.conf"
INSTALLED = "/opt/tos-bot"
REPLICAS = "server bot:8080 max_fails=0;"


def unit(key: str) -> list[str]:
    """Every value of a key of the unit, from top to bottom."""
    return re.findall(rf"^{key}=(.*)$", UNIT.read_text("utf-8"), re.MULTILINE)


def dockerfile(word: str) -> list[list[str]]:
    """The arguments of every instruction of this name in the Dockerfile's last stage, flags included."""
    whole = DOCKERFILE.read_text("utf-8").replace("\\\n", " ")
    last = whole[whole.rindex("\nFROM ") :]
    lines = re.findall(rf"^{word} +(.*)$", last, re.MULTILINE)
    return [yaml.safe_load(line) if line.startswith("[") else shlex.split(line) for line in lines]


def health_check() -> list[str]:
    """The command by which a container looks whether it is well."""
    whole = DOCKERFILE.read_text("utf-8").replace("\\\n", " ")
    (command,) = re.findall(r"^HEALTHCHECK .*? CMD (\[.*\])$", whole, re.MULTILINE)
    words: list[str] = yaml.safe_load(command)
    return words


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    return found


def nginx_config(folder: Path, port: int, replicas: Sequence[int], certificates: Path | None) -> Path:
    """The configuration of nginx, written for one user and free ports; without certificates it speaks plain HTTP."""
    text = NGINX.read_text("utf-8")
    ours = " ".join(f"server 127.0.0.1:{each} max_fails=0;" for each in replicas)
    changes = {REPLICAS: ours, "/tmp/nginx": f"{folder}/nginx", "listen 8443 ssl;": f"listen 127.0.0.1:{port} ssl;"}
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    text = text.replace("/etc/tos-bot/certificates", str(certificates))
    if certificates is None:
        text = re.sub(r"^ *ssl_.*\n", "", text, flags=re.MULTILINE).replace(" ssl;", ";")
    written = folder / "nginx.conf"
    written.write_text(text, "utf-8")
    return written
