from collections import defaultdict

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...tools.recipient import once
from ...tools.reorganisation.plan import mapped
from ...tools.workflow import DRAFT as TASK_DRAFT
from ...tools.workflow import WORKFLOW
from ..notice.telling import says_what_it_sent
from .directive_reorganisation import DONE
from .directive_reorganisation_plan import AGENCY, TASK

EVENT = "agency_reorganised"


class DirectiveReorganisation(models.Model):
    """Previewing and doing."""

    _inherit = "directive.reorganisation"

    def action_preview(self):
        """Work out everything that will change, and show it; nothing changes yet."""
        self.ensure_one()
        self._check_administrator()
        system = self._as_system()
        system._hold_and_touch()
        system._check_is_draft()
        system._propose()
        system._show(system._plan())
        return True

    def _show(self, plan):
        """Keep ``plan`` as the preview of this draft."""
        rows = [(model, None, None, None, values) for model, values in plan.creations]
        rows += [(AGENCY, None, None, None, values) for values in plan.agencies.values()]
        self.move_ids._write_plan(self, rows + self._rows_of_changes(plan))
        self.write(
            {
                "preview": self._preview_words(plan),
                "problems": "\n".join(plan.problems),
                "warnings": "\n".join(plan.warnings),
            }
        )

    def _rows_of_changes(self, plan):
        return [
            (model, key, name, self._plain(old), self._plain(new))
            for (model, name), values in plan.changes.items()
            for key, (old, new) in values.items()
        ]

    def _plain(self, value):
        return fields.Date.to_string(value) if hasattr(value, "isoformat") else value

    @says_what_it_sent
    def action_do(self):
        """Reorganise the agencies now: everything in one step, or nothing."""
        self.ensure_one()
        self._check_administrator()
        self._as_system()._take_effect()
        return True

    def _take_effect(self):
        self._hold_and_touch()
        self._check_is_draft()
        self._check_day()
        # Assigning a task shares a lock on its agencies: it waits here, and then sees the end.
        (self.line_ids.agency_id | self.line_ids.successor_id)._hold_and_touch()
        self._propose()
        plan = self._plan()
        if plan.problems:
            raise UserError("\n".join(plan.problems))
        self.env[TASK].browse(plan.ids(TASK))._hold()
        self._carry_out(plan)

    def _check_day(self):
        if self.date_effective > self.env["directive.settings"]._today():
            raise UserError(
                self.env._(
                    "%(name)s takes effect on %(day)s: tick “Take effect by itself”, or wait until "
                    "that day.",
                    name=self.name,
                    day=fields.Date.to_string(self.date_effective),
                )
            )

    def _carry_out(self, plan):
        """Do what ``plan`` says, write it down, and tell the agencies."""
        leads = self._moved_leads(plan)
        numbers, created = self._create_rows(plan)
        changes = {
            place: {key: (old, mapped(new, numbers)) for key, (old, new) in values.items()}
            for place, values in plan.changes.items()
        }
        self._write_changes({place: self._side(rows, 1) for place, rows in changes.items()})
        plan.changes = changes
        self.move_ids._write_plan(self, created + self._rows_of_changes(plan))
        self._log_moved(leads, numbers)
        self.write(
            {
                "state": DONE,
                "date_done": fields.Datetime.now(),
                "done_by_id": self.env.uid,
                "concerned_agency_ids": [fields.Command.set(self._concerned(numbers).ids)],
                "preview": self._preview_words(plan),
                "problems": False,
                "warnings": "\n".join(plan.warnings),
                "refusal": False,
                "marks": self._last_rows(),
            }
        )
        self._tell_all()

    def _side(self, rows, side):
        return {key: pair[side] for key, pair in rows.items()}

    def _concerned(self, numbers):
        targets = self.line_ids._targets().values()
        heirs = [numbers.get(key, key) for key in targets]
        return self.line_ids.agency_id | self.env[AGENCY].browse(heirs)

    def _create_rows(self, plan):
        """Create the planned rows; return ``({negative number: id}, rows of the journal)``."""
        Agency = self.env[AGENCY].with_context(mail_create_nolog=WORKFLOW)
        keys = list(plan.agencies)
        wanted = [dict(plan.agencies[key], parent_id=False) for key in keys]
        agencies = Agency.create(wanted) if wanted else Agency
        numbers = dict(zip(keys, agencies.ids, strict=True))
        for key, agency in zip(keys, agencies, strict=True):
            if plan.agencies[key]["parent_id"]:
                agency.parent_id = mapped(plan.agencies[key]["parent_id"], numbers)
        created = [(AGENCY, agency.id, None, None, None) for agency in agencies]
        by_model = defaultdict(list)
        for model, values in plan.creations:
            by_model[model].append(dict(values, agency_id=mapped(values["agency_id"], numbers)))
        for model, vals_list in by_model.items():
            rows = self.env[model].create(vals_list)
            created += [(model, row.id, None, None, None) for row in rows]
        return numbers, created

    # Writing: set by set, because a province changes ten thousand rows at once

    def _write_changes(self, changes):
        """Write ``{(model, field): {id: value}}``, and work out again what depends on it."""
        self.env.flush_all()
        changes = {place: values for place, values in changes.items() if values}
        for (model, name), values in changes.items():
            field = self.env[model]._fields[name]
            if field.type == "many2many":
                self._write_links(field, values)
            else:
                self._write_column(field, values)
        self.env.invalidate_all()
        self.env["directive.remembered.mixin"]._forget_remembered()
        for (model, name), values in changes.items():
            self._follow(self.env[model].with_context(active_test=False).browse(values), name)
        self.env.flush_all()
        self.env.invalidate_all()

    def _write_column(self, field, values):
        table = SQL.identifier(self.env[field.model_name]._table)
        column, kind = SQL.identifier(field.name), SQL(field.column_type[1])
        if field.name == "code":  # two agencies may exchange theirs
            self.env.cr.execute(
                SQL("UPDATE %s SET %s = NULL WHERE id = ANY(%s)", table, column, list(values))
            )
        self.env.cr.execute(
            SQL(
                "UPDATE %s AS row SET %s = given.value::%s"
                "  FROM unnest(%s::int[], %s::text[]) AS given(id, value)"
                " WHERE row.id = given.id",
                table,
                column,
                kind,
                list(values),
                [None if value in (None, "") else str(value) for value in values.values()],
            )
        )

    def _write_links(self, field, values):
        """Write whole lists of a many2many."""
        table = SQL.identifier(field.relation)
        one, other = SQL.identifier(field.column1), SQL.identifier(field.column2)
        pairs = [(key, value) for key, new in values.items() for value in new]
        ids, linked = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        given = SQL("SELECT * FROM unnest(%s::int[], %s::int[])", ids, linked)
        self.env.cr.execute(
            SQL(
                "DELETE FROM %s WHERE %s = ANY(%s) AND (%s, %s) NOT IN (%s)",
                table,
                one,
                list(values),
                one,
                other,
                given,
            )
        )
        self.env.cr.execute(
            SQL("INSERT INTO %s (%s, %s) %s ON CONFLICT DO NOTHING", table, one, other, given)
        )

    def _follow(self, records, name):
        """Work out again what is derived from the field ``name`` of ``records``.

        A value that people may also enter stays: the lead changes, nothing else. One that is
        written through to what it comes from, by an inverse, follows that.
        """
        if records._name == AGENCY and name == "parent_id":
            records._parent_store_compute()
            self.env.invalidate_all()
            records._spread_visibility()
        records.modified([name])
        for field in list(self.env.transaction.tocompute):
            if not field.readonly and not field.inverse:
                ids = self.env.transaction.tocompute[field]
                self.env.remove_to_compute(field, self.env[field.model_name].browse(list(ids)))

    # The trail

    def _moved_leads(self, plan):
        """Return ``{task: (old lead, new number)}`` of the assigned tasks that get a new lead."""
        values = plan.changes.get((TASK, "lead_agency_id"), {})
        tasks = self.env[TASK].browse(values)
        return {task: values[task.id] for task in tasks if task.state != TASK_DRAFT}

    def _log_moved(self, leads, numbers, note=None):
        """Write one line of the trail for each task; its state and its receipt stay."""
        Agency = self.env[AGENCY].with_context(active_test=False)
        moment = fields.Datetime.now()
        vals_list = []
        for task, (old, new) in leads.items():
            names = [Agency.browse(mapped(one, numbers)).name for one in (old, new)]
            vals_list.append(
                {
                    **task._prepare_trail_vals(),
                    "user_id": self.env.uid,
                    "date": moment,
                    "verb": "reorganise",
                    "note": note or self.name,
                    "changes": " → ".join(names),
                }
            )
        self.env["directive.transition"].create(vals_list)

    # Telling

    def _tell_all(self):
        """Tell the agencies concerned and the Office, each person once."""
        rows = self._rows_to_tell(self.concerned_agency_ids)
        self._tell(EVENT, {self.id: once(rows + self._office_rows())}, note=self.note)

    def _rows_to_tell(self, agencies):
        """Return the heads and responders of those of ``agencies`` that go on and have people."""
        agencies = agencies.filtered(
            lambda one: one.active and (one.member_count or one.partner_id)
        )
        return agencies._notice_recipients(("head", "responder"))
