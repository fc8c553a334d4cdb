"""Bills of materials that other tools wrote: read as raw documents, made into an inventory, merged with ours.

``source`` opens a file and tells what it is (``json_text`` and ``xml_text`` decode it); ``cyclonedx``, ``spdx2`` and
``spdx3`` find the components in it, by ``names`` (what a name or purl means), ``licenses`` (what its licenses say) and
``own`` (what weighstation wrote there itself); ``dangling`` finds references to nothing. ``audit`` puts them together.
``merge`` adds our components to another tool's document, and ``removal`` takes them out again.

Documents are kept as plain values, and no model of the formats stands between: what is not understood is not lost.
"""
