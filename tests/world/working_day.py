"""A day on which the product works, whatever the real one is."""

from unittest import mock


def on_day(env, day):
    """Let it be ``day`` in the province, for figures that are asked of today alone."""
    return mock.patch.object(type(env["directive.settings"]), "_today", lambda _self: day)


def make_today_working(env):
    """Let today be a working day without quiet hours: the moment of a test must not decide."""
    for key in ("quiet_from", "quiet_to", "digest_hour"):
        env["ir.config_parameter"].set_param(f"directive_tracking.{key}", "0.0")
    today = env["directive.settings"]._today()
    if not env["directive.settings"]._working_calendar().is_working(today):
        env["directive.calendar.day"].search([("date", "=", today)]).unlink()
        env["directive.calendar.day"].create({"date": today, "name": "Today", "kind": "working"})
