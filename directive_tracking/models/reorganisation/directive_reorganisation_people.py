from collections import defaultdict

from odoo import models
from odoo.fields import Domain

from ...tools.reorganisation.plan import Heir, roles_after
from ...tools.workflow import DRAFT, OPEN_STATES


class DirectiveReorganisation(models.Model):
    """Proposals: the successor and role of each member, and the successor of each open task."""

    _inherit = "directive.reorganisation"

    def _propose(self):
        """Add the members and open tasks that have no row yet; what was chosen stays."""
        self.ensure_one()
        if self.kind != "rename":
            self._propose_members()
        if self.kind == "split":
            self._propose_choices()

    def _first_lines(self):
        """Return ``{agency: its first line}``: the line of its main successor."""
        first = {}
        for line in self.line_ids.sorted(lambda line: (line.sequence, line.id)):
            first.setdefault(line.agency_id, line)
        return first

    # Members

    def _propose_members(self):
        first, targets = self._first_lines(), self.line_ids._targets()
        posts = self._posts(self.line_ids.agency_id)
        known = self.member_ids.member_id
        roles = self._proposed_roles(posts, first, targets)
        rows = [
            {
                "reorganisation_id": self.id,
                "member_id": post.id,
                "line_id": first[post.agency_id].id,
                "role": roles[post],
            }
            for agency in first
            for post in posts.get(agency, ())
            if post not in known
        ]
        self.member_ids.create(rows)

    def _posts(self, agencies):
        """Return ``{agency: posts held today or later}``."""
        Member = self.env["directive.agency.member"].with_context(active_test=False)
        today = self.env["directive.settings"]._today()
        not_over = Domain("date_to", "=", False) | Domain("date_to", ">=", today)
        posts = Member.search(Member._agency_domain(agencies) & not_over, order="role_rank, id")
        return posts.grouped("agency_id")

    def _proposed_roles(self, posts, first, targets):
        """Return ``{post: role at the successor, False for none}``."""
        at_target = defaultdict(list)
        for agency, line in first.items():
            at_target[targets[line]] += posts.get(agency, ())
        there = self._posts(self._existing(at_target))
        roles = {}
        for target, coming in at_target.items():
            own = there.get(self.env["directive.agency"].browse(target), ())
            roles |= self._roles_at(target, coming, own)
        return roles

    def _existing(self, numbers):
        return self.env["directive.agency"].browse([one for one in numbers if one > 0])

    def _roles_at(self, target, coming, own):
        """Return the roles of the posts ``coming`` to an agency where ``own`` are already."""
        stay = [post for post in coming if post.agency_id.id == target]
        held = {post.partner_id for post in own if post not in coming}
        has_head = any(post.role == "head" for post in own)
        news = [post for post in coming if post.agency_id.id != target]
        roles = roles_after([Heir(post, post.role) for post in news], has_head)
        for post in news:
            if post.partner_id in held:
                roles[post] = False  # one person, one post
            held.add(post.partner_id)
        return roles | {post: post.role for post in stay}

    # Open tasks

    def _propose_choices(self):
        self.choice_ids.filtered(lambda one: not one.is_by_hand).unlink()
        by_hand = {(one.agency_id.id, one.task_id.id) for one in self.choice_ids}
        rows = []
        for agency, lines in self.line_ids.grouped("agency_id").items():
            propose = self._proposal(agency, lines)
            for task in self._open_tasks_of(agency):
                if (agency.id, task.id) not in by_hand:
                    line = propose(self._whole(task, agency))
                    rows.append(
                        {
                            "reorganisation_id": self.id,
                            "task_id": task.id,
                            "agency_id": agency.id,
                            "line_id": line.id if line else False,
                        }
                    )
        self.choice_ids.create(rows)

    def _open_tasks_of(self, agency):
        mine = Domain("lead_agency_id", "=", agency.id)
        mine |= Domain("coordinating_agency_ids", "in", agency.ids)
        unfinished = Domain("state", "in", (DRAFT, *OPEN_STATES))
        return self.env["directive.task"].search(mine & unfinished, order="id")

    def _whole(self, task, agency):
        """Return the task of ``agency`` that ``task`` is part of: its own parts stay together."""
        while task.parent_id and task.parent_id.lead_agency_id == agency:
            task = task.parent_id
        return task

    def _proposal(self, agency, lines):
        """Return the function from an open task of ``agency`` to the line it goes to, or nothing."""
        lines = lines.sorted(lambda line: (line.sequence, line.id))
        if self.split_rule == "field":
            by_field = {field: line for line in reversed(lines) for field in line.field_ids}
            return lambda task: by_field.get(task.field_id)
        if self.split_rule == "officer":
            users = {row.member_id.user_id: row.line_id for row in self.member_ids if row.role}

            def of_officers(task):
                found = {users[one] for one in task.officer_ids if one in users} & set(lines)
                return found.pop() if len(found) == 1 else None

            return of_officers
        return lambda task: lines[:1]
