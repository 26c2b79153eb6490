from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...tools.agency.fate import DERIVED


class DirectiveVisibilityMixin(models.AbstractModel):
    """A record seen by the agencies in ``visible_agency_ids`` and by no other agency.

    These are the agencies in the fields listed in :attr:`_visible_by`, and all their parents. A
    model without such fields is visible to no agency, and one without record rules to no user
    (`ir.rule`).

    The record rules of agency users are the one term ``is_visible``. It is evaluated with the
    current memberships, so a rule cached by Odoo is never stale: when members join or leave, the
    change takes effect with their next click.
    """

    _name = "directive.visibility.mixin"
    _description = "Visible to Agencies"

    # The fields with the agencies that see a record, as do all agencies above them.
    _visible_by = ()
    # The roles that see every record, or only its name, whatever the agencies.
    _roles_seeing_all = ("office", "leader")

    visible_agency_ids = fields.Many2many(
        "directive.agency",
        string="Visible to",
        # Those that have ended still see their past, and leave when their work goes elsewhere.
        context={"active_test": False},
        compute="_compute_visible_agency_ids",
        store=True,
        copy=False,
        compute_sudo=True,
    )
    is_visible = fields.Boolean(
        compute="_compute_is_visible", search="_search_is_visible", compute_sudo=True
    )

    @api.depends(lambda self: self._visible_by)
    def _compute_visible_agency_ids(self):
        nobody = self.env["directive.agency"]
        seen_by = {}
        for record in self:
            agencies = nobody.union(*(record[name] for name in self._visible_by))
            seen_by[record] = agencies._ancestors()._ids
        self._set_visible(seen_by)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_says_not_who_sees(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_says_not_who_sees(vals)
        result = super().write(vals)
        if not vals.keys().isdisjoint(self._visible_by):
            self._drop_outsiders()
        return result

    @api.model
    def _check_says_not_who_sees(self, vals):
        """Raise where ``vals`` say themselves who sees a record; the system alone works it out."""
        if vals.get("visible_agency_ids") and not self.env.su:
            raise UserError(
                self.env._("Who sees it depends on its agencies: change those instead.")
            )

    @api.model
    def _kinds_seen_by_agency(self):
        """Return all models whose records agencies see one by one."""
        mixin = self.env.registry["directive.visibility.mixin"]
        kinds = [
            name
            for name, kind in self.env.registry.models.items()
            if issubclass(kind, mixin) and not kind._abstract
        ]
        return [self.env[name] for name in sorted(kinds)]

    @api.model
    def _recompute_visibility(self, agencies):
        """Recompute who sees the records of ``agencies``, after the tree has changed."""
        if not self._visible_by:
            return
        concerned = self.search(
            Domain.OR([(name, "in", agencies.ids)] for name in self._visible_by)
        )
        concerned.modified(self._visible_by)
        concerned.flush_recordset(["visible_agency_ids"])
        concerned._drop_outsiders()

    def _drop_outsiders(self):
        """Remove other reminders of these records from users who may no longer read them."""

    @api.depends("visible_agency_ids")
    @api.depends_context("uid")
    def _compute_is_visible(self):
        mine = set(self._agencies_seen_by(self.env.user).ids)
        for record in self:
            record.is_visible = not mine.isdisjoint(record._visible_to())

    @api.model
    def _agencies_seen_by(self, user):
        """Return the agencies whose records of this model ``user`` sees."""
        return user._directive_seen_agencies()

    def _visible_to(self):
        """Return the ids of the agencies that see this record, those that have ended too."""
        return self.visible_agency_ids.ids

    def _hide_names(self):
        """Blank the names of these records where the reader may not see them.

        A many2one shows the name of its target without an access check.
        """
        user = self.env.user
        sees_all = user._is_superuser() or any(
            user.has_group(f"directive_tracking.group_directive_{role}")
            for role in self._roles_seeing_all
        )
        if not sees_all:
            mine = [("id", "in", self.ids), ("is_visible", "=", True)]
            # One search: reading the visibility of each record would cost more than all its
            # names. It still applies to this user.
            hidden = self.filtered("id") - self.sudo().search(mine)
            hidden.display_name = self.env._("(not visible to you)")

    def _search_is_visible(self, operator, value):
        if operator != "in":
            return NotImplemented
        # Newly delegated tasks are not in the table yet.
        self.flush_model(["visible_agency_ids"])
        mine = Domain("visible_agency_ids", "in", self._agencies_seen_by(self.env.user).ids)
        if self.env.su:
            return mine
        # Other viewers of a record may be hidden from the reader, but not the reader's own
        # access.
        return Domain("id", "in", self.sudo()._search(mine))

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"visible_agency_ids": DERIVED}
