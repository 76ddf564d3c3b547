"""Makes ``schemaorg.json``: of schema.org's vocabulary the types and properties that sayso writes, with all above them.

``python extract_schemaorg.py FOLDER``, where FOLDER has ``schemaorg-current-https-types.csv`` and
``schemaorg-current-https-properties.csv`` of a release.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

RELEASE = "12.0"
TYPES = ("Claim", "ClaimReview", "NewsArticle", "Organization", "Person", "Quotation")
PROPERTIES = (
    "appearance", "author", "claimReviewed", "datePublished", "description", "firstAppearance", "headline",
    "identifier", "inLanguage", "isPartOf", "itemReviewed", "name", "publisher", "spokenByCharacter",
    "text", "url", "workExample",
)  # fmt: skip
HERE = "https://schema.org/"


def main(folder: Path) -> None:
    types = _rows(folder / "schemaorg-current-https-types.csv")
    properties = _rows(folder / "schemaorg-current-https-properties.csv")
    above: dict[str, list[str]] = {}
    waiting = list(TYPES)
    while waiting:
        name = waiting.pop()
        if name not in above:
            above[name] = _names(types[name]["subTypeOf"])
            waiting += above[name]
    told = {
        name: {
            "domain": _names(properties[name]["domainIncludes"]),
            "range": _names(properties[name]["rangeIncludes"]),
        }
        for name in PROPERTIES
    }
    whole = {"release": RELEASE, "types": dict(sorted(above.items())), "properties": told}
    (Path(__file__).parent / "schemaorg.json").write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")


def _rows(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["label"]: row for row in csv.DictReader(lines)}


def _names(cell: str) -> list[str]:
    return sorted(part.strip().removeprefix(HERE) for part in cell.split(",") if part.strip().startswith(HERE))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
