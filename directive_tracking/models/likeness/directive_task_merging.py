from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ...tools.workflow import DRAFT, WORKFLOW

# What a draft may say beyond the task it is merged with.
SAID = ("point", "name", "product", "remark", "group_title", "deadline_text")


class DirectiveTask(models.Model):
    """What becomes of a draft that says nearly what an open task says: linked, merged, kept apart."""

    _inherit = "directive.task"

    def action_link(self, other_id):
        """Link these tasks to the open task ``other_id``, as related ones.

        :raises UserError: if the user is not of the Office, or the pair is known already
        """
        other = self._check_pair(other_id)
        for task in self:
            task._remember("linked", other)
            note = task._related_in_words(other)
            # Nobody writes the trail; the role of the user was checked.
            other.sudo().with_context(directive_workflow=WORKFLOW)._log_transition("link", note)
        return True

    def action_keep_apart(self, other_id):
        """Say that these drafts are not the same as the open task: it is not asked again."""
        other = self._check_pair(other_id)
        for task in self:
            task._remember("different", other)
        return True

    def action_merge(self, other_id):
        """Merge these drafts into the open task ``other_id``; nothing they say is lost.

        Whatever only a draft says is added to the remarks of that task by a correction, so that
        its agencies are told; its files move there, and the draft is deleted.

        :raises UserError: if a task is not a draft, the other one has ended, or its agency differs
        """
        other = self._check_pair(other_id)
        for task in self:
            task._check_mergeable(other)
            content = task._said_beyond(other)
            task._remember("merged", other, content)
            remark = "\n".join(filter(None, (other.remark, content)))
            note = self.env._("Merged with %(order)s", order=task._named_with_order())
            other.action_correct(note, {"remark": remark, **task._helpers_beyond(other)})
            task._move_files(other)
        self.unlink()
        return True

    def _check_pair(self, other_id):
        """Return the other task, held; raise unless the user may decide about the pair."""
        other = self.browse(other_id).exists()
        (self | other).check_access("read")
        if not (self.env.su or self._is_office()):
            raise UserError(self.env._("Only an Office specialist can link or merge tasks."))
        if len(other) != 1 or other in self:
            raise UserError(self.env._("Choose another task."))
        (self | other).sudo()._hold()  # the Office was checked
        (self | other).mapped("coordinating_agency_ids")  # read at once what is compared
        known = self.env["directive.task.likeness"].sudo()
        if known.search_count([("task_id", "in", self.ids), ("other_id", "=", other.id)], limit=1):
            raise UserError(
                self.env._("It has already been decided how these two tasks are related.")
            )
        return other

    def _check_mergeable(self, other):
        if self.state != DRAFT:
            raise UserError(
                self.env._("“%(task)s” has been assigned: link it instead.", task=self.name)
            )
        if not other.is_open:
            raise UserError(
                self.env._("“%(task)s” has ended: nothing can be merged into it.", task=other.name)
            )
        if self.lead_agency_id and self.lead_agency_id != other.lead_agency_id:
            raise UserError(
                self.env._("The two tasks have different lead agencies: link them instead.")
            )

    def _remember(self, kind, other, content=False):
        Likeness = self.env["directive.task.likeness"].sudo()  # kept by the system; checked before
        Likeness.with_context(directive_workflow=WORKFLOW).create(
            {
                "task_id": self.id,
                "other_id": other.id,
                "kind": kind,
                "directive_id": self.directive_id.id,
                "content": content,
                "user_id": self.env.uid,
                "date": fields.Datetime.now(),
            }
        )

    def _related_in_words(self, other):
        """Name this task in the trail of ``other`` only if all its readers may know of it."""
        readers = other.sudo().visible_agency_ids  # compared, not shown
        if self.state == DRAFT or readers - self.sudo().visible_agency_ids:
            return False
        return self.env._("Related: %(task)s", task=self._named_with_order())

    def _named_with_order(self):
        order = self.directive_id.display_name
        return f"{order}, {self.point}: {self.name}" if self.point else f"{order}: {self.name}"

    def _said_beyond(self, other):
        """Return what this draft says and ``other`` does not, in words, with its order."""
        names = [name for name in SAID if self[name] and self[name] != other[name]]
        if self.date_deadline and self.date_deadline != other.date_deadline:
            names.append("date_deadline")
        labels = {name: self._fields[name]._description_string(self.env) for name in names}
        lines = [f"{labels[name]}: {self._value_in_words(name, self[name])}" for name in names]
        day = self.directive_id.date_issued
        head = self.env._(
            "Also ordered by %(order)s%(day)s",
            order=self.directive_id.display_name,
            day=f" ({format_date(self.env, day)})" if day else "",
        )
        return "\n".join([head, *lines])

    def _helpers_beyond(self, other):
        """Return the values that add the coordinating agencies only the draft names."""
        more = self.coordinating_agency_ids - other.coordinating_agency_ids - other.lead_agency_id
        everybody = other.coordinating_agency_ids | more
        return {"coordinating_agency_ids": [fields.Command.set(everybody.ids)]} if more else {}

    def _move_files(self, other):
        """Hang the files of this draft on ``other``, so that they are not deleted with it."""
        # Files of a record both of which the Office may change.
        files = (
            self.env["ir.attachment"]
            .sudo()
            .search([("res_model", "=", self._name), ("res_id", "=", self.id)])
        )
        for file in files:
            file.copy({"res_id": other.id})
