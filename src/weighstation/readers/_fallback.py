"""The value a configuration file falls back to when a variable is not set: ``${MODEL:-org/name}`` means ``org/name``.

Compose files, Kubernetes manifests, workflows and templates rarely write a model plainly where an operator may change
it, yet what they name as the default is what runs.
"""

from __future__ import annotations

import re

_LONGEST = 1000  # characters: no default of interest is in a longer value, and the search stays cheap
_FORMS = (
    re.compile(r"\$\{oc\.(?:env|select):[\w.]+,\s*([^{}]*)\}"),  # OmegaConf resolvers
    # POSIX parameter expansion (2.6.2): `:-` `-` `:=` `=`, and the `${NAME:default}` of Spring and its kin
    re.compile(r"\$\{[\w.]+(?::?[-=]|:(?![?+]))([^{}]*)\}"),
    re.compile(r"\$\{\{[^{}]*\|\|\s*'([^'{}]*)'\s*\}\}"),  # GitHub Actions expressions
    re.compile(r"\{\{[^{}]*?\bdefault\s*\(?\s*[\"']([^\"'{}]+)[\"'][^{}]*\}\}"),  # Helm and Jinja filters
)
_DYNAMIC = re.compile(r"\$\{|\$\(|\$[A-Za-z_]|\{\{|\{%|<%|\{[A-Za-z_]\w*\}")


def written(value: str) -> str:
    """``value`` with every variable that has a default replaced by it."""
    if len(value) > _LONGEST or ("${" not in value and "{{" not in value):
        return value
    for form in _FORMS:
        value = form.sub(lambda match: match[1].strip().strip("\"'"), value)
    return value


def dynamic(value: str) -> bool:
    """Whether parts of ``value`` are only known when it is used, so that it names nothing by itself."""
    return bool(_DYNAMIC.search(value))
