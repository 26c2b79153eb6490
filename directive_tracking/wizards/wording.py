from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)


def said(env, text, **values):
    """Return ``text``, marked for translation in a table, in the language of ``env``."""
    return env._(_lt(text, **values))
