from collections import defaultdict
from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain

from ...tools.reorganisation.plan import Plan
from ...tools.text import fold

AGENCY, MEMBER, TASK = "directive.agency", "directive.agency.member", "directive.task"
NAMES = ("name", "short_name", "code", "commune_kind")


class DirectiveReorganisation(models.Model):
    """The plan: everything that a reorganisation changes and creates."""

    _inherit = "directive.reorganisation"

    def _plan(self):
        """Return the :class:`Plan` of this reorganisation, from what is stored now."""
        self.ensure_one()
        plan = Plan()
        targets = self.line_ids._targets()
        heirs = defaultdict(list)  # {agency: its successors, the main one first}
        for line in self.line_ids.sorted(lambda line: (line.sequence, line.id)):
            if targets[line] not in heirs[line.agency_id]:
                heirs[line.agency_id].append(targets[line])
        self._plan_agencies(plan, targets, heirs)
        self._plan_spellings(plan, heirs)
        self._plan_posts(plan, targets)
        self._plan_references(plan, targets, heirs)
        self._plan_judgement(plan, targets, heirs)
        return plan

    # Agencies

    def _plan_agencies(self, plan, targets, heirs):
        """Plan the new agencies, the new names, and the end of those that do not go on."""
        mains = {agency.id: keys[0] for agency, keys in heirs.items()}
        for line in self.line_ids.sorted(lambda line: (line.sequence, line.id)):
            key = targets[line]
            if key < 0 and key not in plan.agencies:
                above = line.agency_id.parent_id.id
                parent = mains.get(above, above)
                plan.agencies[key] = line._prepare_agency() | {"parent_id": parent}
            elif key > 0:
                target = self.env[AGENCY].browse(key)
                for name, value in line._prepare_names().items():
                    plan.change(AGENCY, name, {key: (target[name] or None, value)})
        for agency, keys in heirs.items():
            others = {key for key in keys if key != agency.id}
            if agency.id not in keys:
                plan.change(AGENCY, "active", {agency.id: (True, False)})
            before = set(agency.with_context(active_test=False).successor_ids.ids)
            self._plan_set(plan, AGENCY, "successor_ids", {agency.id: (before, before | others)})

    def _plan_set(self, plan, model, name, values):
        plan.change(
            model, name, {key: (sorted(old), sorted(new)) for key, (old, new) in values.items()}
        )

    def _plan_spellings(self, plan, heirs):
        """Plan the former names, and the old spellings at those that carry on the work."""
        renamed = {
            key for (model, name), rows in plan.changes.items()
            if model == AGENCY and name in NAMES for key in rows
        }  # fmt: skip
        last_day = self.date_effective - timedelta(days=1)
        for agency in self.env[AGENCY].browse(sorted(renamed)):
            values = {"agency_id": agency.id, "date_to": fields.Date.to_string(last_day)}
            values |= {name: agency[name] or False for name in ("name", "short_name", "code")}
            plan.creations.append(("directive.agency.name", values))
        owners = self._owners_of_spellings(plan)
        for agency in self.env[AGENCY].browse(sorted(renamed)):
            self._plan_aliases(plan, owners, agency, agency.id)
        for agency, keys in heirs.items():
            if agency.id not in keys:
                self._plan_aliases(plan, owners, agency, keys[0])

    def _owners_of_spellings(self, plan):
        """Return ``{folded spelling: numbers of the agencies that go on and have it}``."""
        owners = defaultdict(set)
        ended = plan.changes.get((AGENCY, "active"), {})
        names = {key: value for key, value in plan.new_values().get((AGENCY, "name"), {}).items()}
        for agency in self.env[AGENCY].search([("active", "=", True)]):
            if agency.id not in ended:
                own = [names.get(agency.id, agency.name), agency.short_name]
                for spelling in (*own, *agency.alias_ids.mapped("name")):
                    owners[fold(spelling or "")].add(agency.id)
        for key, values in plan.agencies.items():
            for spelling in (values["name"], values["short_name"]):
                owners[fold(spelling or "")].add(key)
        return owners

    def _plan_aliases(self, plan, owners, agency, key):
        for spelling in agency._spellings():
            holders = owners[fold(spelling or "")]
            if not spelling or key in holders:
                continue
            if holders:
                plan.warnings.append(
                    self.env._(
                        "“%(name)s”, a name of %(agency)s, is also another agency's: documents "
                        "that use it will not be matched to the successor.",
                        name=spelling,
                        agency=agency.name,
                    )
                )
                continue
            holders.add(key)
            plan.creations.append(("directive.agency.alias", {"agency_id": key, "name": spelling}))

    # People

    def _plan_posts(self, plan, targets):
        """Plan the end of each post at the old agency and the new post from that day on."""
        today = self.env["directive.settings"]._today()
        for row in self.member_ids:
            post, key = row.member_id, targets[row.line_id]
            if key == post.agency_id.id:
                plan.change(MEMBER, "role", {post.id: (post.role, row.role or post.role)})
            elif post.date_from and post.date_from >= today:
                if row.role:
                    plan.change(MEMBER, "agency_id", {post.id: (post.agency_id.id, key)})
                    plan.change(MEMBER, "role", {post.id: (post.role, row.role)})
            else:
                self._plan_new_post(plan, row, key, today)

    def _plan_new_post(self, plan, row, key, today):
        """Plan the post at the successor, and leave the past one behind.

        The row itself goes on, with all that refers to it: stand-ins, choices.
        """
        post, yesterday = row.member_id, fields.Date.to_string(today - timedelta(days=1))
        since = post.date_from and fields.Date.to_string(post.date_from) or None
        until = post.date_to and fields.Date.to_string(post.date_to) or None
        if not row.role:
            plan.change(MEMBER, "date_to", {post.id: (until, yesterday)})
            return
        plan.change(MEMBER, "agency_id", {post.id: (post.agency_id.id, key)})
        plan.change(MEMBER, "date_from", {post.id: (since, fields.Date.to_string(today))})
        plan.change(MEMBER, "role", {post.id: (post.role, row.role)})
        values = {
            "agency_id": post.agency_id.id,
            "partner_id": post.partner_id.id,
            "user_id": post.user_id.id,
            "role": post.role,
            "title": post.title,
            "date_from": since or False,
            "date_to": yesterday,
        }
        plan.creations.append((MEMBER, values))

    # All that refers to an agency

    def _plan_references(self, plan, targets, heirs):
        """Plan the new agency of each row that moves, as its own model says."""
        leaving = {agency.id: keys for agency, keys in heirs.items() if keys != [agency.id]}
        choices = {
            (one.agency_id.id, one.task_id.id): targets[one.line_id]
            for one in self.choice_ids
            if one.line_id
        }
        if not leaving:
            return
        found = self.env[AGENCY]._fields_that_refer()
        # Lists last: an agency that leads does not coordinate as well.
        for model, name, fate in sorted(
            found, key=lambda one: self.env[one[0]]._fields[one[1]].type == "many2many"
        ):
            if fate.moves:
                rows = self._rows_that_move(model, name, fate, leaving)
                values = self._new_values(rows, name, fate, leaving, choices)
                allowed = rows._reorganised(name, values, plan.new_values())
                self._plan_values(plan, rows, name, allowed)
        planned = plan.new_values()
        for model in sorted({model for model, _name, _fate in found}):
            besides = self.env[model]._reorganised_besides(planned)
            for name, values in besides.items():
                plan.change(model, name, values)

    def _rows_that_move(self, model, name, fate, leaving):
        Model = self.env[model].with_context(active_test=False)
        domain = Domain(name, "in", list(leaving)) & Domain(list(fate.where))
        return Model.search(domain, order="id")

    def _new_values(self, rows, name, fate, leaving, choices):
        """Return ``{id: new agency, or set of agencies}`` of ``rows``."""
        is_list = rows._fields[name].type == "many2many"
        values = {}
        for row in rows:
            held = row[name].ids
            task_id = self._task_followed(row, fate)
            new = set()
            for agency_id in held:
                keys = leaving.get(agency_id, [agency_id])
                chosen = choices.get((agency_id, task_id))
                new |= {chosen} if chosen else set(keys if is_list and not task_id else keys[:1])
            values[row.id] = new if is_list else next(iter(new))
        return values

    def _task_followed(self, row, fate):
        """Return the id of the task whose successor counts for ``row``, or None."""
        if not fate.follows:
            return None
        if fate.follows == "id":
            return row.id if row._name == TASK else None
        field, value = row._fields[fate.follows], row[fate.follows]
        if field.type == "many2one_reference":
            return value if row[field.model_field] == TASK else None
        return value.id if value._name == TASK else None

    def _plan_values(self, plan, rows, name, values):
        is_list = rows._fields[name].type == "many2many"
        for row in rows.browse(values):
            old, new = row[name].ids if is_list else row[name].id or None, values[row.id]
            if is_list:
                self._plan_set(plan, row._name, name, {row.id: (old, new)})
            else:
                plan.change(row._name, name, {row.id: (old, new or None)})
