"""From bytes to letters as their author wrote them."""
