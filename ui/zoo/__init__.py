"""The trained networks that lessons open, and the pictures that these read."""
