from odoo.tests import tagged

from ...tools.recipient import Recipient
from ..broadcast_common import BroadcastCase


@tagged("post_install", "-at_install")
class TestVisibilityDoor(BroadcastCase):
    """Just before sending: people who may no longer see the record are not notified."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.of_a = cls.make_task()
        cls.of_b = cls.make_task(cls.agency_b)
        cls.broadcast = cls.make_sent(cls.agency_below)
        cls.records = (
            cls.of_a,
            cls.of_b,
            cls.of_a.directive_id,
            cls.of_b.directive_id,
            cls.broadcast,
        )
        cls.contact_a = cls.make_contact("Head of A", cls.agency_a)
        cls.contact_b = cls.make_contact("Head of B", cls.agency_b)
        cls.stranger = cls.env["res.partner"].create({"name": "Stranger"})
        cls.users = cls.user_a | cls.user_b | cls.user_below | cls.office_user | cls.outside_user

    @classmethod
    def make_contact(cls, name, agency, **vals):
        person = cls.env["res.partner"].create({"name": name})
        cls.env["directive.agency.member"].create(
            {"agency_id": agency.id, "partner_id": person.id, "role": "head", **vals}
        )
        return person

    def tell_all(self, *contacts, records=None):
        """Return the rows of a notice on each record to all users and these contacts."""
        people = [self.person(user) for user in self.users]
        people += [Recipient(contact.id, None, None) for contact in contacts]
        before = self.Delivery.search([])
        for record in records or self.records:
            self.Notice._post("task_reopened", record, {record.id: people}, occurrence="door")
        self.env.invalidate_all()
        return self.Delivery.search([]) - before

    def hidden(self, rows):
        """Return ``{(recipient, record)}`` of the rows that are not to be sent."""
        return {(row.partner_id, row.notice_id._record()) for row in rows._out_of_sight_reasons()}

    def expected(self, rows):
        """Return the same of the users among them, each asked by himself."""
        return {
            (row.partner_id, row.notice_id._record())
            for row in rows.filtered("user_id")
            if not row.user_id.active
            or not row.notice_id._record().with_user(row.user_id).has_access("read")
        }

    def test_users_are_told_what_they_may_read(self):
        rows = self.tell_all()
        self.assertEqual(self.hidden(rows), self.expected(rows))
        self.assertIn((self.user_b.partner_id, self.of_a), self.hidden(rows))
        self.assertNotIn((self.user_a.partner_id, self.of_a), self.hidden(rows))
        self.assertNotIn((self.user_a.partner_id, self.broadcast), self.hidden(rows))

    def test_contacts_are_told_what_their_agencies_see(self):
        of_agency = self.commune_x._contact()
        contacts = (self.contact_a, self.contact_b, self.stranger, of_agency)
        rows = self.tell_all(*contacts)
        seen = {(row.partner_id, row.notice_id._record()) for row in rows} - self.hidden(rows)
        self.assertEqual(
            {pair for pair in seen if pair[0] in contacts},
            {
                (self.contact_a, self.of_a),
                (self.contact_a, self.of_a.directive_id),
                (self.contact_a, self.broadcast),
                (self.contact_b, self.of_b),
                (self.contact_b, self.of_b.directive_id),
            },
        )

    def test_contacts_of_an_agency_merged_since_are_not_told(self):
        gone = self.make_agency("Department merged since")
        person, of_agency = self.make_contact("Head", gone), gone._contact()
        task, broadcast = self.make_task(gone), self.make_sent(gone)
        self.archive_with_work(gone)
        rows = self.tell_all(person, of_agency, records=(task, task.directive_id, broadcast))
        theirs = rows.filtered(lambda row: row.partner_id in person | of_agency)
        self.assertEqual(set(theirs), set(theirs._out_of_sight_reasons()))

    def test_an_account_closed_since_is_not_told(self):
        rows = self.tell_all()
        self.user_a.active = False
        self.assertEqual(self.hidden(rows), self.expected(rows))
        self.assertIn((self.user_a.partner_id, self.of_a), self.hidden(rows))

    def test_of_a_record_deleted_since_nobody_is_told(self):
        rows = self.tell_all(self.contact_a)
        lost = rows.filtered(lambda row: row.notice_id.task_id == self.of_a)
        self.env.flush_all()
        # Our records cannot be deleted after a notice; those of another addon may.
        self.env.cr.execute(
            "UPDATE directive_notice SET task_id = NULL, res_id = %s WHERE id IN %s",
            [self.of_b.id + 10**6, tuple(lost.notice_id.ids)],
        )
        self.env.invalidate_all()
        hidden = set(rows._out_of_sight_reasons())
        self.assertLessEqual(set(lost), hidden)
        others = rows - lost
        self.assertEqual(self.hidden(others) & self.expected(others), self.expected(others))

    def test_each_row_of_a_claim_is_judged_by_itself(self):
        rows = self.tell_all(self.contact_a, self.contact_b, self.stranger)
        together = set(rows._out_of_sight_reasons())
        self.env.invalidate_all()
        alone = {one for row in rows for one in row._out_of_sight_reasons()}
        self.assertEqual(together, alone)

    def test_no_rows_have_no_reasons(self):
        self.assertFalse(self.Delivery._out_of_sight_reasons())

    def test_the_queries_do_not_grow_with_the_number_of_readers(self):
        people = [self.make_member(f"test_{number}", self.agency_a) for number in range(10)]
        few, many = (self.queries_of_reading(people[:count]) for count in (2, 10))
        self.assertEqual(few, many)

    def queries_of_reading(self, users):
        """Return the number of queries for the access of these users, with empty caches."""
        self.begin_request()
        self.registry.clear_all_caches()
        before = self.env.cr.sql_log_count
        found = self.of_a._readable({user: {self.of_a.id} for user in users})
        self.assertEqual(found, {user: {self.of_a.id} for user in users})
        return self.env.cr.sql_log_count - before
