"""What stands before the items of a list, and around the words of a button."""

from __future__ import annotations

BOXES = "▢□☐"  # to tick
BULLETS = f"*+•·▪►▶→➔■○●{BOXES}☑✓✔"  # without dashes, which may be anything
