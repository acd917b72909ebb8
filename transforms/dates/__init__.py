"""Dates and clocks as pages print them."""
