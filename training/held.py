"""Print the ids of the marked articles that a fold holds out, as a JSON list: what the fitting tools take as `--held`.

    python -m training.held GOLD --fold 0 > fold0.json

A fold depends on all texts that are read, so give the same `--marks` as to the training. Needs no torch.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from training.data import EXAMPLES, MARKS, load


def main() -> None:
    """Read the options and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--marks", type=Path, nargs="*", default=MARKS, help="marks as offsets into texts of the gold")
    parser.add_argument("--fold", type=int, required=True, help="0 to 4")
    options = parser.parse_args()
    held = load(options.gold, EXAMPLES, options.marks, options.fold).held
    print(json.dumps(sorted({passage.doc for passage in held if passage.corpus == "analyst"}), indent=1))


if __name__ == "__main__":
    main()
