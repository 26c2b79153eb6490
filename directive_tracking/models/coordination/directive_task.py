from odoo import api, fields, models

from ...tools.workflow import FINAL_STATES, WORKFLOW
from .directive_notice import OUTCOMES


class DirectiveTask(models.Model):
    """The rows of the coordinating agencies, kept in step with the list of them.

    The list is the truth; the rows follow whoever writes it: a form, an import, a correction, a
    handover or a reorganisation.
    """

    _inherit = "directive.task"

    coordination_ids = fields.One2many(
        "directive.task.coordination", "task_id", string="Parts of coordinating agencies"
    )
    opinion_ids = fields.One2many("directive.task.opinion", "task_id", string="Opinions")

    @api.model_create_multi
    def create(self, vals_list):
        tasks = super().create(vals_list)
        tasks._follow_coordinators(is_new=True)
        return tasks

    def write(self, vals):
        result = super().write(vals)
        if "coordinating_agency_ids" in vals:
            self._follow_coordinators()
        return result

    def _follow_coordinators(self, is_new=False):
        """Give each coordinating agency its row, and end the rows of those no longer named."""
        # Archived agencies too, which only tasks of earlier days name.
        tasks = self if is_new else self.with_context(active_test=False)
        wanted = tasks._coordinating_pairs()
        rows = self.env["directive.task.coordination"]._as_system()
        if not is_new:
            # Archived rows too: an agency that comes back finds its part as it left it.
            everyone = rows.with_context(active_test=False)
            kept = ["task_id", "agency_id", "active"]
            rows = everyone.search_fetch([("task_id", "in", self.ids)], kept)
        have = {(row.task_id.id, row.agency_id.id): row for row in rows}
        missing = [pair for pair in wanted if pair not in have]
        fresh = rows.create([{"task_id": task, "agency_id": agency} for task, agency in missing])
        gone = [row.id for pair, row in have.items() if row.active and pair not in wanted]
        back = [row.id for pair, row in have.items() if not row.active and pair in wanted]
        rows.browse(back)._resume_parts()
        rows.browse(gone)._pass_on(fresh | rows.browse(back))
        rows.browse(gone)._leave()
        if not is_new:
            self._lapse_opinions_of_others()

    def _coordinating_pairs(self):
        """Return the pairs (task id, agency id) in the lists of these tasks, in their order."""
        tasks = self.sudo()  # writers of the list need not see the agencies
        pairs = [(task.id, one) for task in tasks for one in task.coordinating_agency_ids.ids]
        return dict.fromkeys(pairs)

    def _lapse_opinions_of_others(self):
        """End the questions to agencies that do not coordinate these tasks any more."""
        pending = self.sudo()._pending_opinions()  # as for the rows
        pending.filtered(lambda one: one.agency_id not in one.task_id.coordinating_agency_ids)._end(
            "lapsed"
        )

    def _pending_opinions(self):
        domain = [("task_id", "in", self.ids), ("state", "=", "asked")]
        return self.env["directive.task.opinion"].search(domain)

    # The life of the task

    def _apply_transition(self, verb, note=None, **granted):
        suspended = {task: task.date_suspended for task in self} if verb == "resume" else {}
        result = super()._apply_transition(verb, note, **granted)
        for task, since in suspended.items():
            task.sudo()._give_back_inner_days(since)  # the step was checked
        return result

    def _give_back_inner_days(self, since):
        """Move inner deadlines by the days of a suspension, as the task's own deadline moves."""
        calendar = self.env["directive.settings"]._working_calendar()
        today = self.env["directive.settings"]._today()
        counted = self.deadline_kind == "working_days"
        owed = [self.coordination_ids.filtered(lambda row: not row.date_ended)]
        owed.append(self._pending_opinions())
        for rows in owed:
            for row in rows._as_system().filtered("date_deadline"):
                row.date_deadline = calendar.give_back(
                    row.date_deadline, since or today, today, in_working_days=counted
                )

    def _after_transition(self, verb, note):
        super()._after_transition(verb, note)
        Part = self.env["directive.task.coordination"]
        if self[:1].state in FINAL_STATES:
            Part._end_with_tasks(self)
        elif verb == "reopen":
            Part._go_on_with_tasks(self)

    def _after_correction(self, values, note):
        super()._after_correction(values, note)
        if self._deadline_fields() & values.keys() and self.date_deadline:
            self._bring_inner_deadlines_forward(note)

    def _bring_inner_deadlines_forward(self, note):
        """Move parts that would be due after the task to its deadline, and tell their agencies."""
        late = self.coordination_ids.filtered(
            lambda row: not row.date_ended
            and row.date_deadline
            and row.date_deadline > self.date_deadline
        )
        for row in late:
            row._set_duty({"date_deadline": self.date_deadline}, note)
        for opinion in self._pending_opinions():
            if opinion.date_deadline > self.date_deadline:
                opinion._as_system().date_deadline = self.date_deadline

    # Trail and notices

    def _log_part(self, row, event, note, changes=False):
        """Write the line of the trail about one part, and tell its agency."""
        Trail = self.env["directive.transition"].with_context(directive_workflow=WORKFLOW)
        line = Trail.create(
            {
                **self._prepare_trail_vals(),
                "user_id": self.env.uid,
                "date": fields.Datetime.now(),
                "verb": "coordinate",
                "note": note or False,
                "changes": "\n".join(filter(None, (row.agency_id.name, changes))),
            }
        )
        self._tell_agency(row, event, "\n".join(filter(None, (note, changes))), str(line.id))

    def _tell_agency(self, owed, event, note, occurrence=None):
        """Tell the agency that owes ``owed``, its head included."""
        agency = owed.sudo().agency_id  # members of other agencies are not shown, only told
        self._tell_about(owed, event, agency, ("responder", "head"), note, occurrence)

    def _tell_lead(self, owed, event, note, occurrence=None):
        """Tell the lead agency of what ``owed``'s agency has delivered."""
        lead = self.sudo().lead_agency_id  # its members are not shown, only told
        self._tell_about(owed, event, lead, ("responder",), note, occurrence)

    def _tell_about(self, owed, event, agency, roles, note, occurrence):
        column = "opinion_id" if owed._name == "directive.task.opinion" else "coordination_id"
        told = {self.id: agency._notice_recipients(roles)}
        self._tell(
            event,
            told,
            occurrence=occurrence or f"{owed.id}/{self.env['directive.settings']._today()}",
            urgency=self.sudo().urgency or "normal",  # the directive's, which agencies may not see
            note=note,
            **{column: owed.id},
        )

    def _irrelevant_reason(self, notice):
        reason, owed = super()._irrelevant_reason(notice), notice._owed()
        if not reason and owed and owed.date_ended and notice.event not in OUTCOMES:
            return self.env._("It has since been delivered or has ended.")
        return reason
