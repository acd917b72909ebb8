"""What scrapers leave of a page's markup: Markdown, and tags of HTML."""
