"""``python -m benchmarks.quality``: what sayso reaches beside what others do, and the gate that holds its floors."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.quality.floors import Floor, fallen, falls, pinned, read_floors, write_floors
from benchmarks.quality.parts import Example, Measured, Part
from benchmarks.quality.registry import PARTS

SHOWN_ARTICLES, SHOWN_MISTAKES = 5, 8
"""What is shown where a figure fell: enough to see the kind of mistake, little enough to read."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line: 0 where all floors hold, 1 where one does not."""
    options = _options().parse_args(arguments)
    floors = read_floors()
    held = True
    for name in options.only or PARTS:
        part = PARTS[name]()
        missing = [file for file in part.files if not (options.gold / file).is_file()]
        if missing:
            print(f"\n{name}: skipped, there is no {' and no '.join(missing)} in {options.gold}")
            continue
        measured = part.measure(options.gold)
        print(f"\n{measured.table}")
        _print_worst(measured.examples, options.errors)
        if options.write_floors:
            floors[name] = pinned(part, options.gold, measured)
        else:
            held &= _gate(part, options.gold, measured, floors)
    if options.write_floors:
        write_floors(floors)
    return int(not held)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"), help="folder of the annotated articles")
    parser.add_argument("--only", action="append", choices=list(PARTS), help="measure this part; can be given again")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print the N worst articles of each part")
    parser.add_argument("--write-floors", action="store_true", help="pin the figures of this run")
    return parser


def _gate(part: Part, folder: Path, measured: Measured, floors: Mapping[str, Floor]) -> bool:
    """Whether the part's floors hold; where they don't, says so by the articles that fell most."""
    floor = floors.get(part.name)
    if floor is None:
        print(f"{part.name}: no floors are pinned yet")
        return True
    reasons = falls(part, folder, measured, floor)
    if not reasons:
        print(f"{part.name}: floors hold")
        return True
    print(f"{part.name}: BELOW ITS FLOOR")
    for reason in reasons:
        print(f"  {reason}")
    for before, example in fallen(measured, floor)[:SHOWN_ARTICLES]:
        _print_example(f"fell from {before:.1f} to {example.figure:.1f}", example)
    return False


def _print_worst(examples: Sequence[Example], count: int) -> None:
    for example in sorted(examples, key=lambda example: (example.figure, example.name))[:count]:
        _print_example(f"{example.figure:.1f}", example)


def _print_example(figure: str, example: Example) -> None:
    print(f"\n  {example.name}: {figure}")
    for mistake in example.wrong[:SHOWN_MISTAKES]:
        print(f"  {mistake}")
    if len(example.wrong) > SHOWN_MISTAKES:
        print(f"    … and {len(example.wrong) - SHOWN_MISTAKES} more")


if __name__ == "__main__":
    sys.exit(main())
