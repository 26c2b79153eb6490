"""Which of several things a written name means."""

from collections import defaultdict

from ..text import fold, tone_blind


def finder(named):
    """Return a function from a spelling to the one key it means, or False.

    Diacritics are ignored only where one key alone is meant: xã Văn Lang is not xã Văn Lăng.

    :param named: pairs of a key and its names; false names are skipped

    >>> find = finder([(1, ["xã Văn Lang", "VL"]), (2, ["xã Văn Lăng"]), (3, ["Sở Y tế", None])])
    >>> find("XÃ VĂN LANG"), find("so y te"), find("xa van lang"), find("")
    (1, 3, False, False)
    """
    indexes = [(normal, defaultdict(set)) for normal in (tone_blind, fold)]
    for key, names in named:
        for name in filter(None, names):
            for normal, index in indexes:
                index[normal(name)].add(key)

    def find(text):
        for normal, index in indexes:
            found = index.get(normal(text), ()) if text else ()
            if len(found) == 1:
                return next(iter(found))
        return False

    return find
