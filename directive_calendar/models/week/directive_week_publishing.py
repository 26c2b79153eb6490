from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.directive_tracking.tools.guard.quotes import cut
from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

SHOWN = 5


class DirectiveWeek(models.Model):
    """A week is published once; from then on each change of an entry is a revision."""

    _inherit = "directive.week"

    def action_publish(self):
        """Publish these weeks.

        :raises UserError: if one is published, has registrations nobody has decided on, or takes
            a leader twice at one hour without a reason
        """
        self.check_access("write")
        self._hold_and_touch()
        for week in self:
            week._check_can_be_published()
            now = fields.Datetime.now()
            published = {"state": "published", "date_published": now, "date_updated": now}
            week._forget_entries()
            week.with_context(directive_workflow=WORKFLOW).write(published)
            week._forget_entries()
            week._keep_snapshot(0)
            week._after_publishing()
        return True

    can_write = fields.Boolean(compute="_compute_can_write")

    @api.depends_context("uid")
    def _compute_can_write(self):
        for week in self:
            week.can_write = not week._origin or week.has_access("write")

    def _forget_entries(self):
        """Forget the entries read for this user: those hidden from them are published as well.

        Odoo follows the list that was read to what has to be worked out anew.
        """
        self.invalidate_recordset(["meeting_ids"])

    def _after_publishing(self):
        """Do what follows from publishing; higher rooms tell people here."""

    def _check_can_be_published(self):
        if self.state != "draft":
            raise UserError(self.env._("%s has been published already.", cut(self.display_name)))
        # Private entries of others are published as well, masked.
        entries = self.sudo().meeting_ids.sudo(False)
        self._refuse_with(
            entries.filtered(lambda one: one.sudo().state == "registered"),
            self.env._("Approve, merge or refuse first what agencies have registered: %s"),
        )
        self._refuse_with(
            entries._hard_conflicts(),
            self.env._(
                "A leader has two entries at the same hour. Move one, or say why the conflict is "
                "accepted: %s"
            ),
        )

    def _refuse_with(self, entries, sentence):
        if entries:
            names = [cut(one.display_name) for one in entries[:SHOWN]]
            raise UserError(sentence % "; ".join(names))

    def _note_revision(self):
        """Count one revision of these published weeks; what one person changes within a minute is one."""
        settings = self.env["directive.settings"]
        since = fields.Datetime.now() - timedelta(seconds=settings._get_calendar("gather_seconds"))
        for week in self.filtered(lambda one: one.state == "published"):
            last = week._last_revision()
            goes_on = last.number and last.user_id == self.env.user and last.date > since
            number = last.number if goes_on else last.number + 1
            week.with_context(directive_workflow=WORKFLOW).write(
                {"revision": number, "date_updated": fields.Datetime.now()}
            )
            week._keep_snapshot(number)

    def _last_revision(self):
        """Return the latest row, without the snapshots of all earlier ones."""
        # The rows are the system's.
        rows = self.env["directive.week.revision"].sudo()
        names = ["number", "user_id", "date"]
        return rows.search_fetch([("week_id", "=", self.id)], names, limit=1)

    def _keep_snapshot(self, number):
        # Nobody reads or writes snapshots but the system.
        rows = self.env["directive.week.revision"].sudo().with_context(directive_workflow=WORKFLOW)
        rows.create(
            {
                "week_id": self.id,
                "number": number,
                "user_id": self.env.uid,
                "snapshot": self._entries(masked=False),
            }
        )

    def action_copy_last_week(self):
        """Copy the entries of the week before into this draft, each on the same day of the week.

        What was cancelled, postponed or urgent is left out, and so is what is here already.
        """
        self.ensure_one()
        self.check_access("write")
        self._check_is_draft()
        before = self.search(
            [("group_id", "=", self.group_id.id), ("date_from", "<", self.date_from)],
            order="date_from desc",
            limit=1,
        )
        if not before:
            raise UserError(self.env._("There is no earlier week of this calendar to copy."))
        here = {(one.day, one.name) for one in self.meeting_ids}
        shift = self.date_from - before.date_from
        wanted = before.meeting_ids.filtered(lambda one: one._is_copied())
        copied = [one for one in wanted if (one.day + shift, one.name) not in here]
        self.env["directive.meeting"].create([one._copied_into(self, shift) for one in copied])
        return True

    def _check_is_draft(self):
        if self.state != "draft":
            raise UserError(
                self.env._("%s is published: add an entry by “New entry”.", cut(self.display_name))
            )
