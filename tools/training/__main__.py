"""Train the coder's models anew: `make train`, with the reference data beside the checkout."""

from __future__ import annotations

import argparse
from pathlib import Path

from recoupe.coding.models import MODEL
from recoupe.knowledge.frames import load_frames
from tools.training.documents import SETS, load_documents
from tools.training.train import train, trigger_vectors

SHARED = Path(__file__).resolve().parents[3] / "shared"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--shared", type=Path, default=SHARED, help="the reference data")
    options.add_argument("--without", choices=SETS, nargs="*", default=[], help="leave a set out, to be scored on")
    options.add_argument("--out", type=Path, default=MODEL, help="where the models go")
    chosen = options.parse_args()
    sets = [name for name in SETS if name not in chosen.without]
    documents = list(load_documents(chosen.shared, sets))
    train(documents, *trigger_vectors(load_frames("fr")), chosen.out)


main()
