from collections import Counter, defaultdict

from odoo import models

from ...tools.text import tone_blind
from ..common.listing import listed, yes_or_no
from .directive_reorganisation_plan import AGENCY, MEMBER, NAMES

SHOWN = 10


class DirectiveReorganisation(models.Model):
    """What stands against a plan, and what its author should know before."""

    _inherit = "directive.reorganisation"

    def _plan_judgement(self, plan, targets, heirs):
        if not self.line_ids:
            plan.problems.append(self.env._("Enter the agencies that are reorganised."))
        self._judge_lines(plan, targets, heirs)
        self._judge_codes(plan)
        self._judge_names(plan)
        self._judge_tasks(plan)
        self._judge_people(plan, targets)

    def _judge_lines(self, plan, targets, heirs):
        ended = set(plan.changes.get((AGENCY, "active"), {}))
        times = Counter(line.agency_id.id for line in self.line_ids)
        for agency in self.line_ids.agency_id:
            if not agency.active:
                plan.problems.append(
                    self.env._("%(agency)s has ended already.", agency=agency.name)
                )
            if self.kind != "split" and times[agency.id] > 1:
                plan.problems.append(
                    self.env._(
                        "%(agency)s appears on several lines: only a split has several successors.",
                        agency=agency.name,
                    )
                )
            if self.kind == "split" and len(heirs[agency]) < 2:
                plan.problems.append(
                    self.env._(
                        "%(agency)s is split and needs at least two successors.", agency=agency.name
                    )
                )
        for key in {key for key in targets.values() if key > 0}:
            target = self.env[AGENCY].browse(key)
            if key in ended or not target.active:
                plan.problems.append(
                    self.env._(
                        "%(agency)s cannot be a successor: it ends or has ended itself.",
                        agency=target.name,
                    )
                )

    def _judge_codes(self, plan):
        """An official code belongs to one agency, one that has ended included."""
        changed = plan.new_values().get((AGENCY, "code"), {})
        codes = defaultdict(list)
        for key, values in plan.agencies.items():
            if values["code"]:
                codes[values["code"]].append(key)
        for key, code in changed.items():
            codes[code].append(key)
        every = self.env[AGENCY].with_context(active_test=False)
        for agency in every.search([("code", "in", list(codes))]):
            if agency.id not in changed:
                codes[agency.code].append(agency.id)
        for code, holders in codes.items():
            if len(holders) > 1:
                plan.problems.append(
                    self.env._(
                        "The official code %(code)s would belong to several agencies: %(agencies)s.",
                        code=code,
                        agencies=self._names_of_numbers(plan, holders),
                    )
                )

    def _judge_names(self, plan):
        names = plan.new_values().get((AGENCY, "name"), {})
        ended = set(plan.changes.get((AGENCY, "active"), {}))
        holders = defaultdict(list)
        for key, values in plan.agencies.items():
            holders[tone_blind(values["name"])].append(key)
        for agency in self.env[AGENCY].search([("active", "=", True)]):
            if agency.id not in ended:
                name = names.get(agency.id, agency.name)
                holders[tone_blind(name)].append(agency.id)
        fresh = set(plan.agencies) | set(names)
        for keys in holders.values():
            if len(keys) > 1 and fresh & set(keys):
                plan.warnings.append(
                    self.env._(
                        "Two agencies would have the name “%(name)s”.",
                        name=self._names_of_numbers(plan, [k for k in keys if k in fresh][:1]),
                    )
                )

    def _judge_tasks(self, plan):
        lost = self.choice_ids.filtered(lambda one: not one.line_id)
        if lost:
            plan.problems.append(
                self.env._(
                    "%(count)s open tasks have no successor yet: choose one for each under "
                    "“Open tasks”.",
                    count=len(lost),
                )
            )

    def _judge_people(self, plan, targets):
        """Tell which successors would have two heads, or nobody at all."""
        numbers = {targets[line] for line in self.line_ids}
        people = defaultdict(list)
        for agency, posts in self._posts(self._existing(numbers)).items():
            gone = self.member_ids.member_id
            people[agency.id] += [post.role for post in posts if post not in gone]
        for row in self.member_ids.filtered("role"):
            people[targets[row.line_id]].append(row.role)
        for key in sorted(numbers):
            name = self._names_of_numbers(plan, [key])
            if people[key].count("head") > 1:
                plan.warnings.append(self.env._("%(agency)s would have two heads.", agency=name))
            if not people[key]:
                plan.warnings.append(
                    self.env._(
                        "%(agency)s would have no member: nobody receives its tasks.", agency=name
                    )
                )

    def _names_of_numbers(self, plan, numbers):
        names = [
            plan.agencies[key]["name"] if key < 0 else self.env[AGENCY].browse(key).name
            for key in numbers
        ]
        return listed(self.env, names, SHOWN)

    # In words

    def _preview_words(self, plan):
        """Return how many of what will change, kind by kind."""
        label = self.env["ir.model"]._get
        lines = [self.env._("New agencies: %(count)s", count=len(plan.agencies))]
        ended = plan.changes.get((AGENCY, "active"), {})
        lines.append(self.env._("Agencies that end: %(count)s", count=len(ended)))
        renamed = {key for name in NAMES for key in plan.changes.get((AGENCY, name), {})}
        if renamed:
            lines.append(
                self.env._("Agencies with a new name or code: %(count)s", count=len(renamed))
            )
        for (model, name), rows in plan.changes.items():
            if model in (AGENCY, MEMBER) and name != "parent_id":
                continue
            lines += self._counts_in_words(label(model).name, self.env[model]._fields[name], rows)
        posts = plan.changes.get((MEMBER, "agency_id"), {})
        lines.append(self.env._("Members who move: %(count)s", count=len(posts)))
        return "\n".join(lines)

    def _counts_in_words(self, kind, field, rows):
        """Return a line for the ``rows`` of one field; one for each new value of a yes or no."""
        label = field._description_string(self.env)
        if field.type != "boolean":
            return [f"{kind} ({label}): {len(rows)}"]
        counts = Counter(bool(new) for _old, new in rows.values())
        return [
            self._count_of_answers(kind, field, label, answer, counts[answer])
            for answer in sorted(counts)
        ]

    def _count_of_answers(self, kind, field, label, answer, count):
        if field.name == "active" and answer:
            return self.env._("%(kind)s, taken up again: %(count)s", kind=kind, count=count)
        if field.name == "active":
            return self.env._(
                "%(kind)s, ended because the successor already leads or coordinates: %(count)s",
                kind=kind,
                count=count,
            )
        return f"{kind} ({label}: {yes_or_no(self.env, answer)}): {count}"
