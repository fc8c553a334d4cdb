"""Spellings of licenses become expressions, candidates or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.licensing.expression import parse
from weighstation.licensing.understand import MAX_LENGTH, NOTHING, Understood, understand

LLAMA2 = "LicenseRef-scancode-llama-2-license-2023"


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("mit", "MIT"),
        (" MIT License\n", "MIT"),
        ("License :: OSI Approved :: Apache Software License", "Apache-2.0"),
        ("license:llama2", LLAMA2),
        ("Llama 2", LLAMA2),
        ("gpl-3.0", "GPL-3.0-only"),
        ("GPL-2.0+", "GPL-2.0-or-later"),
        ("Apache-2.0+", "Apache-2.0"),
        ("apache2 or mit", "Apache-2.0 OR MIT"),
        ("Apache License 2.0 or MIT License", "Apache-2.0 OR MIT"),
        ("MIT/X11", "MIT OR X11"),
        ("(mit OR gpl-3.0) AND zlib", "(MIT OR GPL-3.0-only) AND Zlib"),
        ("GPL-2.0-only WITH classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"),
        ("GPL-2.0-with-classpath-exception", "GPL-2.0-only WITH Classpath-exception-2.0"),
        ("GPL-3.0-with-GCC-exception or MIT", "GPL-3.0-only WITH GCC-exception-3.1 OR MIT"),
        ("GPL-2 | GPL-3", "GPL-2.0-only OR GPL-3.0-only"),
        ("Creative Commons Attribution 4.0 International (CC BY 4.0)", "CC-BY-4.0"),
        ("Apache License 2.0 (Apache-2.0)", "Apache-2.0"),
        ("https://www.apache.org/licenses/LICENSE-2.0", "Apache-2.0"),
        ("http://www.opensource.org/licenses/mit-license.php", "MIT"),
        ("LicenseRef-acme", "LicenseRef-acme"),
        ("MIT AND LicenseRef-acme", "MIT AND LicenseRef-acme"),
        (LLAMA2.upper().replace("LICENSEREF-SCANCODE-", "LicenseRef-scancode-"), LLAMA2),
    ],
)
def test_one_meaning_becomes_an_expression(text: str, expression: str) -> None:
    assert understand(text) == Understood(expression)


@pytest.mark.parametrize(
    ("text", "some_candidates"),
    [
        ("openrail", {"creativeml-openrail-m", "bigcode-openrail-m"}),
        ("openrail-family", {"creativeml-openrail-m", "bigcode-openrail-m"}),
        ("bsd", {"bsd-2-clause", "bsd-3-clause"}),
        ("modified-mit", {"modified-mit-kimi", "mistral-modified-mit"}),
        ("MIT AND bsd", {"mit", "bsd-3-clause"}),
        ("other", {"other"}),
        ("MIT OR other", {"mit", "other"}),
        ("Proprietary", {"hosted-proprietary", "other"}),
    ],
)
def test_a_family_or_a_custom_license_becomes_candidates(text: str, some_candidates: set[str]) -> None:
    found = understand(text)
    assert found.expression == ""
    assert some_candidates <= set(found.candidates)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "none",
        "unknown",
        "NOASSERTION",
        "UNLICENSED",
        "SEE LICENSE IN LICENSE.txt",
        "no such license",
        "MIT AND no-such-license",
        "MIT OR NONE",
        "MIT (with restrictions)",
        "MIT (Apache-2.0)",
        "GPL-2 | file LICENSE",
        "GPL-2.0-with-classpath-exception WITH LLVM-exception",
        "https://example.org/LICENSE",
        "MIT WITH no-such-exception",
        "x" * (MAX_LENGTH + 1),
    ],
)
def test_no_license_and_unknown_words_become_nothing(text: str) -> None:
    assert understand(text) == NOTHING


@given(
    st.text()
    | st.lists(
        st.sampled_from(["MIT", "openrail", "or", "and", "/", "(", ")", "with", "+", "none", "|", "://", ">="])
    ).map(" ".join)
)
def test_any_text_is_read_without_an_error(text: str) -> None:
    found = understand(text)
    assert not (found.expression and found.candidates)
    assert not found.expression or parse(found.expression)
