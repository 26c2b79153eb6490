from odoo import api, models

# Who may give work to colleagues and judge it; an officer works on what they are given.
GIVERS = ("head", "deputy", "responder")


class DirectiveTask(models.Model):
    """An inner part: given by an agency to one of its own officers.

    Its officer stands where the agency below stands, their colleagues where the delegating agency
    stands. Nobody judges their own work.
    """

    _inherit = "directive.task"

    def _is_inner_part(self):
        whole = self.sudo().parent_id  # both sides know the delegating agency
        return bool(whole) and whole.lead_agency_id == self.lead_agency_id

    def _is_officer(self):
        """Tell whether the user is an officer of this task, or stands in for one."""
        people = self.env.user._directive_acts_for(self.lead_agency_id)
        return bool(self.sudo().officer_ids & people)  # colleagues' names

    def _is_lead(self):
        led = super()._is_lead()
        return led and self._is_officer() if led and self._is_inner_part() else led

    def _signs_report_of(self, authors):
        # The agency itself judges an inner part: its head need not approve the report before.
        return self._is_lead() if self._is_inner_part() else super()._signs_report_of(authors)

    def _is_delegator(self):
        if not self._is_inner_part():
            return super()._is_delegator()
        given_by = self.env.user._directive_agencies(GIVERS)
        return self.lead_agency_id in given_by and not self._is_officer()

    @api.depends("officer_ids")
    @api.depends_context("uid")
    def _compute_next_step(self):
        super()._compute_next_step()
        for part in self.filtered(lambda task: task.parent_id and task._is_inner_part()):
            if part.state == "reported":
                part.next_step = part._is_delegator() and "accept"
            elif not part._is_officer():
                part.next_step = False

    @api.depends("officer_ids")
    @api.depends_context("uid")
    def _compute_can(self):
        return super()._compute_can()

    def _audience(self, event):
        """Tell of an inner part its officers only: their agency is the one that gave it."""
        told = super()._audience(event)
        on_work = self.env["directive.notice.event"]._get(event).audience != "office"
        for part in self.filtered(lambda task: on_work and task.parent_id):
            if part._is_inner_part():
                told[part.id] = part._officer_rows()
        return told
