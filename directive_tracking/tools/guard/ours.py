"""Which models are ours: those of this addon, of the addons built on it, and all that share its mixins.

Guards ask here, so that no list has to be kept: a model added anywhere is covered by itself.
"""

from functools import cache

from odoo.modules.module import Manifest

ROOT = "directive_tracking"
VISIBILITY = "directive.visibility.mixin"
CARRIERS = (VISIBILITY, "mail.thread", "mail.activity.mixin")

# Only code of this process can hold this very object: a caller over the network sends JSON,
# and JSON has no object identity. Held in the context, it opens threads and files of ours.
THREAD = object()


@cache
def is_our_addon(name):
    """Tell whether the addon ``name`` is this one or is built on it.

    >>> is_our_addon("directive_tracking"), is_our_addon("mail"), is_our_addon("")
    (True, False, False)
    """
    if name == ROOT:
        return True
    manifest = Manifest.for_addon(name, display_warning=False) if name else None
    return manifest is not None and any(is_our_addon(one) for one in manifest["depends"])


def is_ours(registry, name):
    """Tell whether the model ``name`` is ours; one that does not exist is not."""
    model = registry.models.get(name)
    return model is not None and (
        is_our_addon(model._original_module or "") or _shares(registry, model, (VISIBILITY,))
    )


def is_foreign(registry, name):
    """Tell whether the model ``name`` exists and is none of ours."""
    return name in registry.models and not is_ours(registry, name)


def carrying_models(registry):
    """Return the names of our models on which messages, followers or to-dos may hang."""
    return sorted(
        name
        for name, model in registry.models.items()
        if not (model._abstract or model._transient)
        and model._auto
        and is_ours(registry, name)
        and _shares(registry, model, CARRIERS)
    )


def _shares(registry, model, mixins):
    return any(name in registry and issubclass(model, registry[name]) for name in mixins)
