from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...tools.recipient import once
from ...tools.workflow import DRAFT as TASK_DRAFT
from ..notice.telling import says_what_it_sent
from .directive_reorganisation import DONE, UNDONE
from .directive_reorganisation_plan import AGENCY, TASK

# What is told or written down is no step of a person on the work.
NO_STEPS = ("directive.notice", "directive.reorganisation")


class DirectiveReorganisation(models.Model):
    """The way back, until the first new step on anything that was moved."""

    _inherit = "directive.reorganisation"

    @says_what_it_sent
    def action_undo(self):
        """Restore what this reorganisation changed, exactly.

        :raises UserError: naming the first step taken since, if there is one
        """
        self.ensure_one()
        self._check_administrator()
        self._as_system()._restore()
        return True

    def _restore(self):
        self._hold_and_touch()
        if self.state != DONE:
            raise UserError(self.env._("%(name)s is not in force.", name=self.name))
        self.concerned_agency_ids._hold_and_touch()
        changes = self._changes_made()
        self.env[TASK].browse(
            {key for place in changes if place[0] == TASK for key in changes[place]}
        )._hold()
        step = self._first_step(changes)
        if step:
            raise UserError(
                self.env._(
                    "%(name)s cannot be undone any more: %(step)s", name=self.name, step=step
                )
            )
        self._go_back(changes)

    def _changes_made(self):
        """Return ``{(model, field): {id: (old, new)}}`` as written down."""
        changes = {}
        for move in self.move_ids.filtered("field_name"):
            place = changes.setdefault((move.res_model, move.field_name), {})
            field = self.env[move.res_model]._fields[move.field_name]
            values = (move.old_value, move.new_value)
            place[move.res_id] = tuple(self._read_back(field, value) for value in values)
        return changes

    def _read_back(self, field, value):
        """Return a value as it was planned: a JSON field forgets what kind of nothing it held."""
        if field.type == "many2many":
            return value or []
        return bool(value) if field.type == "boolean" else value or None

    def _created_ids(self):
        created = {}
        for move in self.move_ids.filtered(lambda move: not move.field_name):
            created.setdefault(move.res_model, []).append(move.res_id)
        return created

    def _go_back(self, changes):
        led = changes.get((TASK, "lead_agency_id"), {})
        tasks = self.env[TASK].browse(led)  # together, so that they are read at once
        leads = {task: led[task.id][::-1] for task in tasks if task.state != TASK_DRAFT}
        self._write_changes({place: self._side(rows, 0) for place, rows in changes.items()})
        self._log_moved(leads, {}, self.env._("%(name)s has been undone.", name=self.name))
        told = self.concerned_agency_ids
        self._remove_created()
        self.write(
            {
                "state": UNDONE,
                "date_undone": fields.Datetime.now(),
                "undone_by_id": self.env.uid,
            }
        )
        self._tell_undone(told)

    def _remove_created(self):
        """Delete the rows created; an agency that the trail names stays, archived and nameless."""
        created = self._created_ids()
        agencies = self.env[AGENCY].browse(created.pop(AGENCY, ())).exists()
        for model, ids in created.items():
            self.env[model].browse(ids).exists().unlink()
        named = agencies._in_evidence()
        self._write_changes(
            {
                (AGENCY, "active"): dict.fromkeys(named.ids, False),
                (AGENCY, "code"): dict.fromkeys(named.ids),
            }
        )
        self.write(
            {"concerned_agency_ids": [fields.Command.unlink(one) for one in (agencies - named).ids]}
        )
        (agencies - named).unlink()

    def _tell_undone(self, agencies):
        rows = self._rows_to_tell(agencies.exists())
        self._tell("agency_reorganisation_undone", {self.id: once(rows + self._office_rows())})

    # The first new step

    def _last_rows(self):
        """Return ``{model: id of its newest row}`` of all that hangs on tasks."""
        return {
            model: self.env[model].search([], order="id desc", limit=1).id
            for model, _name in self._steps_on(TASK)
        }

    def _steps_on(self, comodel):
        """Return ``[(model, field)]`` of the rows that people add to records of ``comodel``."""
        return [
            (field.model_name, field.name)
            for field in self.env[AGENCY]._relations_to(comodel)
            if field.type == "many2one" and not field.model_name.startswith(NO_STEPS)
        ]

    def _first_step(self, changes):
        """Return the sentence about the first step since, or None."""
        return (
            self._step_on_values(changes) or self._step_on_tasks(changes) or self._step_on_created()
        )

    def _step_on_values(self, changes):
        for (model, name), rows in changes.items():
            records = self.env[model].with_context(active_test=False).browse(rows).exists()
            field = records._fields[name]
            for record in records:
                value = record[name]
                value = (
                    sorted(value.ids) if field.type == "many2many" else self._stored(field, value)
                )
                if value != rows[record.id][1]:
                    return self._changed_since(record, field)
            if len(records) < len(rows):
                return self.env._("a record that it moved has been deleted since.")
        return None

    def _stored(self, field, value):
        if field.type == "many2one":
            return value.id or None
        return self._plain(value) if field.type == "boolean" else self._plain(value) or None

    def _changed_since(self, record, field):
        return self.env._(
            "%(field)s of “%(record)s” has been changed since.",
            field=field._description_string(self.env),
            record=record.display_name,
        )

    def _step_on_tasks(self, changes):
        moved = {key for (model, _name), rows in changes.items() if model == TASK for key in rows}
        for model, name in self._steps_on(TASK):
            last = (self.marks or {}).get(model) or 0
            since = Domain("id", ">", last) & Domain(name, "in", list(moved))
            row = self.env[model].search(since, order="id", limit=1)
            if row:
                return self.env._(
                    "“%(task)s” has had a new step since (%(kind)s: %(step)s).",
                    task=row[name].display_name,
                    kind=self.env["ir.model"]._get(model).name,
                    step=row._step_in_words(),
                )
        return None

    def _step_on_created(self):
        """Tell what refers to a new agency, beside what the reorganisation itself put there."""
        created = self._created_ids()
        ids = created.get(AGENCY, [])
        own = {(move.res_model, move.res_id) for move in self.move_ids}
        own |= {(line._name, line.id) for line in self.line_ids} | {(self._name, self.id)}
        for model, name, fate in self.env[AGENCY]._fields_that_refer():
            if fate.moves or model in created:
                rows = self.env[model].with_context(active_test=False).search([(name, "in", ids)])
                foreign = [row for row in rows if (model, row.id) not in own]
                if foreign:
                    return self.env._(
                        "“%(record)s” has been given to a new agency since.",
                        record=foreign[0].display_name,
                    )
        return None
