"""Lines set for a terminal or a file: wrapped to its width, hanging under a label, no boxes, no trailing space."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

__all__ = ["Sheet"]

_MIN_WIDTH = 40
_MAX_WIDTH = 120
# Columns below which words beside a label read like a list of words.
_MIN_WORDS = 26


class Sheet:
    """Sets lines on a console. ``plain`` is True where the console shows no styles, so that signs must do."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.width = max(_MIN_WIDTH, min(_MAX_WIDTH, console.width))
        self.plain = not console.is_terminal

    def line(self, text: Text | str = "", style: str = "") -> None:
        """One line as it is, never wrapped."""
        ready = Text(text, style=style) if isinstance(text, str) else text
        # Neither mark-up nor emoji names are read in text that others wrote.
        self.console.print(ready, soft_wrap=True, markup=False, emoji=False, highlight=False)

    def heading(self, text: str) -> None:
        """A heading with air above and a rule below as long as it is."""
        self.line()
        self.line(text, "bold")
        self.line("─" * min(len(text), self.width), "dim")

    def text(self, text: Text | str, *, indent: int = 0, hang: int = 0, style: str = "") -> None:
        """A paragraph; lines after the first stand ``hang`` deeper."""
        ready = Text(text, style=style) if isinstance(text, str) else text
        for number, line in enumerate(self._wrapped(ready, self.width - indent - hang)):
            self.line(Text(" " * (indent + (hang if number else 0))).append_text(line))

    def items(self, items: Iterable[str], *, style: str = "") -> None:
        """Short items side by side, as many a line as fit, none cut in two."""
        line = ""
        for item in items:
            if line and cell_len(line) + 2 + cell_len(item) > self.width:
                self.line(line, style)
                line = ""
            line = f"{line}  {item}" if line else item
        self.line(line, style)

    def labelled(self, label: str, text: Text, *, indent: int, room: int, style: str = "cyan") -> None:
        """A paragraph to the right of its label; where label or words lack room, the label has a line of its own."""
        if self.width - indent - room - 2 < _MIN_WORDS:
            room = 0
        lines = self._wrapped(text, self.width - indent - room - 2)
        if len(label) > room:
            self.text(label, indent=indent, style=style)
            label = ""
        for number, line in enumerate(lines):
            head = Text(" " * indent)
            head.append(f"{label if not number else '':<{room + 2}}", style=style)
            self.line(head.append_text(line))

    def _wrapped(self, text: Text, width: int) -> Iterable[Text]:
        lines = text.wrap(self.console, max(20, width), overflow="fold")
        for line in lines:
            line.rstrip()
        return lines
