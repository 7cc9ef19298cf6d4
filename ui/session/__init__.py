"""What a visitor's session holds, by its keys."""
