"""A day on which the product works, whatever the real one is."""

from datetime import timedelta
from unittest import mock


def on_day(env, day):
    """Let it be ``day`` in the province, for figures that are asked of today alone."""
    return mock.patch.object(type(env["directive.settings"]), "_today", lambda _self: day)


def make_today_working(env):
    """Let there be working days without quiet hours: the moment of a test must not decide.

    The days beside today are, too: a test may run over midnight, or move a clock by hours.
    """
    for key in ("quiet_from", "quiet_to", "digest_hour"):
        env["ir.config_parameter"].set_param(f"directive_tracking.{key}", "0.0")
    today = env["directive.settings"]._today()
    days = [today + timedelta(days=place) for place in (-1, 0, 1)]
    env["directive.calendar.day"].search([("date", "in", days)]).unlink()
    calendar = env["directive.settings"]._working_calendar()
    env["directive.calendar.day"].create(
        [
            {"date": day, "name": f"Day {place}", "kind": "working"}
            for place, day in enumerate(days)
            if not calendar.is_working(day)
        ]
    )
