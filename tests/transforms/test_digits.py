"""Tests for the one test for digits."""

from __future__ import annotations

import sys

from transforms.digits import has_digit


def test_digits_are_what_python_calls_so():
    """Every character is a digit to `has_digit` that is one to `str.isdigit`, and no other."""
    wrong = [code for code in range(sys.maxunicode + 1) if has_digit(chr(code)) is not chr(code).isdigit()]
    assert wrong == []


def test_one_digit_anywhere_is_enough():
    """A digit is found at either end and in the middle."""
    assert all(map(has_digit, ("1a", "a1", "a1b", "Gleis ²")))
    assert not any(map(has_digit, ("", "ab", "½", "Ⅳ")))
