"""What CycloneDX has for models and data sets only. CycloneDX 2.0 redesigns this part: all of it is here.

Only what the repository or a license states is written: the task by the loader that the code calls and what goes in and
out of it, the data sets that a card beside the weights names, the uses that the governing license bars.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from weighstation.model import Component
from weighstation.writers.cyclonedx.considerations import considerations
from weighstation.writers.cyclonedx.links import page
from weighstation.writers.cyclonedx.properties import listed
from weighstation.writers.cyclonedx.publisher import use_cases
from weighstation.writers.cyclonedx.tasks import formats, task
from weighstation.writers.cyclonedx.text import Json, clean, present

if TYPE_CHECKING:
    from weighstation.model import Publisher
    from weighstation.writers.cyclonedx.items import Item

_SCHEME = "hf-dataset:"


def model_card(item: Item, said: Publisher) -> Json:
    """The ``modelCard`` of a model: task, inputs and outputs, data sets, barred uses, and where its own card is.

    Data sets stand inline, not as ``{"ref": …}``: some parsers fail on a reference, and ``dependencies`` has the link.
    """
    model = item.component
    named = dict.fromkeys(one for one in model.depends_on if one.startswith(_SCHEME))
    fields: Json = {
        "modelParameters": present({**_task(task(model)), "datasets": [_data(one) for one in named]}),
        "considerations": {**use_cases(said), **considerations(item.weighed.conclusion.expression)},
        "properties": listed([("model-card:url", page(model)), ("model-card:read", "no" if page(model) else "")]),
    }
    return present(fields)


def _task(name: str) -> Json:
    """The task, and what goes in and out of it."""
    inputs, outputs = formats(name)
    return {
        "task": name,
        "inputs": [{"format": one} for one in inputs],
        "outputs": [{"format": one} for one in outputs],
    }


def dataset(component: Component) -> list[Json]:
    """The ``data`` of a data set component: what it is and where its content is."""
    return [_data(component.id)]


def _data(dataset_id: str) -> Json:
    """One ``componentData``; the sensitivity is said to be unknown, since some parsers insist on a classification."""
    component = Component(clean(dataset_id), "dataset", "", ())
    address = page(component)
    contents = {"url": address} if address else None
    fields: Json = {"type": "dataset", "name": component.name, "contents": contents, "classification": "unknown"}
    return present(fields)
