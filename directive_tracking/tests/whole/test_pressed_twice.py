from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..speed_common import SpeedCase

# An agency may report the same twice: each report is its own statement, kept with its hour; so are the
# words of a leader and a review. A star goes on and off. A cause is confirmed by the decision on its
# request, which comes once.
SAID_AGAIN = {
    "report progress",
    "finish a part",
    "confirm_cause",
    "instruct",
    "call in",
    "review",
    "star",
}
LEFT = (
    "directive.transition",
    "directive.notice",
    "directive.task",
    "directive.task.request",
    "directive.task.opinion",
    "directive.explanation",
    "directive.chaser",
    "directive.officer.handover",
)


@tagged("post_install", "-at_install")
class TestPressedTwice(SpeedCase):
    """A step pressed twice is taken once: the second press is refused, or leaves no trace."""

    def traces(self):
        """Return what a step leaves behind: lines of the trail, messages, the rows people ask."""
        self.env.flush_all()
        counts = {}
        for name in LEFT:
            counts[name] = self.env[name].with_context(active_test=False).search_count([])
        return counts

    def test_the_second_press_leaves_no_trace(self):
        for name, ready in self.steps().items():
            if name in SAID_AGAIN:
                continue
            with self.subTest(step=name):
                press = ready()
                press()
                before = self.traces()
                try:
                    with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                        press()
                except (UserError, IntegrityError):
                    continue
                self.assertEqual(self.traces(), before)
