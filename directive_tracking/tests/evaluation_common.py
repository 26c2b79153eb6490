from datetime import date

from .notice_common import NoticeCase

# The month and the day on which it is closed.
FIRST, LAST = date(2026, 10, 15), date(2026, 11, 14)


class DatedBack:
    """Tasks whose trail is told as if it had happened earlier."""

    @classmethod
    def date_back(cls, task, steps):
        """Date the trail of ``task`` back, as if its steps had been taken then."""
        cls.env.flush_all()
        for line in task.transition_ids:
            cls.env.cr.execute(
                "UPDATE directive_transition SET date = %s WHERE id = %s",
                [steps[line.verb], line.id],
            )
        cls.env.invalidate_all()
        task.sudo()._restore_history(
            {
                "date_assigned": steps["assign"][:10],
                "date_given": steps["assign"][:10],
                "date_reported": steps["report_completion"][:10],
                "date_done": steps["accept"][:10],
                "date_last_news": steps["report_completion"][:10],
            }
        )


class EvaluationCase(DatedBack, NoticeCase):
    """Two departments and a commune with some finished work in the month before, told by its trail."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.done_a = [cls.finished(cls.agency_a, late=number < 2) for number in range(6)]
        cls.done_b = [cls.finished(cls.agency_b, late=number < 5) for number in range(6)]
        cls.done_x = [cls.finished(cls.commune_x)]
        cls.Period = cls.env["directive.period"].with_user(cls.office_user)

    @classmethod
    def finished(cls, lead, late=False, returned=False, **vals):
        """Return a task given on 16 October, due on the 30th and accepted on 10 November."""
        task = cls.make_task(lead, state="done", deadline=date(2026, 10, 30), **vals)
        steps = {
            "assign": "2026-10-16 02:00:00",
            "receive": "2026-10-17 02:00:00",
            "report_completion": "2026-11-05 02:00:00" if late else "2026-10-28 02:00:00",
            "accept": "2026-11-10 02:00:00",
        }
        cls.date_back(task, steps)
        return task

    def close(self, reason=None):
        return self.Period._close("month", FIRST, LAST, reason)

    def score_of(self, agency, period=None):
        period = period or self.close()
        return period.score_ids.filtered(lambda one: one.agency_id == agency)
