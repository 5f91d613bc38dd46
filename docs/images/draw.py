"""Draw the picture in README.md from what Dateline really says: `.venv/bin/python docs/images/draw.py`."""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI

from dateline.cli.drawing import draw_events
from dateline.ingest import read
from dateline.pipeline import load
from dateline.pipeline.runs import run
from dateline.store import IN_MEMORY, Store
from dateline.views import list_events

ARTICLE = Path("examples/articles/iraq-request.json")
PICTURE = Path(__file__).parent / "events.svg"
# rich names a web font; a picture in a repository asks no other host for anything.
WEB_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def main() -> None:
    """Code the article and write the picture; run it in the root of the repository."""
    console = Console(record=True, width=132, file=io.StringIO(), highlight=False)
    console.print(f"$ dateline code {ARTICLE}\n")
    with Store.open(IN_MEMORY) as store:
        run(load(), read([ARTICLE]), store=store)
        draw_events(console, list_events(store, order="article"))
    svg = console.export_svg(title="dateline", theme=MONOKAI, unique_id="events")
    PICTURE.write_text(WEB_FONT.sub("", svg), encoding="utf-8")


if __name__ == "__main__":
    main()
