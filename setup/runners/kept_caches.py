"""Odoo's caches stay filled from test to test, as they do on a running server.

Odoo clears them after each test and reads access rights, rules, views and settings anew. An entry from
before a test is valid again once the test is rolled back. An entry added during the test is just as
valid, unless something cleared the cache in between.
"""


class Kept:
    """What a registry's caches are to hold once a part of the tests is rolled back."""

    def __init__(self, registry):
        self.registry = registry
        self.models = registry.field_computed  # another object once models were set up again
        self.mark = object()  # a key that is missing once a cache was cleared, or dropped something
        self.held = {}
        for name, cache in self._caches().items():
            self.held[name] = cache.snapshot
            cache[self.mark] = True

    def note(self):
        """Also hold what was added to the caches that nothing has cleared."""
        for name, cache in self._caches().items():
            if cache.pop(self.mark, False):
                self.held[name] = cache.snapshot

    def put_back(self):
        """Fill the caches; with models that were set up again they stay empty: rules hold old fields."""
        if self.registry.field_computed is self.models:
            for name, cache in self._caches().items():
                cache.clear()
                for key, value in self.held[name].items():
                    cache[key] = value

    def _caches(self):
        return self.registry._Registry__caches


def use():
    """Let Odoo's tests keep them."""
    from odoo.orm.registry import Registry
    from odoo.tests.common import TransactionCase, get_db_name

    set_up, set_up_class = TransactionCase.setUp, TransactionCase.setUpClass.__func__

    def keeping_set_up(self):
        kept = Kept(self.registry)
        self.addCleanup(kept.put_back)  # after Odoo's own cleanups
        set_up(self)
        self.addCleanup(kept.note)  # before them

    def keeping_set_up_class(cls):
        kept = Kept(Registry(get_db_name()))
        cls.addClassCleanup(kept.put_back)
        set_up_class(cls)
        cls.addClassCleanup(kept.note)

    TransactionCase.setUp = keeping_set_up
    TransactionCase.setUpClass = classmethod(keeping_set_up_class)
