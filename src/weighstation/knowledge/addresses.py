"""From the address of a license text on the web to the spelling of the license it names."""

from __future__ import annotations

# Hosts whose pages are called as the license is; what stands before the name goes.
_CALLED_AS_THE_LICENSE = {
    "spdx.org": ("licenses/",),
    "opensource.org": ("licenses/", "license/"),
    "choosealicense.com": ("licenses/",),
    "apache.org": ("licenses/license-",),
    "gnu.org": ("licenses/old-licenses/", "licenses/"),
    "scancode-licensedb.aboutcode.org": ("",),
}
_BEFORE = {"apache.org": "apache-", "scancode-licensedb.aboutcode.org": "LicenseRef-scancode-"}
# Pages that are called otherwise, by how their address begins, and the spelling for each.
_PAGES = {
    "mozilla.org/mpl/2.0": "mpl-2.0",
    "mozilla.org/en-us/mpl/2.0": "mpl-2.0",
    "unlicense.org": "unlicense",
    "wtfpl.net": "wtfpl",
    "eclipse.org/legal/epl-2.0": "epl-2.0",
    "boost.org/license_1_0.txt": "bsl-1.0",
    "creativecommons.org/publicdomain/zero/1.0": "cc0-1.0",
    "opendatacommons.org/licenses/odbl/1-0": "odbl-1.0",
    "opendatacommons.org/licenses/odbl/1.0": "odbl-1.0",
    "opendatacommons.org/licenses/by/1-0": "odc-by-1.0",
    "opendatacommons.org/licenses/by/1.0": "odc-by-1.0",
    "ai.meta.com/llama/license": "llama2",
    "llama.meta.com/llama3/license": "llama3",
    "llama.meta.com/llama3_1/license": "llama3.1",
    "llama.com/llama3/license": "llama3",
    "llama.com/llama3_1/license": "llama3.1",
    "llama.com/llama3_2/license": "llama3.2",
    "llama.com/llama3_3/license": "llama3.3",
    "llama.com/llama4/license": "llama4",
    "ai.google.dev/gemma/terms": "gemma",
    "developers.google.com/health-ai-developer-foundations/terms": "hai-def",
}
_ENDINGS = (
    ".html",
    ".htm",
    ".txt",
    ".json",
    ".php",
    ".md",
    ".yml",
    ".en",
    "-standalone",
    "/legalcode",
    "/deed",
    "/license",
)


def spelling(address: str) -> str:
    """What the license at an address is called (``https://opensource.org/licenses/MIT``: ``mit``), else nothing.

    Only hosts that publish licenses are known here: a file in somebody's repository may say anything.
    """
    scheme, slashes, place = address.strip().casefold().partition("://")
    if not slashes or scheme not in ("http", "https"):
        return ""
    place = place.partition("?")[0].partition("#")[0].removeprefix("www.").rstrip("/")
    page = _PAGES.get(_without_ending(place)) or _PAGES.get(place)
    host, _, path = place.partition("/")
    return page or _creative_commons(host, path) or _called(host, _without_ending(path))


def _called(host: str, path: str) -> str:
    for start in _CALLED_AS_THE_LICENSE.get(host, ()):
        name = path.removeprefix(start)
        if path.startswith(start) and name and "/" not in name:
            return _BEFORE.get(host, "") + name
    return ""


def _creative_commons(host: str, path: str) -> str:
    """``creativecommons.org/licenses/by-nc/4.0/deed.en``; versions ported to a country have a further part."""
    folder, _, rest = path.partition("/")
    kind, _, version = rest.partition("/")
    if host != "creativecommons.org" or folder != "licenses":
        return ""
    number, _, further = version.partition("/")
    whole = not further or further.startswith(("legalcode", "deed"))
    return f"cc-{kind}-{number}" if number and whole else ""


def _without_ending(place: str) -> str:
    ending = next((each for each in _ENDINGS if place.endswith(each)), "")
    return _without_ending(place[: -len(ending)]) if ending else place
