"""Liveblogs: their clocks, days and entries."""
