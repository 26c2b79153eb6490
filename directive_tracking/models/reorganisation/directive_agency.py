from datetime import date

from odoo import api, fields, models
from odoo.exceptions import RedirectWarning, UserError
from odoo.fields import Domain

from ...tools.agency.fate import DERIVED
from ...tools.workflow import DRAFT, OPEN_STATES
from ..notice.telling import is_web_client


class DirectiveAgency(models.Model):
    """An agency ends by a reorganisation: only without work can it be archived by hand."""

    _inherit = "directive.agency"

    name_ids = fields.One2many("directive.agency.name", "agency_id", string="Former names")

    def write(self, vals):
        if "active" in vals and not vals["active"]:
            for agency in self.filtered("active"):
                agency._check_has_no_work()
        return super().write(vals)

    def _work(self):
        """Return the current and future tasks of these agencies: drafts and open ones."""
        mine = Domain("lead_agency_id", "in", self.ids)
        mine |= Domain("coordinating_agency_ids", "in", self.ids)
        # Administrators archive agencies and need not see tasks.
        tasks = self.env["directive.task"].sudo()
        return tasks.search(mine & Domain("state", "in", (DRAFT, *OPEN_STATES)))

    def _check_has_no_work(self):
        """Raise if this agency has open tasks, and offer to merge it into another."""
        tasks = self._work()
        tasks._hold()  # a draft assigned at this moment would be left behind
        unfinished = tasks.filtered(lambda task: task.state != DRAFT)
        if not unfinished:
            return
        message = self.env._(
            "%(agency)s has %(count)s open tasks and cannot be archived: name the agency that takes "
            "over its work, or finish or revoke the tasks first.",
            agency=self.name,
            count=len(unfinished),
        )
        if not is_web_client():
            raise UserError(message)
        action = self.env.ref("directive_tracking.directive_reorganisation_action_new")
        raise RedirectWarning(
            message,
            action.id,
            self.env._("Merge it into another agency"),
            self._reorganisation_defaults(),
        )

    def action_open_reorganisation(self):
        """Open a new reorganisation of these agencies."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_reorganisation_action_new"
        )
        return dict(action, context=self._reorganisation_defaults())

    def _reorganisation_defaults(self):
        lines = [fields.Command.create({"agency_id": agency.id}) for agency in self]
        return {"default_kind": "merge", "default_line_ids": lines}

    # What refers to agencies

    @api.model
    def _relations_to(self, comodel):
        """Return the stored relations to ``comodel`` of all models that keep rows, by model and name.

        Forms of one user and views are left out: the former pass, the latter follow.
        """
        found = []
        for _model, model in sorted(self.env.registry.models.items()):
            if model._abstract or model._transient or not model._auto:
                continue
            found += [
                field
                for _name, field in sorted(model._fields.items())
                if field.type in ("many2one", "many2many")
                and field.store
                and field.comodel_name == comodel
            ]
        return found

    @api.model
    def _fields_that_refer(self):
        """Return ``[(model, field, Fate)]`` of all stored references to agencies."""
        rows = []
        for field in self._relations_to("directive.agency"):
            fates = self.env[field.model_name]._reorganisation_fields()
            rows.append((field.model_name, field.name, fates.get(field.name, DERIVED)))
        return rows

    @api.model
    def _reorganised(self, name, values, planned):
        """Keep the tree a tree: a lower agency never goes below itself."""
        values = super()._reorganised(name, values, planned)
        if name != "parent_id":
            return values
        ended = {
            key for key, active in planned.get((self._name, "active"), {}).items() if not active
        }
        return {
            key: self.browse(key)._parent_after(new, ended)
            for key, new in values.items()
            if key not in ended  # it stays where it ended
        }

    def _parent_after(self, parent_id, ended):
        """Return the higher agency that can be this one's, ``parent_id`` or one above the old."""
        below = parent_id > 0 and self in self.browse(parent_id)._ancestors()
        if not below:
            return parent_id
        above = self.parent_id.parent_id
        while above and (above.id in ended or self in above._ancestors()):
            above = above.parent_id
        return above.id

    def _in_evidence(self):
        """Return those of these agencies that the trail or the ledger names."""
        named = self.browse()
        for field in self._relations_to(self._name):
            Model = self.env[field.model_name]
            fate = Model._reorganisation_fields().get(field.name, DERIVED)
            if not fate.moves and field.type == "many2one" and field.ondelete == "restrict":
                rows = Model._read_group([(field.name, "in", self.ids)], [field.name])
                named |= self.browse(agency.id for (agency,) in rows)
        return named

    def _successor_in_force(self):
        """Return the agency that has taken over from this one, itself if it goes on."""
        self.ensure_one()
        agency, passed = self, self.browse()
        while agency and not agency.active and agency not in passed:
            passed |= agency
            agency = agency._main_successor()
        return agency or self

    def _main_successor(self):
        """Return the first successor that the last reorganisation of this agency named."""
        # Anybody who opens a task again may know which agency followed.
        heirs = self.sudo().with_context(active_test=False).successor_ids
        Line = self.env["directive.reorganisation.line"].sudo()
        done = [("agency_id", "=", self.id), ("reorganisation_id.state", "=", "done")]
        lines = Line.search(done).sorted(
            lambda line: (-line.reorganisation_id.id, line.sequence, line.id)
        )
        main = (lines.successor_id & heirs)[:1] or heirs.sorted("id")[:1]
        return main.sudo(self.env.su)  # with the caller's own rights again

    # Names of the past

    def _name_on(self, moment):
        """Return the name this agency had at ``moment`` (UTC), in the province's time zone."""
        day = self.env["directive.settings"]._to_local(moment).date() if moment else date.max
        # Names of the past are no secret: old papers bear them.
        former = self.sudo().name_ids.filtered(lambda one: one.date_to >= day)
        return former.sorted("date_to")[:1].name or super()._name_on(moment)

    @api.depends("successor_ids.name", "successor_ids.active", "active")
    @api.depends_context("directive_ended")
    def _compute_display_name(self):
        """Mark agencies that have ended where a search offers them too."""
        super()._compute_display_name()
        if not self.env.context.get("directive_ended"):
            return
        for agency in self.filtered(lambda one: not one.active):
            # Everybody may know which agency followed.
            heirs = ", ".join(agency.sudo()._final_successors().mapped("name"))
            agency.display_name = (
                self.env._(
                    "%(agency)s (ended, now %(heirs)s)", agency=agency.display_name, heirs=heirs
                )
                if heirs
                else self.env._("%(agency)s (ended)", agency=agency.display_name)
            )

    @api.model
    @api.readonly
    def name_search(self, name="", domain=None, operator="ilike", limit=100):
        """Offer agencies that have ended after the others, where past work is searched for."""
        found = super().name_search(name, domain, operator, limit)
        if not self.env.context.get("directive_ended") or limit and len(found) >= limit:
            return found
        ended = Domain(domain or []) & Domain("active", "=", False)
        rest = limit and limit - len(found)
        return found + super().name_search(name, list(ended), operator, rest)
