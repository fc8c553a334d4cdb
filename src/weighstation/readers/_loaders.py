"""Python callables that take a model, and which of their arguments names it.

The rows stand in ``_loaders_weights`` and ``_loaders_hosted``. A callable is looked up by the module that its name is
imported from (``mlx_lm.load``), then by the longest dotted ending that has a row: ``spacy.load`` before ``load``.
Keyword arguments that have no row of their own are judged by name (``_keys.place``), so a loader is listed only where a
positional argument or a bare name needs the table's word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from weighstation.readers import _loaders_hosted, _loaders_weights

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from weighstation.readers._ids import Place


class Loader(NamedTuple):
    """Places of a callable's positional arguments (by index) and of its keyword arguments (by name)."""

    positional: Mapping[int, Place]
    keywords: Mapping[str, Place]


LOADERS: dict[str, Loader] = {}
for _place, _indexes, _keywords, _names in (*_loaders_weights.ROWS, *_loaders_hosted.ROWS):
    _row = Loader({int(_index): _place for _index in _indexes.split()}, dict.fromkeys(_keywords.split(), _place))
    LOADERS.update(dict.fromkeys(_names.split(), _row))
_QUALIFIED = frozenset(name.rpartition(".")[2] for name in LOADERS if "." in name)

OWN: dict[str, Loader] = {}
"""Rows that a team's policy adds (``readers.own``)."""

# Calls whose strings name what is written, printed, compared or looked up, never what is loaded.
WRITERS = frozenset(
    "push_to_hub push_to_hub_merged push_to_hub_gguf push_to_hub_keras push_to_hub_fastai package_to_hub create_repo "
    "upload_file upload_folder upload_large_folder delete_repo move_repo create_commit create_branch create_tag "
    "create_pull_request create_discussion metadata_update save_pretrained save_pretrained_merged save_pretrained_gguf "
    "save_to_disk "
    "get_model register get_logger getLogger add_model DeleteModel RemoveField RenameField RunPython import_module "
    "include url reverse redirect mount".split()
)
SPEAKERS = frozenset(
    "print debug info warning warn error exception critical log write writelines format startswith endswith split "
    "replace compile match search sub fullmatch findall strip lstrip rstrip removeprefix removesuffix index find count "
    "join skip skipif xfail assertEqual assertIn assertTrue fail echo secho markdown text title header caption".split()
)
# Their second argument, or ``default=``, is the value that counts; the first one names it.
DEFAULTS = frozenset("getenv get pop setdefault getattr env str_env environ config getoption".split())
# The value of a field with a default: dataclasses, attrs, pydantic, Django, typer, click, gradio, Streamlit.
FIELDS = frozenset("field Field attrib ib Option Argument option argument CharField TextField Input Parameter".split())


def loader(dotted: str, meaning: Callable[[str], str] = str) -> Loader | None:
    """The row for a dotted callable name, None for a callable that loads nothing we know.

    ``meaning`` gives the name with its module, as far as the file says where it is from: ``hub.load`` may be
    ``tensorflow_hub.load``. It is asked only about names whose last word has several meanings.
    """
    last = dotted.rpartition(".")[2]
    if OWN or last in _QUALIFIED:
        whole = meaning(dotted)
        of_module = LOADERS.get(f"{whole.partition('.')[0]}.{last}") if whole != dotted else None
        return of_module or _by_ending(whole) or _by_ending(dotted)
    return LOADERS.get(last)


def _by_ending(dotted: str) -> Loader | None:
    parts = dotted.split(".")
    for start in range(max(0, len(parts) - 3), len(parts)):
        name = ".".join(parts[start:])
        if row := OWN.get(name) or LOADERS.get(name):
            return row
    return None
