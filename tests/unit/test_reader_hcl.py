"""HCL: variables, their values and what Terraform deploys; what is read, and where it stands."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighstation.errors import ReadError
from weighstation.readers import hcl_file, row_for


def seen(text: str) -> list[tuple[int, str, str]]:
    found = hcl_file.read("main.tf", text.encode())
    return sorted((each.occurrence.line, each.id, each.occurrence.use) for each in found)


def loads(*places: tuple[int, str]) -> list[tuple[int, str, str]]:
    return [(line, f"hf:{name}", "load") for line, name in places]


FOUND = {
    "the default of a variable, under the variable's name": (
        'variable "model_id" {\n  type    = string\n  default = "acme-lab/one"\n}\n',
        loads((3, "acme-lab/one")),
    ),
    "the value of a variable": ('model_id = "acme-lab/one"\n', loads((1, "acme-lab/one"))),
    "both branches of a condition": (
        'locals {\n  llm_model = var.big ? "acme-lab/one" : "acme-lab/two"\n}\n',
        loads((2, "acme-lab/one"), (2, "acme-lab/two")),
    ),
    "a list and an object": (
        'locals {\n  models = ["acme-lab/one"]\n  conf = { "base_model" : "acme-lab/two" }\n}\n',
        loads((2, "acme-lab/one"), (3, "acme-lab/two")),
    ),
    "pairs of name and value, of which there are several": (
        'env {\n  name  = "OTHER"\n  value = "acme-lab/none"\n}\nenv {\n  name  = "MODEL_ID"\n  value = "acme-lab/one"\n}\n',
        loads((7, "acme-lab/one")),
    ),
    "arguments of a container": (
        'container {\n  args = ["--model", "acme-lab/one", "--port", "8000"]\n}\n',
        loads((2, "acme-lab/one")),
    ),
    "values of a chart": ("values = [<<-EOF\n  base_model: acme-lab/one\nEOF\n]\n", loads((2, "acme-lab/one"))),
    "what a machine runs at its start": (
        'user_data = <<-EOT\n  #!/bin/bash\n  hf download acme-lab/one\nEOT\nx = "y"\n',
        loads((3, "acme-lab/one")),
    ),
    "comments of three kinds": (
        "# meta-llama/Llama-2-7b-hf\n// meta-llama/Llama-2-7b-hf\n/*\nmeta-llama/Llama-2-7b-hf\n*/\n",
        [(line, "hf:meta-llama/Llama-2-7b-hf", "mention") for line in (1, 2, 4)],
    ),
}
NOTHING = {
    "an image": 'container {\n  image = "acme-lab/model:latest"\n}\n',
    "the source of a module": 'module "m" {\n  source = "terraform-aws-modules/eks/aws"\n}\n',
    "the source of a provider": 'required_providers {\n  google = { source = "hashicorp/google" }\n}\n',
    "a description": 'variable "model_id" {\n  description = "google/flan-t5-xl"\n}\n',
    "a reference": 'model_id = var.model_id\nmodel_name = "${var.owner}/one"\n',
}


@pytest.mark.parametrize("case", FOUND)
def test_finds(case: str) -> None:
    text, expected = FOUND[case]
    assert seen(text) == expected


@pytest.mark.parametrize("case", NOTHING)
def test_takes_nothing_for_a_model_in(case: str) -> None:
    assert seen(NOTHING[case]) == []


def test_the_column_is_that_of_the_name() -> None:
    (found,) = hcl_file.read("main.tf", b'variable "model" {\n  default = "acme-lab/one"\n}\n')
    assert (found.occurrence.line, found.occurrence.column, found.occurrence.symbol) == (2, 14, "model")


def test_the_lock_file_of_providers_is_passed_over() -> None:
    assert row_for("infra/.terraform.lock.hcl") is None
    assert row_for("infra/prod.tfvars") is row_for("main.tf") is not None


def test_bytes_that_are_no_text_are_an_error_with_a_line() -> None:
    with pytest.raises(ReadError, match="UTF-8") as caught:
        list(hcl_file.read("main.tf", b"a\n\xff\xfe\xfd"))
    assert (caught.value.path, caught.value.line) == ("main.tf", 2)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        list(hcl_file.read("main.tf", data))
    except ReadError:
        return


@given(st.text(alphabet='ab/="\\\n{}[]:,<#* E', max_size=150))
def test_every_place_is_in_the_file(text: str) -> None:
    for found in hcl_file.read("main.tf", ('model = "acme-lab/one"\n' + text).encode()):
        assert 1 <= found.occurrence.line <= text.count("\n") + 2


@pytest.mark.parametrize("piece", ["{", "[", "x {", '"', "<<A\n", "/*", 'model = "a/b" ', "a = { ", '["a",'])
def test_garbage_takes_no_more_than_a_moment(piece: str) -> None:
    started = time.process_time()
    list(hcl_file.read("main.tf", (piece * (30_000 // len(piece))).encode()))
    assert time.process_time() - started < 1
