"""What a page's head says about its document."""
