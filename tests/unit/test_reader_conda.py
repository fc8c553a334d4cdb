"""conda's ``environment.yml``: its packages, those of pip, and models as in any YAML."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.errors import ReadError
from weighstation.readers.conda import read

EXAMPLE = b"""\
name: demo
channels:
  - conda-forge
  - https://example.org/channel
dependencies:
  - python=3.10
  - conda-forge::numpy=1.26.4=py310hb13e2d6_0
  - spacy-model-en_core_web_sm==3.8.0
  - pip
  - sel(linux): cudatoolkit
  - pip:
    - --extra-index-url https://example.org/simple
    - -r requirements.txt
    - -e .
    - transformers==4.41.0  # the model
    - torch>=2.1
    - https://huggingface.co/someteam/some_pipeline/resolve/main/some_pipeline-any-py3-none-any.whl
variables:
  MODEL_ID: meta-llama/Llama-2-7b-hf
"""


def test_packages_of_conda_and_pip_are_read_and_models_as_before() -> None:
    found = [(one.id, one.version, *one.occurrence[1:3], one.occurrence.symbol) for one in read("a.yml", EXAMPLE)]
    assert found == [
        ("conda:python", "", 6, 5, "dependencies"),
        ("conda:numpy", "1.26.4", 7, 5, "dependencies"),
        ("spacy:en_core_web_sm", "3.8.0", 8, 5, "dependencies"),
        ("conda:pip", "", 9, 5, "dependencies"),
        ("conda:cudatoolkit", "", 10, 17, "dependencies"),
        ("pypi:transformers", "4.41.0", 15, 7, "dependencies.pip"),
        ("pypi:torch", "", 16, 7, "dependencies.pip"),
        ("hf:someteam/some_pipeline", "", 17, 7, "dependencies.pip"),
        ("hf:meta-llama/Llama-2-7b-hf", "", 19, 13, "model_id"),
    ]


@pytest.mark.parametrize(
    ("spec", "name", "version"),
    [
        ("numpy", "numpy", ""),
        ("NumPy", "numpy", ""),
        ("_libgcc_mutex=0.1=main", "_libgcc_mutex", "0.1"),
        ("numpy=1.26", "numpy", ""),
        ("numpy = 1.26", "numpy", ""),
        ("numpy==1.26.4", "numpy", "1.26.4"),
        ("numpy == 1.26.4", "numpy", "1.26.4"),
        ("numpy==1.26.*", "numpy", ""),
        ("numpy==1.26.4=py310_0", "numpy", "1.26.4"),
        ("numpy=1.26.4=*_cpython", "numpy", "1.26.4"),
        ("numpy=1.26.*=py310_0", "numpy", ""),
        ("numpy=*=py310_0", "numpy", ""),
        ("numpy 1.26.4", "numpy", ""),
        ("numpy 1.26.4 py310_0", "numpy", "1.26.4"),
        ("numpy>=1.26,<2", "numpy", ""),
        ("numpy >=1.26.4", "numpy", ""),
        ("numpy!=1.26", "numpy", ""),
        ("numpy~=1.26", "numpy", ""),
        ("numpy=1.26|1.27", "numpy", ""),
        ("numpy[version='1.26', build=py310_0]", "numpy", ""),
        ("conda-forge::numpy==1.26.4", "numpy", "1.26.4"),
        ("conda-forge/linux-64::numpy", "numpy", ""),
        ("https://example.org/channel::numpy", "numpy", ""),
        ("ruamel.yaml=0.18.6=py310_0", "ruamel.yaml", "0.18.6"),
        ("openssl=1!1.1.1w=h7f8727e_0", "openssl", "1!1.1.1w"),
        ("spacy-model-unheard_of=1.0=0", "spacy-model-unheard_of", "1.0"),
    ],
)
def test_only_a_version_that_no_other_fits_is_one(spec: str, name: str, version: str) -> None:
    (found,) = read("environment.yml", f'dependencies:\n  - "{spec}"\n'.encode())
    assert (found.id, found.type, found.version) == (f"conda:{name}", "package", version)


@pytest.mark.parametrize(
    "text",
    [
        "dependencies:\n  - __glibc>=2.17\n",
        "dependencies:\n  -\n  - pip:\n",
        "dependencies: []\n",
        "dependencies: common\n",
        "dependencies:\n  numpy: 1.0\n",
        "services:\n  - numpy\n",
        "other:\n  dependencies:\n    - numpy\n",
        "",
    ],
)
def test_what_installs_nothing_names_nothing(text: str) -> None:
    assert list(read("environment.yml", text.encode())) == []


def test_what_a_template_leaves_open_has_no_version() -> None:
    text = (
        b"dependencies:\n{% if x %}\n  - numpy={{ numpy }}\n{% endif %}\n  - {{ more }}\n  - pip:\n    - a=={{ a }}\n"
    )
    assert [(one.id, one.version) for one in read("a.yml", text)] == [("conda:numpy", ""), ("pypi:a", "")]
    plain = b"dependencies:\n  - python={{ python }}\n  - pip:\n    - a>=1,<{{ a }}\n    - '{{ b }}'\n"
    assert [(one.id, one.version) for one in read("a.yml", plain)] == [("conda:python", ""), ("pypi:a", "")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("dependencies:\n  - numpy\n  - '*'\n  - scipy\n", 3),
        ("dependencies:\n  - numpy\n  - npm:\n    - left-pad\n  - scipy\n", 4),
        ("dependencies:\n  - numpy\n  - pip:\n    - '!'\n  - scipy\n", 4),
        ("dependencies:\n  - numpy\n  - [scipy]\n  - scipy\n", 3),
    ],
)
def test_a_faulty_entry_is_told_with_its_line_and_the_others_are_read(text: str, line: int) -> None:
    found = read("environment.yml", text.encode())
    assert [next(found).id, next(found).id] == ["conda:numpy", "conda:scipy"]
    with pytest.raises(ReadError) as raised:
        next(found)
    assert (raised.value.path, raised.value.line) == ("environment.yml", line)


@pytest.mark.parametrize(("data", "line"), [(b"a: 1\nb: [\n", 3), (b"a:\n  - \xff\n", 2), (b"a: b: c\n", 1)])
def test_a_broken_file_is_told_with_its_line(data: bytes, line: int) -> None:
    with pytest.raises(ReadError) as raised:
        list(read("environment.yml", data))
    assert raised.value.line == line


@given(st.binary() | st.integers(0, len(EXAMPLE)).map(lambda end: EXAMPLE[:end]))
def test_whatever_the_bytes_only_a_read_error_is_raised(data: bytes) -> None:
    with contextlib.suppress(ReadError):
        list(read("environment.yml", data))


@given(st.lists(st.text("abz09 :=<>!~[]{}$*._-/'\"\n", max_size=30), max_size=4))
def test_whatever_the_entries_only_a_read_error_is_raised(entries: list[str]) -> None:
    with contextlib.suppress(ReadError):
        list(read("environment.yml", ("dependencies:\n" + "".join(f"- {one}\n" for one in entries)).encode()))
