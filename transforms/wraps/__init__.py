"""Paragraphs from lines that a page's width has cut."""
