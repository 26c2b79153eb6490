"""Trackers, each unlike the samples in its own way, and what is to be read from them."""
