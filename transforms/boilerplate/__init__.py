"""What the rules, and a site's own recurring lines, say about lines."""
