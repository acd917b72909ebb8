"""The order of the transforms, as data. Each place in it has its reason beside it."""

from __future__ import annotations

from collections.abc import Iterable

from transforms.boilerplate.notices import judge_notices
from transforms.boilerplate.rules import apply_rules
from transforms.boilerplate.template_lines import judge_templates
from transforms.document import Document, Transform
from transforms.encoding.repair import repair_encoding
from transforms.language.detection import detect_entry_languages, detect_language
from transforms.liveblog.segmenting import mark_timestamps, segment_entries
from transforms.markup.stripping import strip_markup
from transforms.metadata.reading import read_metadata
from transforms.rulebook import Rulebook
from transforms.shape.judging import judge_shapes
from transforms.wraps.joining import join_wraps

PIPELINE: tuple[Transform, ...] = (
    repair_encoding,  # letters first: every later rule reads them
    strip_markup,  # addresses and tags are in no language
    detect_language,  # it chooses the rules
    join_wraps,  # needs lengths as the page printed them; what follows can read paragraphs
    apply_rules,  # what is certain: publisher and language rules
    judge_notices,  # what speaks to the reader in words that no rule knows, lest the head takes it for a lead
    mark_timestamps,  # clock lines, dividers and their headlines, before anyone takes them for furniture
    judge_templates,  # the site's own furniture, lest the head takes it for a title or kicker
    read_metadata,  # title, kicker, lead, dates: the head claims its lines before shape judges the rest
    judge_shapes,  # last judge: what no rule claimed, by its shape and its neighbours; every line gets a role
    segment_entries,  # needs to know headings from body
    detect_entry_languages,  # needs the entries
)


def clean(document: Document, rulebook: Rulebook) -> Document:
    """The document after every transform, in order."""
    for transform in PIPELINE:
        document = transform(document, rulebook)
    return document


def clean_all(documents: Iterable[Document], rulebook: Rulebook) -> list[Document]:
    """What `clean` makes of each document, transform by transform: a few dozen at once cost a tenth less.

    One transform's code and words stay in the processor's caches while it goes through the documents. What a
    document makes a transform raise, it raises here, and nobody can tell whose fault it was: clean them one by
    one then.
    """
    cleaned = list(documents)
    for transform in PIPELINE:
        cleaned = [transform(document, rulebook) for document in cleaned]
    return cleaned
