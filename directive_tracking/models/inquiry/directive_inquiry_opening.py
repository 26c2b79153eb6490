from datetime import timedelta

from odoo import api, models
from odoo.tools import format_date

from .directive_inquiry_question import ASKED

ONE_DAY = timedelta(days=1)


class DirectiveInquiry(models.Model):
    """The rounds of a report: each is opened once, on the day after its period has ended.

    After an outage only the latest period that has ended is asked for; the others are recorded.
    """

    _name = "directive.inquiry"
    _inherit = ["directive.inquiry", "directive.opening.mixin"]
    _opening_day = "date_next"
    _opening_batch = 20

    # Which period

    def _next_period(self):
        """Return the last day of the next period to ask for, or False."""
        rhythm = self._rhythm()
        if not self.date_last:
            last = self.date_to
        else:
            last = rhythm.repeats and rhythm.due_after(self.date_last)
        over = last and self.date_until and last > self.date_until
        return last if last and not (over and self.date_last) else False

    def _asked_on(self, last):
        """Return the day on which the period that ends on ``last`` is asked for."""
        if self._rhythm().repeats:
            return last + ONE_DAY
        # Once: at once, also about days to come.
        return min(last, self.date_issued or last)

    def _open_due(self, today):
        self._as_system()._open_latest(today)

    def _open_latest(self, today):
        """Open the latest round that is due, and record those that were due before."""
        ended = []
        while (last := self._next_period()) and self._asked_on(last) <= today:
            ended.append(last)
            self.date_last = last
        if not ended:
            return
        *missed, last = ended
        if missed:
            days = ", ".join(self._day_in_words(day) for day in missed)
            self.skipped = "\n".join(filter(None, (self.skipped, days)))
        self._open_round(last, today)
        if not self.date_next and self.frequency:
            self.state = "ended"

    def _first_day(self, last):
        """Return the first day of the period that ends on ``last``."""
        rhythm = self._rhythm()
        return rhythm.opens_on(last) if rhythm.repeats else self.date_from

    def _open_round(self, last, today):
        """Ask all agencies for their report on the period that ends on ``last``."""
        first = self._first_day(last)
        calendar = self.env["directive.settings"]._working_calendar()
        vals = {
            "name": f"{self.name} ({first:%d/%m/%Y} – {last:%d/%m/%Y})",
            "date_from": first,
            "date_to": last,
            "date_open": today,
            "date_deadline": calendar.add(max(last, today - ONE_DAY), self.answer_days),
        }
        opened = self.env["directive.inquiry.round"].create({**vals, "inquiry_id": self.id})
        answers = self.env["directive.inquiry.answer"].create(
            [
                {**vals, "round_id": opened.id, "agency_id": agency.id, "note": self.note}
                for agency in self.asked_agency_ids.filtered("active")
            ]
        )
        self._copy_questions(answers)
        answers._fill_figures()
        answers._log("ask")
        answers._tell_agencies("inquiry_asked")

    def _copy_questions(self, answers):
        """Write the questions into each of ``answers``."""
        asked = [
            {**{name: one[name] for name in ASKED}, "question_id": one.id}
            for one in self.question_ids
        ]
        self.env["directive.inquiry.line"].create(
            [{**question, "answer_id": answer.id} for answer in answers for question in asked]
        )

    def _day_in_words(self, day):
        return format_date(self.env, day, date_format="dd/MM/yyyy")

    @api.model
    def _trigger_next(self):
        """Have the scheduled action run when the next round opens, at midnight in the province."""
        running = [("state", "=", "running"), ("date_next", "!=", False)]
        # Whoever issues needs no right to scheduled actions.
        first = self.sudo().search(running, order="date_next", limit=1).date_next
        if first:
            moment = self.env["directive.settings"]._start_of_day_utc(first)
            cron = self.env.ref("directive_tracking.ir_cron_open_inquiries")
            cron.sudo()._trigger(moment)  # a scheduled action is the system's
