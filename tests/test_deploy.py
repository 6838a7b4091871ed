"""The files of `deploy/` hold together and say nothing that the bot does not know."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bot.config import ROOT, Settings
from tests.conftest import absent
from tests.deployment import DEPLOY, INSTALLED, UNIT, compose, dockerfile, nginx_config, unit

SETTINGS = {name.upper() for name in Settings.model_fields}
# What compose.yaml asks of .env beside the bot's settings.
OF_COMPOSE = {"REPLICAS", "POSTGRES_PASSWORD", "CERTIFICATES", "COMPOSE_PROFILES"}
# The exposure that systemd counts, in tenths: 100 is all, 0 nothing.
EXPOSURE_MOST = 25
LOCKS = sorted(ROOT.glob("requirements*.lock"))
READMES = (DEPLOY / "README.md", DEPLOY / "README.ru.md")


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run([str(each) for each in command], capture_output=True, text=True)
    except FileNotFoundError:
        absent(f"{command[0]} is not installed")


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The unit, with the paths of this checkout."""
    made = tmp_path / UNIT.name
    made.write_text(UNIT.read_text("utf-8").replace(INSTALLED, str(ROOT)), "utf-8")
    return made


def test_systemd_understands_every_line_of_the_unit(installed: Path) -> None:
    seen = run("systemd-analyze", "verify", "--man=no", installed)
    assert [line for line in seen.stderr.splitlines() if UNIT.name in line] == []


def test_the_unit_gives_away_little(installed: Path) -> None:
    seen = run("systemd-analyze", "security", "--offline=true", f"--threshold={EXPOSURE_MOST}", installed)
    assert seen.returncode == 0, seen.stdout.splitlines()[-1]


def test_the_unit_reads_the_token_from_a_credential_and_ends_no_stop_too_early() -> None:
    from bot.process import DRAIN_SECONDS
    from bot.telegram.polling import POLL_SECONDS

    assert unit("LoadCredential") == ["BOT_TOKEN:/etc/tos-bot/BOT_TOKEN"]
    assert int(unit("TimeoutStopSec")[0]) > DRAIN_SECONDS
    assert int(unit("WatchdogSec")[0]) >= 3 * POLL_SECONDS
    assert unit("ExecStart")[0].split() == [f"{INSTALLED}/.venv/bin/python", "-m", *dockerfile("CMD")[0][2:]]


def test_nginx_understands_its_configuration(tmp_path: Path) -> None:
    key, certificate = tmp_path / "privkey.pem", tmp_path / "fullchain.pem"
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=tos.example.org")
    assert run("openssl", "req", "-x509", *curve, "-keyout", key, "-out", certificate).returncode == 0
    config = nginx_config(tmp_path, 8443, [8080, 8081], tmp_path)
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin") or "nginx"
    seen = run(program, "-t", "-c", config, "-p", tmp_path, "-e", "stderr")
    assert seen.returncode == 0, seen.stderr


def services() -> dict[str, Any]:
    found: dict[str, Any] = compose()["services"]
    return found


def test_compose_names_only_what_it_has() -> None:
    whole = compose()
    for name, service in services().items():
        for each in service["networks"]:
            assert each in whole["networks"], name
        for each in service.get("secrets", []):
            assert each in whole["secrets"], name
        for each in service.get("volumes", []):
            source = each.split(":")[0]
            assert source in whole["volumes"] or source.startswith(("./", "${CERTIFICATES")), name
            assert not source.startswith("./") or (DEPLOY / source).exists(), name
        for other, how in service.get("depends_on", {}).items():
            # The image of the bot has its check in the Dockerfile.
            assert other == "bot" or "healthcheck" in services()[other], name
            # What belongs to a profile is absent without it.
            assert how.get("required", True) is not bool(services()[other].get("profiles")), name


def test_compose_gives_the_bot_settings_that_it_knows_and_folders_of_the_image() -> None:
    bot = services()["bot"]
    (folders,) = dockerfile("VOLUME")
    assert set(bot["environment"]) <= SETTINGS
    assert [each.split(":")[1] for each in bot["volumes"]] == folders
    assert bot["environment"]["BACKUP_DIR"] in folders
    assert set(re.findall(r"\$\{(\w+)", (DEPLOY / "compose.yaml").read_text("utf-8"))) <= OF_COMPOSE
    assert (DEPLOY / bot["build"]["context"] / bot["build"]["dockerfile"]).is_file()


def test_in_containers_nobody_is_root_and_nothing_is_writable_that_need_not_be() -> None:
    for name in ("bot", "nginx"):
        service = services()[name]
        assert service["read_only"], name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
    assert dockerfile("USER") == [["tos-bot"]]
    assert services()["nginx"]["user"] != "0"
    assert [name for name, each in services().items() if "ports" in each] == ["nginx"]
    assert compose()["networks"]["inside"]["internal"]


def test_nginx_reaches_the_bot_where_compose_has_it() -> None:
    bot, nginx = services()["bot"], services()["nginx"]
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    assert f"server bot:{bot['environment']['WEB_PORT']} " in text
    (port,) = re.findall(r"listen (\d+) ssl;", text)
    assert nginx["ports"] == [f"443:{port}"]
    assert "/etc/tos-bot/certificates" in text
    assert any(each.endswith(":/etc/tos-bot/certificates:ro") for each in nginx["volumes"])


def test_the_image_gets_what_the_build_may_see() -> None:
    seen = [line.removeprefix("!") for line in (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").splitlines()]
    copied = [source for *sources, _ in dockerfile("COPY") for source in sources if not source.startswith("/")]
    copied = [each for each in copied if not each.startswith("--")]
    assert set(copied) <= set(seen)
    assert all((ROOT / each).exists() for each in copied)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_package_of_a_lock_has_its_hash(lock: Path) -> None:
    packages = re.split(r"\n(?=\S)", lock.read_text("utf-8").strip())
    assert [each.splitlines()[0] for each in packages if "--hash=sha256:" not in each] == []


def test_a_package_has_one_version_in_all_locks() -> None:
    versions: dict[str, set[str]] = {}
    for lock in LOCKS:
        for name, version in re.findall(r"^([\w.-]+)(?:\[.*\])?==(\S+)", lock.read_text("utf-8"), re.MULTILINE):
            versions.setdefault(name, set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}
    small = (ROOT / "requirements.lock").read_text("utf-8")
    assert not re.search(r"^(asyncpg|redis)==", small, re.MULTILINE), "the small install has what only replicas need"


@pytest.mark.parametrize("readme", READMES, ids=lambda each: each.name)
def test_the_recipes_name_settings_and_files_that_exist(readme: Path) -> None:
    text = readme.read_text("utf-8")
    named = set(re.findall(r"^([A-Z]+(?:_[A-Z]+)+)=", text, re.MULTILINE))
    assert named <= SETTINGS | OF_COMPOSE
    files = set(re.findall(r"deploy/([\w.@-]+)", text)) - {"BOT_TOKEN", ".env", "certificates"}
    assert [each for each in files if not (DEPLOY / each.rstrip(".")).exists()] == []


def test_both_languages_give_the_same_commands() -> None:
    english, russian = (re.findall(r"^```\w*\n(.*?)^```", each.read_text("utf-8"), re.M | re.S) for each in READMES)
    without_comments = [[re.sub(r" *#.*", "", block) for block in blocks] for blocks in (english, russian)]
    assert without_comments[0] == without_comments[1]
    assert english
