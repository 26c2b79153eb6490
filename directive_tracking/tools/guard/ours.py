"""Detection of our models: of this addon, its dependent addons, and all users of its mixins.

Guards use this instead of a list, so that new models are covered automatically.
"""

from functools import cache

from odoo.modules.module import Manifest

ROOT = "directive_tracking"
VISIBILITY = "directive.visibility.mixin"
CARRIERS = (VISIBILITY, "mail.thread", "mail.activity.mixin")

# Only code of this process can have this object: a network caller sends JSON, which has no object
# identity. In the context, it permits access to our threads and files.
THREAD = object()


@cache
def is_our_addon(name):
    """Tell whether the addon ``name`` is this one or depends on it.

    >>> is_our_addon("directive_tracking"), is_our_addon("mail"), is_our_addon("")
    (True, False, False)
    """
    if name == ROOT:
        return True
    manifest = Manifest.for_addon(name, display_warning=False) if name else None
    return manifest is not None and any(is_our_addon(one) for one in manifest["depends"])


def is_ours(registry, name):
    """Tell whether the model ``name`` exists and is ours."""
    model = registry.models.get(name)
    return model is not None and (
        is_our_addon(model._original_module or "") or _shares(registry, model, (VISIBILITY,))
    )


def is_foreign(registry, name):
    """Tell whether the model ``name`` exists and is not ours."""
    return name in registry.models and not is_ours(registry, name)


def carrying_models(registry):
    """Return the names of our models that can have messages, followers or to-dos."""
    return sorted(name for name in registry.models if carries(registry, name))


def carries(registry, name):
    """Tell whether ``name`` is a model of ours that can have messages, followers or to-dos."""
    model = registry.models.get(name)
    return (
        model is not None
        and not (model._abstract or model._transient)
        and model._auto
        and is_ours(registry, name)
        and _shares(registry, model, CARRIERS)
    )


def _shares(registry, model, mixins):
    return any(name in registry and issubclass(model, registry[name]) for name in mixins)
