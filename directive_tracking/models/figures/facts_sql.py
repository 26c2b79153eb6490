from datetime import timedelta

from odoo.tools import SQL

from ...tools.statistics import AGES
from ...tools.workflow import OPEN_STATES, STATES
from ..request.cause_sql import CauseSQL

NO_DEADLINE, NO_NEWS = 7, 3
# Where each fact stands in the number: (its lowest bit, how many values it has room for).
PLACES = {
    "deadline": (0, 8), "news": (3, 4), "reported": (5, 4), "accepted": (7, 4), "cause": (9, 2),
    "is_returned": (10, 2), "is_extended": (11, 2), "at_end": (12, 2), "is_given": (13, 2),
    "state": (14, 8),
}  # fmt: skip
# Those first that most tasks are in.
CODES = (*OPEN_STATES, *(state for state, _label in STATES if state not in OPEN_STATES))


class FactsSQL(CauseSQL):
    """All that figures of a day depend on in one small number, so that tasks alike are counted once.

    Of a deadline only matters between which bounds it lies; of a report, whether it is later than
    the deadline. The number is taken apart again into days that stand for all of their kind.
    """

    @property
    def _deadline_bounds(self):
        """Return the days on which another mark begins, the earliest first."""
        ages = [self.day - timedelta(days=last) for _name, last in reversed(AGES)]
        return [*ages, self.day, self.days_ago("due_soon_days", -1) + timedelta(days=1)]

    @property
    def _news_bounds(self):
        return sorted({self.days_ago("silent_days"), self.days_ago("fresh_days")})

    def number(self, at_end, is_given):
        """Return the number of the facts of a task, with two of the period asked for."""
        deadline = self.deadline
        facts = {
            "deadline": _bucket(deadline, self._deadline_bounds, NO_DEADLINE),
            "news": _bucket(self.column("date_last_news"), self._news_bounds, NO_NEWS),
            "reported": _later(self.column("date_reported"), deadline),
            "accepted": _later(self.column("date_done"), deadline),
            "cause": _flag(self.has_cause),
            "is_returned": _flag(SQL("%s > 0", self.column("rework_count"))),
            "is_extended": _flag(SQL("%s > 0", self.column("extension_count"))),
            "at_end": _flag(at_end),
            "is_given": _flag(is_given),
            "state": self._code_of_state(),
        }
        return SQL(" + ").join(SQL("%s * %s", 1 << PLACES[name][0], facts[name]) for name in facts)

    def _code_of_state(self):
        whens = [SQL("WHEN %s THEN %s", state, code) for code, state in enumerate(CODES)]
        return SQL("CASE %s %s END", self.state, SQL(" ").join(whens))

    def columns(self, number):
        """Return the columns that `number` was made of, as ``{name: SQL}``."""
        at = {
            name: SQL("(%s >> %s & %s)", number, low, room - 1)
            for name, (low, room) in PLACES.items()
        }
        deadline = _representative(at["deadline"], self._deadline_bounds)
        return {
            "state": SQL("(%s::varchar[])[%s + 1]", list(CODES), at["state"]),
            "date_deadline": deadline,
            "date_reported": SQL("%s + NULLIF(%s, 0) - 1", deadline, at["reported"]),
            "date_done": SQL("%s + NULLIF(%s, 0) - 1", deadline, at["accepted"]),
            "date_last_news": _representative(at["news"], self._news_bounds),
            "date_cause_confirmed": SQL(
                "CASE WHEN %s = 1 THEN %s::date END", at["cause"], self.day
            ),
            **{
                name: SQL("%s = 1", at[name])
                for name in ("is_returned", "is_extended", "at_end", "is_given")
            },
        }


def _bucket(day, bounds, nothing):
    return SQL("COALESCE(width_bucket(%s, %s::date[]), %s)", day, bounds, nothing)


def _representative(bucket, bounds):
    """Return a day between the bounds of ``bucket``; NULL where there is none."""
    days = [bounds[0] - timedelta(days=1), *bounds]
    return SQL("(%s::date[])[%s + 1]", days, bucket)


def _later(day, deadline):
    """Return 0 if one of the days is missing, 1 if ``day`` is no later than the deadline, else 2."""
    return SQL("COALESCE(1 + (%s > %s)::int, 0)", day, deadline)


def _flag(condition):
    return SQL("COALESCE((%s)::int, 0)", condition)
