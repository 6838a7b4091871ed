"""Check of the papers' templates at the start, so that a mistake in a template does not interrupt a person's paper."""

import asyncio
import pickle
import re
import sys
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from bot.config import ROOT
from bot.domain.papers.basis import Basis
from bot.domain.papers.kit import Paper
from bot.files.application_form import EMPTY_NAMES, FORM
from bot.files.papers import FOLDER, TemplateError, digest, environment, render
from bot.files.support_letter import EMPTY_LETTER, LETTER
from bot.files.table_rows import Printed
from bot.files.template_context import context
from bot.i18n import Translator
from storage import papers
from storage.core import seed
from storage.core.db import Store

if TYPE_CHECKING:
    from jinja2 import TemplateError as JinjaError

SEED = "documents"


async def approve(store: Store, now: datetime, folder: Path = FOLDER) -> None:
    """Check the templates if one of them changed since the last check without errors. Raises TemplateError."""
    found = await asyncio.to_thread(digest, folder)
    if await store.read(seed.digest_of, SEED) == found:
        return
    await check_apart(await store.read(papers.basis, None, now.date()), folder)
    await store.write(seed.note, SEED, found, now)


async def check_apart(basis: Basis, folder: Path) -> None:
    """Check the templates in a process of its own: the 60 MB that it takes would stay in memory.

    Raises TemplateError.
    """
    pipe, command = asyncio.subprocess.PIPE, (sys.executable, "-m", __name__, str(folder))
    child = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=pipe, stdout=pipe)
    try:
        said, _ = await child.communicate(pickle.dumps(basis))
    except asyncio.CancelledError:
        child.kill()
        raise
    if child.returncode:
        raise TemplateError(said.decode().strip() or f"the check of the templates ended with {child.returncode}")


def main() -> int:
    """Check the templates of a folder with the norms that the parent process hands over."""
    basis: Basis = pickle.load(sys.stdin.buffer)  # noqa: S301  the parent is the bot
    try:
        check(basis, Translator("ru"), Path(sys.argv[1]))
    except TemplateError as error:
        sys.stdout.write(str(error))
        return 1
    return 0


def check(basis: Basis, tr: Translator, folder: Path = FOLDER) -> int:
    """Parse every template and render it without answers. Returns the number of papers.

    Raises TemplateError, which names the file and the place.
    """
    for paper in Paper:
        check_one(folder / f"{paper}.docx", context(paper, {}, basis, tr))
    check_one(folder / FORM.relative_to(FOLDER), EMPTY_NAMES)
    check_one(folder / LETTER.relative_to(FOLDER), {**EMPTY_LETTER})
    return len(Paper)


def check_one(path: Path, names: dict[str, Printed]) -> None:
    """Parse a template and render it with these names. Raises TemplateError."""
    from jinja2 import TemplateError as JinjaError
    from lxml.etree import XMLSyntaxError

    try:
        for part in _parts(path):
            _check_names(path, part, names)
        render(path, names)
    except JinjaError as error:
        raise TemplateError(f"{path.name}: {error.message}{_near(error)}") from error
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        raise TemplateError(f"{path.name}: no Word file can be read there ({error})") from error
    except XMLSyntaxError as error:
        raise TemplateError(f"{path.name}: a tag stands where Word's own markup breaks ({error})") from error


def _parts(path: Path) -> Iterator[str]:
    """The Jinja sources of the body, the headers and the footers."""
    from docx.opc.exceptions import PackageNotFoundError
    from docxtpl import DocxTemplate

    try:
        template = DocxTemplate(path)
        template.init_docx()
    except PackageNotFoundError as error:
        raise TemplateError(f"{path.name}: no Word file can be read there") from error
    yield template.patch_xml(template.get_xml())
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(uri):
            yield template.patch_xml(template.get_part_xml(part))


def _check_names(path: Path, source: str, known: Collection[str]) -> None:
    """Raise TemplateError for an unknown name, also in a branch that the blank paper does not take."""
    from jinja2.meta import find_undeclared_variables

    unknown = find_undeclared_variables(environment().parse(source)) - {*known}
    if unknown:
        raise TemplateError(f"{path.name}: unknown name {min(unknown)!r}, near {_around(source, min(unknown))!r}")


def _near(error: "JinjaError") -> str:
    """The place of the error, if docxtpl tells it."""
    lines = [text for each in getattr(error, "docx_context", ()) if (text := " ".join(each.split()))]
    return f", near {lines[0][:80]!r}" if lines else ""


def _around(source: str, name: str) -> str:
    """The text of the paragraph that contains a name, without markup, as Word shows it."""
    found = re.search(rf"\b{name}\b", source)
    place = found.start() if found else 0
    begins = max((each.start() for each in re.finditer(r"<w:p[ >]", source[:place])), default=0)
    return " ".join(re.sub(r"<[^>]*>|<[^>]*$", " ", source[begins : place + 60]).split())[-100:]


if __name__ == "__main__":
    sys.exit(main())
