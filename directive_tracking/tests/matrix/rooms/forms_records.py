"""Records of the room `forms`: forms are for everybody, what one has asked is one's own."""

from ..marks import SECRET, SETTING


def make(case):
    """Return a form, its column, and the same form asked for by the Office."""
    form = case.env["directive.form"].create({"code": SETTING, "name": SETTING})
    column = case.env["directive.form.column"].create(
        {"form_id": form.id, "name": SETTING, "code": "2", "measure": "figures.2"}
    )
    office = case.env(user=case.office_user.id)
    asked = {"form_id": form.id, "day": "2026-02-14"}
    ask = office["directive.form.ask"].create(asked)
    return {
        "directive.form": form,
        "directive.form.column": column,
        "directive.form.ask": ask.with_env(case.env),
        "directive.form.file": office["directive.form.file"]._begin(ask, 5000).with_env(case.env),
        **_reports(case, office, asked),
    }


def _reports(case, office, asked):
    """Return a released report and a draft of the Office, and a schedule."""
    named = {**asked, "name": SECRET, "text": SECRET}
    released, draft = office["directive.form.report"].create([named, named])
    released.action_release()
    schedule = office["directive.form.schedule"].create(
        {"name": SECRET, "form_id": asked["form_id"]}
    )
    return {
        "directive.form.report": released.with_env(case.env),
        "directive.form.report: draft": draft.with_env(case.env),
        "directive.form.schedule": schedule.with_env(case.env),
    }
