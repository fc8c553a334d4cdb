"""Policy files: finding the one that holds for a folder, reading one, and where the presets are."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from weighstation.errors import PolicyError, ReadError

if TYPE_CHECKING:
    from weighstation.toml_source import KeyPath, Positions

FILE, PYPROJECT = "weighstation.toml", "pyproject.toml"
TABLE: KeyPath = ("tool", "weighstation")
LARGEST = 1 << 20  # bytes; no policy is a megabyte

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_PRESET_FOLDERS = (os.path.join(_PACKAGE, "policies"), os.path.join(_PACKAGE, "..", "..", "policies"))


class Source(NamedTuple):
    """One policy file as read. ``name`` is what messages call it, ``prefix`` where in it the policy's table stands."""

    path: str
    name: str
    table: dict[str, Any]
    places: Positions
    prefix: KeyPath = ()

    def line(self, path: KeyPath) -> int:
        """The line of a key or item of the policy's table, or of the nearest thing around it that has one."""
        path = (*self.prefix, *path)
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (0, 0))[0]

    def where(self, path: KeyPath) -> str:
        """``file:line`` of a key or item."""
        return f"{self.name}:{self.line(path)}"

    def fault(self, message: str, path: KeyPath, hint: str) -> PolicyError:
        """A fault at a key or item."""
        return PolicyError(message, path=self.name, line=self.line(path), hint=hint)


def find(root: str) -> str | None:
    """The path of the policy that holds for a folder: its own, or that of the nearest parent up to the git top level.

    In a folder without git only the folder itself is searched. ``weighstation.toml`` comes before ``pyproject.toml``,
    which counts only with a ``[tool.weighstation]`` table. Raises ``PolicyError`` if a candidate cannot be read.
    """
    return next((path for folder in folders(root) if (path := _policy_in(folder))), None)


def read(path: str, name: str) -> Source:
    """Read one policy file. Raises ``PolicyError`` if it is missing, unreadable, no TOML, or holds no policy."""
    data = _bytes(path, name)
    from weighstation.toml_source import decode, loads, locate

    try:
        table, places = loads(name, data), locate(decode(name, data))
    except ReadError as error:
        raise PolicyError(error.message, path=name, line=error.line, hint=error.hint) from None
    if os.path.basename(path) != PYPROJECT:
        return Source(path, name, table, places)
    own = _own(table)
    if own is None:
        raise PolicyError("has no [tool.weighstation] table", path=name, hint="add it, or name another policy file")
    return Source(path, name, own, places, TABLE)


def shadowed(path: str) -> str | None:
    """The ``pyproject.toml`` beside a ``weighstation.toml`` that holds a second policy, which is not read."""
    if os.path.basename(path) != FILE:
        return None
    other = os.path.join(os.path.dirname(path), PYPROJECT)
    try:
        return other if _holds_policy(other) else None
    except PolicyError:
        return None  # whether it holds one cannot be known, and it would not be read


def preset(name: str) -> tuple[str, str]:
    """The path of a preset's file, and what messages call it."""
    return os.path.join(_preset_folder(), f"{name}.toml"), f"weighstation/policies/{name}.toml"


def presets() -> tuple[str, ...]:
    """The names of all presets, sorted."""
    files = sorted(os.listdir(_preset_folder()))
    return tuple(file.removesuffix(".toml") for file in files if file.endswith(".toml"))


def _preset_folder() -> str:
    """``policies`` in the installed package, or at the top of a source checkout."""
    found = next(filter(os.path.isdir, _PRESET_FOLDERS), "")
    if not found:
        raise PolicyError("the preset policies are missing", hint="install weighstation again")
    return os.path.normpath(found)


def folders(root: str) -> list[str]:
    """A folder and those around it up to the git top level; only itself where there is no git. All absolute."""
    found = [os.path.abspath(root)]
    while not os.path.lexists(os.path.join(found[-1], ".git")):
        parent = os.path.dirname(found[-1])
        if parent == found[-1]:
            return found[:1]
        found.append(parent)
    return found


def _policy_in(folder: str) -> str | None:
    own, shared = os.path.join(folder, FILE), os.path.join(folder, PYPROJECT)
    if os.path.lexists(own):  # whatever it is: a policy that cannot be read must not be passed over
        return own
    return shared if _holds_policy(shared) else None


def _holds_policy(path: str) -> bool:
    """Whether a ``pyproject.toml`` has our table. One that does not name us is not parsed."""
    if not os.path.isfile(path):
        return False
    data = _bytes(path, path)
    if b"weighstation" not in data:
        return False
    from weighstation.toml_source import loads

    try:
        table = loads(path, data)
    except ReadError as error:
        hint = "correct it: it may hold the policy"
        raise PolicyError(error.message, path=path, line=error.line, hint=hint) from None
    tool = table.get("tool")
    if isinstance(tool, dict) and not isinstance(tool.get("weighstation", {}), dict):
        raise PolicyError("`tool.weighstation` must be a table", path=path, hint="write it as [tool.weighstation]")
    return _own(table) is not None


def _own(table: dict[str, Any]) -> dict[str, Any] | None:
    tool = table.get("tool")
    own = tool.get("weighstation") if isinstance(tool, dict) else None
    return own if isinstance(own, dict) else None


def _bytes(path: str, name: str) -> bytes:
    """The bytes of a regular file of a sensible size; devices and pipes are refused, since they may never end."""
    if not os.path.isfile(path):
        raise PolicyError("is not a file" if os.path.exists(path) else "does not exist", path=name, hint=_instead(name))
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        reason = error.strerror or "unknown error"
        raise PolicyError(f"cannot be read: {reason}", path=name, hint="check its permissions") from None
    if len(data) > LARGEST:
        raise PolicyError("is larger than 1 MiB", path=name, hint="a policy is a short text file")
    return data


def _instead(name: str) -> str:
    """What to name in place of what is no file; a preset is no file of the team's."""
    if name in presets():
        return f'`{name}` is a preset, which a policy file extends: extends = ["{name}"]'
    return "name an existing policy file"
