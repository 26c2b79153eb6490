"""What is worked out and kept, and so is written by nobody."""


def derived_names(model):
    """Return the stored fields of ``model`` that follow from others alone.

    Odoo takes a value for them from whoever hands one over, and then does not work it out.
    """
    return {
        name
        for name, field in model._fields.items()
        if field.store and field.compute and field.readonly and not field.inverse
    }
