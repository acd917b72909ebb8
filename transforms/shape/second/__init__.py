"""The second reading: what a learned judge thinks of the shape layer's verdicts, with the whole page before it."""
