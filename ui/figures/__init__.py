"""Figures: a lesson's picture as one HTML file that works by itself, anywhere."""
