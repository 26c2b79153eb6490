from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.agency.fate import moved
from ...tools.workflow import DRAFT, OPEN_STATES
from ..agency.agency_keys import AgencyKeys
from .directive_task import OPEN_SQL
from .lead_beside_helpers import lead_beside_helpers

AGENCY_FIELDS = {"lead_agency_id", "coordinating_agency_ids"}


class DirectiveTask(models.Model):
    """Visibility of a task: its lead, its coordinators and all agencies above them.

    The same relation is used everywhere: lists, counts, statistics, attachments, chatter,
    followers, activities and notices.
    """

    _inherit = "directive.task"

    visible_agency_ids = fields.Many2many(
        relation="directive_task_visible_agency_rel",
        column1="task_id",
        column2="agency_id",
        compute="_compute_visible_agency_ids",
        store=True,
        copy=False,
        compute_sudo=True,
    )
    # The same agencies again, where an index reaches them: lists stay as quick as the tasks
    # an agency has open are few, however many it had in all the years.
    visible_agency_keys = AgencyKeys(
        compute="_compute_visible_agency_ids",
        store=True,
        copy=False,
        compute_sudo=True,
        prefetch=False,
        exportable=False,
    )

    # Without fastupdate each reader would go through the entries not yet sorted in.
    _visible_keys_idx = models.Index("USING gin (visible_agency_keys) WITH (fastupdate=off)")
    # The lead as well, as in `_search_is_led_by_me`: of two partial indexes with the same
    # condition PostgreSQL uses only one, and additionally the index of all tasks the agency ever
    # led.
    _open_visible_keys_idx = models.Index(
        "USING gin (visible_agency_keys, (ARRAY[lead_agency_id])) WITH (fastupdate=off)"
        f" WHERE {OPEN_SQL}"
    )

    @api.depends("lead_agency_id", "coordinating_agency_ids")
    def _compute_visible_agency_ids(self):
        """A draft belongs to the Office; agencies see it after its assignment.

        Of all changes of state only leaving draft matters, so `write` says when that is.
        """
        nobody = self.env["directive.agency"]
        above = {
            agency.id: agency._ancestors()
            for agency in self.lead_agency_id | self.coordinating_agency_ids
        }
        seen_by = {}
        for task in self:
            agencies = nobody
            if task.state != DRAFT:
                agencies = task.lead_agency_id | task.coordinating_agency_ids
            seen_by[task] = nobody.union(*(above[agency.id] for agency in agencies))._ids
            task.visible_agency_keys = list(seen_by[task])
        # In one go: an order to all communes assigns a hundred tasks at once.
        self._set_visible(seen_by)

    @api.model
    @api.private
    @api.readonly
    def search_fetch(self, domain, field_names=None, offset=0, limit=None, order=None):
        """Prefetch the visibility of each row for the following access check."""
        if field_names is not None:
            field_names = [*field_names, "visible_agency_keys"]
        return super().search_fetch(domain, field_names, offset=offset, limit=limit, order=order)

    @api.depends("visible_agency_keys")
    @api.depends_context("uid")
    def _compute_is_visible(self):
        super()._compute_is_visible()

    def _visible_to(self):
        return self.visible_agency_keys

    def _search_is_visible(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = self.env.user._directive_seen_agencies().ids

        def to_sql(model, alias, query):
            return SQL("%s && %s", model._field_to_sql(alias, "visible_agency_keys", query), mine)

        return Domain.custom(to_sql=to_sql, predicate=lambda task: task.is_visible)

    @api.model
    def _recompute_visibility(self, agencies):
        """Recompute the visibility of the tasks of ``agencies`` after a change of the tree."""
        concerned = self.search(
            [
                "|",
                ("lead_agency_id", "in", agencies.ids),
                ("coordinating_agency_ids", "in", agencies.ids),
            ]
        )
        concerned._hold()  # one assigned at this moment would be shown to those above no longer
        # As if the agencies had been written again, so that dependent values follow.
        concerned.modified(["lead_agency_id"])
        concerned.flush_recordset(["visible_agency_ids"])
        self._drop_outsiders_of(concerned, concerned.directive_id)

    def _turned_by(self, vals):
        """Return those of these tasks which ``vals`` make a draft, or no longer one."""
        will_be_draft = vals.get("state") == DRAFT
        return self.filtered(
            lambda task: "state" in vals and (task.state == DRAFT) != will_be_draft
        )

    def _agencies_before(self, vals):
        """Return the agencies of each assigned task, if ``vals`` may change them."""
        if not AGENCY_FIELDS & vals.keys():
            return {}
        return {
            task: task.lead_agency_id | task.coordinating_agency_ids
            for task in self
            if task.state != DRAFT
        }

    def _agencies_changed(self, before):
        """Notify agencies that got a task, and clean up after those that lost it."""
        if not before:
            return
        newcomers = {
            task: (task.lead_agency_id | task.coordinating_agency_ids) - agencies
            for task, agencies in before.items()
        }
        newcomers = {task: agencies for task, agencies in newcomers.items() if agencies}
        if newcomers:
            self._notify_newcomers(newcomers)
        changed = self.browse([task.id for task in before])
        self._drop_outsiders_of(changed, changed.directive_id)
        self._void_of_lost_agencies(before)

    @api.model
    def _reorganisation_fields(self):
        unfinished = ("state", "in", (DRAFT, *OPEN_STATES))
        return super()._reorganisation_fields() | {
            "lead_agency_id": moved(unfinished, follows="id"),
            "coordinating_agency_ids": moved(unfinished, follows="id"),
        }

    @api.model
    def _reorganised(self, name, values, planned):
        return lead_beside_helpers(self, name, super()._reorganised(name, values, planned), planned)

    @api.model
    def _check_named_readable(self, vals_list):
        """Raise unless the user may read the tasks that new rows name in ``task_id``.

        Called before the rows are written: a unique key would otherwise tell of hidden ones.
        """
        named = [vals["task_id"] for vals in vals_list if vals.get("task_id")]
        self.browse(named).check_access("read")
