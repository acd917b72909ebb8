"""Pure functions from a document to a document: what makes a fair copy of a scraped text."""
