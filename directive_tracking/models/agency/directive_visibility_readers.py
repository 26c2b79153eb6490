from ast import literal_eval

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import reset_cached_properties

BY_AGENCY = Domain("is_visible", "=", True)
ALL, AGENCIES, UNUSUAL = "all", "agencies", "unusual"
TRUSTED = ("odoo.addons.directive_tracking.", "odoo.addons.base.")


class DirectiveVisibilityMixin(models.AbstractModel):
    """Read access of many users, from their own record rules and roles in a few queries.

    Users in the same groups have the same rules, so one of them is evaluated. If a province has
    added other rules or access checks, every user is evaluated separately.
    """

    _inherit = "directive.visibility.mixin"

    def _readable(self, wanted):
        """Return which of the ``wanted`` records each user may read now.

        The result equals `_filtered_access` of each user, without one query per user.

        :param wanted: ``{user: ids of some of these records}``
        :return: ``{user: ids of those they may read}``
        """
        # The system decides here what users may see; they cannot read members themselves.
        users = self.env["res.users"].sudo().union(*wanted)
        users.directive_member_ids.mapped("date_from")  # every reader's posts at once
        visible_to = self._visible_to_by_id()
        readable = {}
        by_groups = users.grouped(lambda user: (user._is_superuser(), *user._get_group_ids()))
        for alike in by_groups.values():
            sight = self.with_user(alike[0])._sight()
            for user in alike:
                readable[user] = self._seen_with(sight, user, wanted[user], visible_to)
        self._release_readers()
        return readable

    def _visible_to_by_id(self):
        """Return ``{record id: ids of the agencies that see it}``, as record rules count them."""
        # The system evaluates the rules too, and a dissolved agency still has read access.
        records = self.sudo().with_context(active_test=False)
        return {record.id: record._visible_to() for record in records}

    @api.model
    def _seen_with(self, sight, user, ids, visible_to):
        """Return those of ``ids`` which ``user`` may read, whose rules amount to ``sight``."""
        if sight == AGENCIES:
            mine = set(self._agencies_seen_by(user)._ids)
            return {one for one in ids if not mine.isdisjoint(visible_to[one])}
        if sight == UNUSUAL:
            return set(self.with_user(user).browse(ids)._filtered_access("read")._ids)
        return set(ids) if sight == ALL else set()

    @api.model
    def _release_readers(self):
        """Break the reference cycles that keep the readers' environments alive.

        Each new environment is searched among all live ones: thousands in a long run.
        """
        for env in list(self.env.transaction.envs):
            if env.uid != self.env.uid:
                reset_cached_properties(env)

    @api.model
    def _sight(self):
        """Return the read access of the current user's role and record rules: False for none."""
        if self.env.su or not self._is_judged_as_usual():
            return UNUSUAL
        if not self.browse().has_access("read"):
            return False
        # The system must know the rules that it applies.
        rules = self.env["ir.rule"]._get_rules(self._name, "read").sudo()
        if not all(rule.groups for rule in rules):
            return UNUSUAL
        words = [self._words_of(rule) for rule in rules]
        if not words:
            return False
        if any(one is not None and one.is_true() for one in words):
            return ALL
        return AGENCIES if all(one == BY_AGENCY for one in words) else UNUSUAL

    @api.model
    def _is_judged_as_usual(self):
        """Tell whether no addon has changed Odoo's access checks or the terms of our rules."""
        kind, usual = type(self), models.BaseModel
        return (
            not self._inherits
            and kind._check_access is usual._check_access
            and kind._filtered_access is usual._filtered_access
            and self._is_said_by_us(self.env["ir.rule"], "_compute_domain")
            and self._is_said_by_us(self, self._fields["is_visible"].compute)
        )

    @api.model
    def _is_said_by_us(self, model, method):
        """Tell whether no addon but Odoo's own and ours has a say in ``method`` of ``model``."""
        writers = [one.__module__ for one in type(model).mro() if method in vars(one)]
        return bool(writers) and all(one.startswith(TRUSTED) for one in writers)

    @api.model
    def _words_of(self, rule):
        """Return the domain of ``rule``, or None if it depends on the user."""
        try:
            return Domain(literal_eval((rule.domain_force or "[]").strip()))
        except (SyntaxError, ValueError):
            return None
