from collections import namedtuple

from odoo import api, models
from odoo.tools import SQL, format_list

from ...tools.likeness import likeness_key
from ...tools.realism import LEAST_ALIKE, Past, outlook
from ..task.directive_task import OPEN_SQL

LAST = 50  # past tasks of an agency looked at
NAMED = 5  # agencies named in one sentence
Asked = namedtuple("Asked", "agency field text term")
OUTLOOK = """
  WITH asked AS (
       SELECT * FROM unnest(%(numbers)s::int[], %(leads)s::int[], %(fields)s::int[],
                            %(keys)s::text[]) AS asked(number, lead, field, key))
SELECT asked.number, load.opened, load.overdue, past.tasks
  FROM asked
       CROSS JOIN LATERAL (
       SELECT count(*) AS opened,
              count(*) FILTER (WHERE state != 'suspended' AND date_deadline < %(today)s) AS overdue
         FROM directive_task WHERE %(is_open)s AND lead_agency_id = asked.lead) AS load
       CROSS JOIN LATERAL (
       SELECT json_agg(json_build_array(
                COALESCE(similarity(latest.name_key, asked.key) >= %(alike)s, FALSE),
                COALESCE(latest.field_id = asked.field, FALSE), latest.days, latest.term)) AS tasks
         FROM (SELECT task.name_key, task.field_id,
                      %(completed)s - COALESCE(task.date_given, task.date_assigned) AS days,
                      COALESCE(task.date_deadline_original, task.date_deadline)
                        - COALESCE(task.date_given, task.date_assigned) AS term
                 FROM directive_task AS task
                WHERE task.state = 'done' AND task.lead_agency_id = asked.lead
                ORDER BY task.date_done DESC LIMIT %(last)s) AS latest
        WHERE latest.days >= 0) AS past
"""


class DirectiveRealism(models.AbstractModel):
    """What an agency's load and past say of a deadline that is being set: a hint, no refusal.

    One statement answers for all agencies that are asked for.
    """

    _name = "directive.realism"
    _description = "Realism of Deadlines"

    @api.model
    def _outlooks(self, asked):
        """Return ``{number: Outlook}`` for those agencies whose work the user may see.

        :param asked: list of :class:`Asked`; the term in days, None without a deadline
        """
        agencies = self.env["directive.agency"].browse({one.agency for one in asked if one.agency})
        mine = set(agencies.exists()._overseen().ids)
        rows = [(number, one) for number, one in enumerate(asked) if one.agency in mine]
        if not rows:
            return {}
        found = self.env.execute_query(self._query(rows))
        return {
            number: outlook(opened, overdue, [Past(*one) for one in past or ()], asked[number].term)
            for number, opened, overdue, past in found
        }

    @api.model
    def _query(self, rows):
        columns = {
            "numbers": [number for number, _one in rows],
            "leads": [one.agency for _number, one in rows],
            "fields": [one.field or None for _number, one in rows],
            "keys": [likeness_key(one.text or "") for _number, one in rows],
        }
        self.env["directive.task"].flush_model(
            ["state", "lead_agency_id", "date_deadline", "date_done", "field_id", "name_key"]
        )
        by_report = self.env["directive.settings"]._get("completion_day") == "reported"
        day = "COALESCE(task.date_reported, task.date_done)" if by_report else "task.date_done"
        return SQL(
            OUTLOOK,
            **columns,
            alike=LEAST_ALIKE,
            today=self.env["directive.settings"]._today(),
            is_open=SQL(OPEN_SQL),
            completed=SQL(day),
            last=LAST,
        )

    # In words

    @api.model
    def _in_words(self, asked):
        """Return what the load and the past of the agencies ``asked`` for say, or nothing."""
        found = self._outlooks(asked)
        if not found:
            return False
        if len(found) == 1:
            (number, one), *_rest = found.items()
            return "\n".join(self._one_in_words(asked[number], one))
        return "\n".join(self._many_in_words(asked, found))

    @api.model
    def _one_in_words(self, asked, one):
        yield self._load_in_words(self._name_of(asked.agency), one)
        if one.basis:
            yield self._basis_in_words(one)
        if one.such:
            yield self.env._(
                "Of %(number)s of them with about as much time (%(term)s days), %(met)s were done "
                "by the day first set (%(percent)s %%).",
                number=one.such,
                term=asked.term,
                met=one.met,
                percent=round(100 * one.met / one.such),
            )

    @api.model
    def _basis_in_words(self, one):
        sentences = {
            "alike": self.env._(
                "It completed the last %(number)s tasks that say nearly the same in %(days)s days "
                "(median).",
                number=one.number,
                days=one.days,
            ),
            "field": self.env._(
                "It completed its last %(number)s tasks of this field in %(days)s days (median).",
                number=one.number,
                days=one.days,
            ),
            "all": self.env._(
                "It completed its last %(number)s tasks in %(days)s days (median).",
                number=one.number,
                days=one.days,
            ),
        }
        return sentences[one.basis]

    @api.model
    def _load_in_words(self, agency, one):
        if not one.open:
            return self.env._("%(agency)s has no open tasks.", agency=agency)
        if not one.overdue:
            return self.env._(
                "%(agency)s has %(open)s open tasks, none of them overdue.",
                agency=agency,
                open=one.open,
            )
        return self.env._(
            "%(agency)s has %(open)s open tasks, %(overdue)s of them overdue.",
            agency=agency,
            open=one.open,
            overdue=one.overdue,
        )

    @api.model
    def _many_in_words(self, asked, found):
        tight = [number for number, one in found.items() if one.is_tight(asked[number].term)]
        known = sum(one.basis is not None for one in found.values())
        loads = sorted(one.open for one in found.values())
        yield self.env._(
            "%(agencies)s agencies: they have %(least)s to %(most)s open tasks each.",
            agencies=len(found),
            least=loads[0],
            most=loads[-1],
        )
        if tight:
            tight.sort(key=lambda number: (-found[number].days, asked[number].agency))
            named = [
                f"{self._name_of(asked[number].agency)} ({found[number].days})"
                for number in tight[:NAMED]
            ]
            yield self.env._(
                "%(number)s of the %(known)s whose past is known usually need more days for such "
                "tasks (median): %(agencies)s.",
                number=len(tight),
                known=known,
                agencies=format_list(self.env, named + ["…"] * (len(tight) > NAMED)),
            )

    @api.model
    def _name_of(self, agency_id):
        agency = self.env["directive.agency"].sudo().browse(agency_id)  # asked for by the user
        return agency.short_name or agency.name
