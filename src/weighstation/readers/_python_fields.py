"""Calls of Python that no table knows: widgets with choices, settings with presets, and calls that make a model.

Streamlit, Gradio, Langflow and the settings classes of many an application describe a field in one call: a title, what
can be chosen, and what is chosen at first. The title says whether these are models.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from weighstation.readers import _keys
from weighstation.readers._ids import identify
from weighstation.readers._python_names import dotted
from weighstation.readers._python_values import constant

if TYPE_CHECKING:
    from weighstation.readers._ids import Place

# Widgets whose first argument without a name is a title or a list of choices.
_CHOOSERS = frozenset(
    "selectbox multiselect radio select_slider text_input pills segmented_control combobox Dropdown Radio "
    "CheckboxGroup Textbox Select parametrize".split()
)
_CHOICES = frozenset("choices options values value items default initial".split())
_TITLES = ("label", "title", "display_name", "name")
_MAKERS = (  # compiled when first needed, as few files need it
    r"(?:get|load|create|build|make|init|setup|use|download|fetch|pull)_\w*(?:model|llm|tokenizer|embed|encoder|rerank)\w*"
    r"|(?:[A-Z]\w*)?(?:Model|LLM|Embeddings?|Embedder|Tokenizer|Reranker)"
)


def offers_choice(node: ast.Call, last: str) -> bool:
    """Whether a call describes a field: ``last`` is the last word of what is called."""
    return last in _CHOOSERS or any(keyword.arg in _CHOICES for keyword in node.keywords)


def title_place(node: ast.Call, last: str) -> Place | None:
    """The place that a field's title makes for its choices; ``weak`` for a title that speaks of something else."""
    words = {keyword.arg: constant(keyword.value) for keyword in node.keywords}
    title = next((words[word] for word in _TITLES if words.get(word)), None)
    if title is None and node.args and last in _CHOOSERS:
        title = constant(node.args[0])
    if title is None:
        return None
    return "weak" if "," in title else _keys.place(title.replace(" ", "_")) or "weak"


def chosen(node: ast.Call, last: str) -> tuple[list[ast.expr], ast.Call]:
    """The expressions that hold what can be chosen or is preset, and the call without them."""
    values = [keyword.value for keyword in node.keywords if keyword.arg in _CHOICES]
    others = [keyword for keyword in node.keywords if keyword.arg not in _CHOICES]
    if last not in _CHOOSERS:
        return values, ast.Call(node.func, node.args, others)
    return [*(each for each in node.args if not isinstance(each, ast.Constant)), *values], ast.Call(
        node.func, [], others
    )


def is_enumeration(node: ast.ClassDef) -> bool:
    """Whether the members of a class are models by its name, as in ``class ChatModel(str, Enum)``."""
    bases = (dotted(base).rpartition(".")[2] for base in node.bases)
    return _keys.place(node.name) == "model" and any(base.endswith(("Enum", "ModelName")) for base in bases)


def first_place(argument: ast.expr, last: str) -> Place | None:
    """The place of a call's first argument, where that is a text and the call's name says what it makes of it.

    A bare name may be what the model is called here, so only hosted models and ``org/name`` count.
    """
    text = constant(argument)
    if text is None:
        return None
    if last.endswith("Dataset") and identify(text, "weak"):
        return "data"
    return "hosted" if re.fullmatch(_MAKERS, last) else None
