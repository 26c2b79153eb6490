from datetime import timedelta

from odoo.tools import SQL

from ...tools.statistics import AGES
from ..request.cause_sql import CauseSQL


class FactsSQL(CauseSQL):
    """All that figures of a day depend on in few small values, so that tasks alike are counted once.

    Of a deadline only matters between which bounds it lies; of a report, whether it is later than
    the deadline. Days that stand for all of their kind are made of them again.
    """

    @property
    def _deadline_bounds(self):
        """Return the days on which another mark begins, the earliest first."""
        ages = [self.day - timedelta(days=last) for _name, last in reversed(AGES)]
        return [*ages, self.day, self.days_ago("due_soon_days", -1) + timedelta(days=1)]

    @property
    def _news_bounds(self):
        return sorted({self.days_ago("silent_days"), self.days_ago("fresh_days")})

    def facts(self):
        """Return the values that tasks alike have in common, as ``{name: SQL}``."""
        deadline = self.deadline
        kept = ("state", "coefficient", "rework_count", "extension_count")
        return {
            **{name: self.column(name) for name in kept},
            "deadline": _bucket(deadline, self._deadline_bounds),
            "news": _bucket(self.column("date_last_news"), self._news_bounds),
            "reported_late": SQL("%s > %s", self.column("date_reported"), deadline),
            "accepted_late": SQL("%s > %s", self.column("date_done"), deadline),
            "has_cause": self.has_cause,
        }

    def columns(self, count):
        """Return what the facts say of a task as `CauseSQL` reads it, as ``{name: SQL}``.

        :param count: the number of tasks that are alike
        """
        deadline = _representative(SQL("deadline"), self._deadline_bounds)
        return {
            "state": SQL("state"),
            "date_deadline": deadline,
            "date_reported": SQL("%s + reported_late::int", deadline),
            "date_done": SQL("%s + accepted_late::int", deadline),
            "date_last_news": _representative(SQL("news"), self._news_bounds),
            "date_cause_confirmed": SQL("CASE WHEN has_cause THEN %s::date END", self.day),
            "is_returned": SQL("rework_count > 0"),
            "is_extended": SQL("extension_count > 0"),
            "task_count": count,
            **{
                name: SQL("%s * %s", count, SQL.identifier(name))
                for name in ("coefficient", "rework_count", "extension_count")
            },
        }


def _bucket(day, bounds):
    return SQL("width_bucket(%s, %s::date[])", day, bounds)


def _representative(bucket, bounds):
    """Return a day between the bounds of ``bucket``; NULL where there is none."""
    days = [bounds[0] - timedelta(days=1), *bounds]
    return SQL("(%s::date[])[%s + 1]", days, bucket)
