from odoo import api, fields, models
from odoo.fields import Command

from ...models.task.directive_task_deadline import DATED_KINDS, DEADLINE_KINDS


class DirectiveImportLine(models.TransientModel):
    """One row of the appendix as understood; it can be corrected before it becomes a task."""

    _name = "directive.import.line"
    _description = "Imported Appendix Row"
    _inherit = ["directive.term.mixin", "directive.deadline.mixin"]
    _document_day = "import_id.date_issued"
    _transient_max_hours = 72
    _order = "sequence, id"

    import_id = fields.Many2one("directive.import", required=True, index=True, ondelete="cascade")
    leads_mode = fields.Selection(related="import_id.leads_mode")
    sequence = fields.Integer(default=1000000)  # rows typed by hand come last
    source_row = fields.Char(string="In the file", readonly=True)
    is_included = fields.Boolean(string="Create", default=True)

    # What
    point = fields.Char()
    group_title = fields.Char(string="Heading")
    group_parent = fields.Char(string="Part", help="The heading above the heading.")
    subgroup = fields.Char(string="Under", help="The numbered row this one details.")
    name = fields.Char(string="Content", required=True)
    product = fields.Char(string="Expected product")
    remark = fields.Text(string="Remarks", help="Other content of the file; kept with the task.")

    # Who
    lead_agency_ids = fields.Many2many(
        "directive.agency",
        "directive_import_line_lead_rel",
        "line_id",
        "agency_id",
        string="Lead agencies",
    )
    main_lead_id = fields.Many2one(
        "directive.agency",
        string="First lead",
        domain="[('id', 'in', lead_agency_ids)]",
        help="The lead agency if the others in the row only coordinate.",
    )
    is_group_lead = fields.Boolean(
        string="One task each",
        help="Assigned to a whole group: one task for each of its agencies.",
    )
    coordinating_agency_ids = fields.Many2many(
        "directive.agency",
        "directive_import_line_coordinating_rel",
        "line_id",
        "agency_id",
        string="Coordinating agencies",
    )
    unmatched_leads = fields.Text(
        string="Leads not recognised",
        help="One name per line; clear the field when it is resolved.",
    )
    unmatched_coordinators = fields.Text(
        string="Coordinators not recognised",
        help="One name per line; clear the field when it is resolved.",
    )
    unmatched_text = fields.Char(string="Not recognised", compute="_compute_unmatched_text")

    # Until when
    deadline_kind = fields.Selection(
        DEADLINE_KINDS,
        required=True,
        compute="_compute_deadline_kind",
        store=True,
        readonly=False,
        precompute=True,
    )
    date_deadline = fields.Date(string="Deadline")
    deadline_text = fields.Char(string="Deadline as worded")
    deadline_days = fields.Integer(string="Working days")

    # How sure
    problems = fields.Json(help="Doubtful findings of the import: code, field, value, hint.")
    warning = fields.Text(compute="_compute_warning", store=True)
    has_warning = fields.Boolean(compute="_compute_warning", store=True)
    is_checked = fields.Boolean(string="Checked", help="Checked and found correct.")
    alike_task_ids = fields.Many2many(
        "directive.task",
        "directive_import_line_alike_rel",
        string="Similar open tasks",
        compute="_compute_alike",
        store=True,
        compute_sudo=False,
    )
    alike_count = fields.Integer(
        string="Similar", compute="_compute_alike", store=True, compute_sudo=False
    )
    is_leadless = fields.Boolean(compute="_compute_needs_check", store=True)
    needs_check = fields.Boolean(compute="_compute_needs_check", store=True)

    @api.depends("unmatched_leads", "unmatched_coordinators")
    def _compute_unmatched_text(self):
        for line in self:
            names = names_of(line.unmatched_leads) + names_of(line.unmatched_coordinators)
            line.unmatched_text = "; ".join(dict.fromkeys(names))

    @api.depends("date_deadline")
    def _compute_deadline_kind(self):
        """A typed day means a deadline on that day."""
        for line in self:
            if line.date_deadline and line.deadline_kind not in DATED_KINDS:
                line.deadline_kind = "date"
            line.deadline_kind = line.deadline_kind or "none"

    @api.depends("has_warning", "is_checked", "is_included", "lead_agency_ids")
    def _compute_needs_check(self):
        """A row without a lead agency must be completed or left out."""
        for line in self:
            line.is_leadless = line.is_included and not line.lead_agency_ids
            doubtful = line.is_included and line.has_warning and not line.is_checked
            line.needs_check = line.is_leadless or doubtful

    @api.depends("name", "lead_agency_ids")
    def _compute_alike(self):
        """Find the open tasks that say nearly the same, for all rows of a file in one statement."""
        asked = [(number, line.name, line.lead_agency_ids.ids) for number, line in enumerate(self)]
        found = self.env["directive.task"]._find_alike(asked)
        for number, line in enumerate(self):
            line.alike_task_ids, line.alike_count = found[number], len(found[number])

    def _settle(self, name, agency):
        """Match ``name`` to ``agency`` in these rows."""
        for line in self:
            for unmatched, agencies in (
                ("unmatched_leads", "lead_agency_ids"),
                ("unmatched_coordinators", "coordinating_agency_ids"),
            ):
                names = names_of(line[unmatched])
                if name in names:
                    line.write(
                        {
                            unmatched: "\n".join(other for other in names if other != name),
                            agencies: [Command.link(agency.id)],
                        }
                    )

    # Resulting tasks

    def _is_deadline_complete(self):
        if self.deadline_kind in DATED_KINDS:
            return bool(self.date_deadline)
        return self.deadline_kind != "working_days" or self.deadline_days > 0

    def _split(self, mode):
        """Return ``[(lead, coordinators)]`` of the resulting tasks.

        A whole group never leads jointly, whatever the mode: a task has one lead.
        """
        leads, helpers = self.lead_agency_ids, self.coordinating_agency_ids
        if mode == "first_leads" and leads and not self.is_group_lead:
            first = self.main_lead_id if self.main_lead_id in leads else leads[0]
            return [(first, (leads | helpers) - first)]
        return [(lead, helpers - lead) for lead in leads]

    def _prepare_tasks(self, directive, mode):
        """Return the values of the resulting tasks."""
        common = {
            "directive_id": directive.id,
            "point": self.point,
            "name": self.name,
            "group_title": " › ".join(
                filter(None, (self.group_parent, self.group_title, self.subgroup))
            ),
            "product": self.product,
            "remark": self._full_remark(),
            **self._prepare_deadline(),
        }
        return [
            {
                **common,
                "lead_agency_id": lead.id,
                "coordinating_agency_ids": [Command.set(helpers.ids)],
            }
            for lead, helpers in self._split(mode)
        ]

    def _prepare_deadline(self):
        kind = self.deadline_kind
        return {
            "deadline_kind": kind,
            "deadline_text": self.deadline_text,
            "date_deadline": self.date_deadline if kind in DATED_KINDS else False,
            "deadline_days": self.deadline_days if kind in ("working_days", "event") else 0,
            **self._prepare_term_of(kind),
        }

    def _prepare_term_of(self, kind):
        """Return the details that belong to this kind of deadline."""
        prefixes = {
            "period": ("period_", "deadline_note"),
            "periodic": ("frequency",),
            "event": ("event_",),
            "none": ("review_",),
        }.get(kind, ())
        vals = {name: v for name, v in self._prepare_term().items() if name.startswith(prefixes)}
        if kind == "event" and not vals["event_text"]:
            vals["event_text"] = self.deadline_text
        return vals

    def _full_remark(self):
        """Return the remarks, and the names without a matching agency: no word is lost."""
        leads, helpers = names_of(self.unmatched_leads), names_of(self.unmatched_coordinators)
        return "\n".join(
            filter(
                None,
                (
                    self.remark,
                    leads and self.env._("Also named as lead: %(names)s", names="; ".join(leads)),
                    helpers
                    and self.env._(
                        "Also named as coordinating: %(names)s", names="; ".join(helpers)
                    ),
                ),
            )
        )

    def _row_names(self, limit):
        """Return the places of the first ``limit`` rows as shown in the file."""
        names = [
            f"{line.point or line.name[:30]} ({line.source_row})"
            if line.source_row
            else line.point or line.name[:30]
            for line in self[:limit]
        ]
        return "; ".join(names) + (" …" if len(self) > limit else "")


def names_of(text):
    """Return the names in ``text``, one per line."""
    return [name.strip() for name in (text or "").splitlines() if name.strip()]
