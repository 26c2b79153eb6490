import random
from contextlib import closing, contextmanager

from odoo.tests import tagged

from .common import ReorganisationCase
from .province import changed_cells, differences, fill, picture

SEEDS = range(4)
RELATIONS = ("many2many",)


@tagged("post_install", "-at_install")
class TestReorganisationProperty(ReorganisationCase):
    """In random provinces: the preview is what happens, nothing is lost, undoing restores all."""

    def test_the_preview_says_exactly_what_happens(self):
        for seed in SEEDS:
            with self.subTest(seed=seed), self.rolled_back():
                self.check_preview(random.Random(seed))

    def test_undoing_restores_every_row_of_every_table(self):
        for seed in SEEDS:
            with self.subTest(seed=seed), self.rolled_back():
                self.check_undone(random.Random(seed))

    def test_nothing_is_lost_and_figures_stay(self):
        for seed in SEEDS:
            with self.subTest(seed=seed), self.rolled_back():
                self.check_nothing_lost(random.Random(seed))

    # One province

    def make_random(self, chance):
        """Return a draft over a random part of the province, previewed."""
        agencies = [self.agency_a, self.agency_b, self.commune_x, self.commune_y, self.agency_below]
        fill(self, chance, agencies)
        kind = chance.choice(("rename", "merge", "merge", "split"))
        old = chance.sample(agencies, 2)
        stays = next(one for one in agencies if one not in old)
        target = chance.choice(
            ({"successor_id": stays.id}, {"new_name": "Department Z", "new_code": "Z.1"})
        )
        lines = {
            "rename": [self.line(one, new_name=f"New {one.name}") for one in old],
            "merge": [self.line(one, **target) for one in old],
            "split": [self.line(old[0], **target), self.line(old[0], new_name="Department Q")],
        }
        one = self.reorganise(kind, *lines[kind], does=False)
        for choice in one.choice_ids:
            choice.line_id = chance.choice(list(one.line_ids))
        one.action_preview()
        self.assertFalse(one.problems)
        return one

    def check_preview(self, chance):
        one = self.make_random(chance)
        wanted = {
            (move.res_model, move.res_id, move.field_name)
            for move in one.sudo().move_ids
            if move.field_name
        }
        created = sorted(move.res_model for move in one.sudo().move_ids if not move.field_name)
        before = picture(self.env)
        one.action_do()
        found = differences(before, picture(self.env))
        cells, rows = changed_cells(found)
        self.assertEqual(cells, self.columns_of(wanted, lists=False))
        tables = sorted(self.env[model]._table for model in created)
        self.assertEqual(sorted(table for table, _id in rows), tables)
        self.assertEqual(self.changed_lists(found), self.columns_of(wanted, lists=True))

    def columns_of(self, wanted, lists):
        found = set()
        for model, key, name in wanted:
            field = self.env[model]._fields[name]
            if (field.type in RELATIONS) == lists:
                found.add(
                    (
                        field.relation if lists else self.env[model]._table,
                        key,
                        None if lists else name,
                    )
                )
        return {cell if lists else cell for cell in found}

    def changed_lists(self, found):
        """Return ``{(relation, id of its record, None)}`` of the lists that moved."""
        cells = set()
        for model, name, fate in self.env["directive.agency"]._fields_that_refer():
            field = self.env[model]._fields[name]
            passed = (
                name in ("visible_agency_ids", "predecessor_ids")
                or not fate.moves
                and name != "successor_ids"
            )
            if field.type not in RELATIONS or passed:
                continue
            gone, new = found.get(field.relation, ((), ()))
            cells |= {(field.relation, row[field.column1], None) for row in (*gone, *new)}
        return cells

    def check_undone(self, chance):
        one = self.make_random(chance)
        before = picture(self.env)
        one.action_do()
        self.assertTrue(differences(before, picture(self.env)))
        one.action_undo()
        found = differences(before, picture(self.env))
        # An agency that the trail names cannot be deleted: it stays, ended and without its code.
        gone, new = found.pop("directive_agency", ([], []))
        self.assertFalse(gone)
        self.assertFalse([row for row in new if row["active"] or row["code"]])
        self.assertEqual(found, {})

    def check_nothing_lost(self, chance):
        one = self.make_random(chance)
        tasks = self.env["directive.task"].search([])
        before = {task.id: (task.state, task.date_received, task.date_deadline) for task in tasks}
        figures = self.figures()
        seen = {user: self.seen_by(user) for user in self.members()}
        kind = one.kind
        one.action_do()
        after = {task.id: (task.state, task.date_received, task.date_deadline) for task in tasks}
        self.assertEqual(before, after)
        opened = tasks.filtered("is_open")
        self.assertTrue(all(opened.mapped("lead_agency_id.active")))
        for task in opened:
            self.assertTrue(all(task.coordinating_agency_ids.mapped("active")))
            self.assertNotIn(task.lead_agency_id, task.coordinating_agency_ids)
        self.assertEqual(self.figures(), figures)
        if kind != "split":  # there each goes with the part that is theirs
            for user, ids in seen.items():
                self.assertLessEqual(ids, self.seen_by(user), user.login)

    def members(self):
        return self.user_a | self.head_a | self.user_b | self.user_below | self.user_x | self.user_y

    def seen_by(self, user):
        return set(self.env["directive.task"].with_user(user).search([]).ids)

    def figures(self):
        rows = self.env["directive.statistics"]._read_group([], ["official_class"], ["__count"])
        return sorted((name or "", count) for name, count in rows)

    @contextmanager
    def rolled_back(self):
        """Take back at the end what is done within, with the caches."""
        self.env.flush_all()
        with closing(self.env.cr.savepoint(flush=False)):
            try:
                yield
            finally:
                self.env.transaction.clear()
        self.env.registry.clear_cache()
