"""Records of the room `forms`: forms are for everybody, what one has asked is one's own."""

from .marks import SETTING


def make(case):
    """Return a form, its column, and the same form asked for by the Office."""
    form = case.env["directive.form"].create({"code": SETTING, "name": SETTING})
    column = case.env["directive.form.column"].create(
        {"form_id": form.id, "name": SETTING, "code": "2", "measure": "figures.2"}
    )
    ask = case.env["directive.form.ask"].with_user(case.office_user).create({"form_id": form.id})
    return {
        "directive.form": form,
        "directive.form.column": column,
        "directive.form.ask": ask.with_env(case.env),
    }
