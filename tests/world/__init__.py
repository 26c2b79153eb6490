"""The worlds the tests of this folder share: databases, servers, samples, days."""
