"""What a line is by its look, and by its neighbours."""
