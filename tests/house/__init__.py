"""Rules of the house: rooms, documents, channels, events, tours."""
