from functools import partial

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.directive_tracking.tests.matrix import table

from ..calendar_common import MONDAY, CalendarCase

SECRET = "zqx-secret"
ADDON = "directive_calendar"


@tagged("post_install", "-at_install")
class TestPrivateEntries(CalendarCase):
    """A private entry is known to its leaders, to who keeps their calendars and to its author."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Keeps the calendar of another leader: a row with that leader would let them in.
        cls.deputy.keeper_ids = cls.other_office
        cls.entry = cls.make_meeting(
            user=cls.secretary,
            name=SECRET,
            place=SECRET,
            chair_id=cls.chairman.id,
            participation_ids=[(0, 0, {"text": SECRET})],
            room_id=cls.room.id,
            is_private=True,
        )
        cls.own = cls.make_meeting(user=cls.other_office, name="Own", hour_start=14, hour_end=15)

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger("odoo.models", "odoo.addons.base.models.ir_rule"))
        self.hidden = self.entry.with_user(self.other_office)
        self.assertFalse(self.hidden.has_access("read"))

    def links(self):
        """Yield each (model, field) of this addon by which a record belongs to a meeting."""
        for name in table.models(self.env, ADDON):
            for field in self.env[name]._fields.values():
                if field.comodel_name == "directive.meeting" and field.type == "many2one":
                    if field.store and not field.related:
                        yield name, field.name

    def tried(self, act):
        """Let the stranger try ``act`` and look whether it told them of the entry."""
        with self.env.cr.savepoint() as savepoint:
            try:
                told = act()
                self.env.flush_all()
            except (AccessError, UserError):
                told = None
            self.env.invalidate_all()
            known = self.hidden.has_access("read")
            savepoint.rollback()
        self.env.invalidate_all(flush=False)
        self.assertFalse(known, "They have made the entry known to themselves.")
        self.assertNotIn(SECRET, str(told))

    def values_of(self, model):
        """Return what makes a row of ``model``, with a leader of the stranger where it can."""
        wanted = {"leader_id": self.deputy.id, "text": "A row"}
        if model._name == self.entry._name:
            wanted = {"week_id": self.week.id, "day": MONDAY, "name": "Mine"}
        return {name: wanted[name] for name in wanted if name in model._fields}

    def test_no_row_lets_its_author_into_an_entry_of_others(self):
        tried = 0
        for name, field in self.links():
            model = self.env[name].with_user(self.other_office)
            if not model.has_access("create"):
                continue
            tried += 1
            values = self.values_of(model)
            for door in (self.entered, self.moved):
                with self.subTest(model=name, field=field, door=door.__name__):
                    self.tried(partial(door, model, field, values))
        self.assertGreater(tried, 3)

    def entered(self, model, field, values):
        return model.create({**values, field: self.hidden.id}).read()

    def moved(self, model, field, values):
        row = model.create({**values, field: self.own.id})
        row.write({field: self.hidden.id})
        return row.read()

    def test_no_list_of_ones_own_entry_takes_rows_of_another(self):
        own = self.own.with_user(self.other_office)
        rows = self.entry.sudo().participation_ids
        self.assertTrue(rows)
        for row in rows:
            self.tried(partial(own.write, {"participation_ids": [(4, row.id)]}))
        series = self.env["directive.meeting.series"].with_user(self.other_office)
        self.tried(partial(series.create, {"name": "All", "meeting_ids": [(4, self.hidden.id)]}))

    def test_it_is_published_with_its_week_whoever_publishes_it(self):
        week = self.week.with_user(self.other_office)
        week.invalidate_recordset()
        self.assertNotIn(self.entry, week.meeting_ids)  # as the form of the week reads them
        week.action_publish()
        self.assertTrue(self.entry.sudo().is_shown)

    def test_its_name_is_told_by_nothing_that_links_to_it(self):
        """Odoo asks for the names of linked records as the system."""
        bookings = self.env["directive.room.booking"].with_user(self.other_office)
        found = bookings.search_read([("meeting_id", "=", self.entry.id)], ["meeting_id"])
        self.assertTrue(found)
        self.assertNotIn(SECRET, str(found))
        self.assertNotIn(SECRET, self.hidden.sudo().display_name)
        self.assertEqual(self.entry.with_user(self.secretary).display_name, SECRET)

    def test_what_was_private_once_stays_so_in_the_changes(self):
        self.week.action_publish()
        entry = self.entry.with_user(self.secretary)
        changes = entry._change({"name": "Open to all", "is_private": False}, "Announced").sudo()
        self.assertIn(SECRET, str(changes.mapped("old_values")))
        self.assertTrue(self.hidden.has_access("read"))
        for user, known in ((self.other_office, False), (self.secretary, True)):
            seen = self.env["directive.meeting.revision"].with_user(user)
            self.assertEqual(bool(seen.search([("id", "in", changes.ids)])), known)

    def test_nobody_writes_what_is_worked_out(self):
        """A value handed over for it would stand, and hide an entry of a published week."""
        self.week.action_publish()
        day = {"week_id": self.week.id, "day": MONDAY, "name": "Sneaked in"}
        names = self.env["directive.meeting"]._derived_fields()
        self.assertLessEqual({"is_shown", "known_user_ids", "shown_agency_ids"}, names)
        for name in names:
            field = self.env["directive.meeting"]._fields[name]
            value = [(6, 0, [])] if field.type == "many2many" else False
            with self.subTest(field=name):
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    self.make_meeting(**day, **{name: value})
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    self.own.write({name: value})

    def test_the_notice_of_conclusions_is_no_file_of_those_invited(self):
        meeting = self.make_meeting(
            name="Open", hour_start=16, hour_end=17, agency_ids=self.agency_a.ids
        )
        self.week.action_publish()
        self.assertTrue(meeting.with_user(self.user_a).has_access("read"))
        reading = self.env["directive.conclusion.reading"].with_user(self.office_user)
        meeting._write_conclusion(state="held")
        form = reading.create({"meeting_id": meeting.id, "file": b"WlFY", "file_name": "a.docx"})
        form._keep_file()
        self.env.flush_all()
        self.assertEqual(meeting.conclusion_file, b"WlFY")
        mine = meeting.with_user(self.user_a)
        with self.assertRaises(AccessError):
            mine.read(["conclusion_file"])
        Files = self.env["ir.attachment"].with_user(self.user_a)
        of_meeting = [("res_model", "=", meeting._name), ("res_id", "=", meeting.id)]
        self.assertFalse(Files.search(of_meeting))
        self.assertFalse(Files.search([*of_meeting, ("res_field", "!=", False)]))
