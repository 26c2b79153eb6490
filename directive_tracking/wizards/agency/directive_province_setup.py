from odoo import api, fields, models

from ...tools.agency.provinces import LEVELS, agencies, match, provinces
from ...tools.text import fold
from ...tools.workflow import WORKFLOW

# Lists begin with the Office and the departments, the many communes follow.
SEQUENCES = {"office": 10, "department": 20, "other": 50, "commune": 100}

# Names that Odoo gives to an unnamed company.
UNNAMED = ("my company", "yourcompany", "cong ty cua toi")
UNNAMED_WEEKS = ("Standard 40 hours/week", "Standard 40 Hours/Week")
APP_NAME = "Theo dõi chỉ đạo"  # under the icon of a telephone


class DirectiveProvinceSetup(models.TransientModel):
    """Create the agencies of a province from the shipped catalogue.

    Safe to run again: existing agencies, archived or renamed ones included, are left unchanged,
    except that a commune without an official code gets its legal one.
    """

    _name = "directive.province.setup"
    _description = "Province Setup"

    province_code = fields.Selection(
        lambda self: self._selection_province(), string="Province", required=True
    )
    authority_name = fields.Char(
        string="Name of the authority",
        compute="_compute_authority",
        store=True,
        readonly=False,
        help="Shown on the login page and on printouts.",
    )
    place = fields.Char(
        compute="_compute_authority",
        store=True,
        readonly=False,
        help="Place named in the dates of documents: “Lào Cai, 28/11/2026”.",
    )
    logo = fields.Image(max_width=512, max_height=512, help="Shown on the login page.")
    state = fields.Selection([("choose", "Choose"), ("done", "Done")], default="choose")
    summary = fields.Char(compute="_compute_summary")
    created_count = fields.Integer(readonly=True)
    found_count = fields.Integer(string="Existing", readonly=True)
    created_names = fields.Text(string="Created", readonly=True)

    @api.model
    def _selection_province(self):
        rows = sorted(provinces().values(), key=lambda province: fold(province.name))
        return [(row.code, f"{row.name} ({LEVELS[row.kind]}, {row.code})") for row in rows]

    @api.depends("province_code")
    def _compute_summary(self):
        for wizard in self:
            missing, found = wizard._missing()
            communes = sum(entry.kind == "commune" for entry in missing)
            wizard.summary = (missing or found) and self.env._(
                "%(communes)s commune-level units and %(others)s provincial agencies; "
                "%(found)s already exist",
                communes=communes,
                others=len(missing) - communes,
                found=found,
            )

    @api.depends("province_code")
    def _compute_authority(self):
        company = self.env.company
        for wizard in self:
            province = provinces().get(wizard.province_code)
            wizard.place = province and province.name
            named = fold(company.name) not in UNNAMED
            authority = province and f"Ủy ban nhân dân {province.level} {province.name}"
            wizard.authority_name = company.name if named else authority

    def _missing(self):
        """Return the catalogue entries to create, and the number of existing ones."""
        if self.province_code not in provinces():
            return [], 0
        entries = agencies(self.province_code)
        pairs = match(entries, self._known_agencies())
        return [entry for index, entry in enumerate(entries) if index not in pairs], len(pairs)

    def action_apply(self):
        """Create the missing agencies of the province and report them."""
        self.ensure_one()
        entries = agencies(self.province_code)
        pairs = match(entries, self._known_agencies())
        self._complete_codes(entries, pairs)
        missing = [entry for index, entry in enumerate(entries) if index not in pairs]
        created = self._create_agencies(missing)
        self._adapt_catalogues()
        self._name_authority()
        self.write(
            {
                "state": "done",
                "created_count": len(created),
                "found_count": len(pairs),
                "created_names": "\n".join(created.mapped("name")),
            }
        )
        return self._reopen()

    def action_open_agencies(self):
        """Show the agencies of the province."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Agencies"),
            "res_model": "directive.agency",
            "views": [[False, "list"], [False, "form"]],
        }

    def _known_agencies(self):
        """Return (id, code, names) of every agency, archived ones too."""
        known = self.env["directive.agency"].search([("active", "in", (True, False))])
        return [(one.id, one.code, list(filter(None, one._spellings()))) for one in known]

    def _complete_codes(self, entries, pairs):
        for index, agency_id in pairs.items():
            agency = self.env["directive.agency"].browse(agency_id)
            if entries[index].code and not agency.code:
                agency.code = entries[index].code

    def _create_agencies(self, entries):
        # A log line for each of 130 new records would be useless.
        Agency = self.env["directive.agency"].with_context(mail_create_nolog=WORKFLOW)
        return Agency.create([self._prepare_agency(entry) for entry in entries])

    def _prepare_agency(self, entry):
        return {
            "code": entry.code or False,
            "name": entry.name,
            "short_name": entry.short_name,
            "kind": entry.kind,
            "commune_kind": entry.commune_kind or False,
            "sequence": SEQUENCES[entry.kind],
            "alias_ids": [fields.Command.create({"name": alias}) for alias in entry.aliases],
        }

    def _adapt_catalogues(self):
        """Use the province's own words in shipped data; rooms with catalogues extend it."""

    def _name_authority(self):
        """Show the province on the login page, on printouts and on the telephone icon."""
        vals = {"name": self.authority_name, "city": self.place, "logo": self.logo}
        vals = {field: value for field, value in vals.items() if value}
        # The company belongs to the system's administrator; its name is part of this set-up,
        # which the application's own administrator runs.
        company = self.env.company.sudo()
        changed = {field: value for field, value in vals.items() if company[field] != value}
        if changed:
            company.write(changed)
        week = company.resource_calendar_id
        if week.name in UNNAMED_WEEKS:
            week.name = self.env._("Working week")
        # The administrator of a province may not write system parameters; this one is only a name.
        self.env["ir.config_parameter"].sudo().set_param("web.web_app_name", APP_NAME)
        # Seconds are not shown in times; languages belong to the system, hence `sudo()`.
        languages = self.env["res.lang"].sudo().search([("time_format", "=", "%H:%M:%S")])
        languages.time_format = "%H:%M"

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Set up a province"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [[False, "form"]],
            "target": "new",
        }
