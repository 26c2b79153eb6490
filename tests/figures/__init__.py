"""Figures and forms against plain recounts, on samples and on random provinces."""
