"""Several addons together: one told by another, one uninstalled, one new."""
