from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

WATCHED = """
    SELECT res_model, res_id FROM mail_followers WHERE res_model = %(model)s AND res_id = ANY(%(ids)s)
     UNION ALL
    SELECT res_model, res_id FROM mail_activity
     WHERE res_model = %(model)s AND res_id = ANY(%(ids)s) AND active
"""


class DirectiveThreadMixin(models.AbstractModel):
    """A record whose messages, followers and to-dos respect its visibility.

    Odoo checks no access of followers, recipients or users of a to-do. This mixin checks it when
    they subscribe, when messages are sent and when agencies change.
    """

    _name = "directive.thread.mixin"
    _description = "Access-checked Thread"
    _inherit = ["directive.visibility.mixin", "mail.thread", "directive.silent.mixin"]
    _mail_post_access = "read"
    # A message replies to another only explicitly: the last one may belong to another agency.
    _mail_flat_thread = False

    # Each reader finds only their own part of these, which Odoo's shortcut would not check.
    message_ids = fields.One2many(bypass_search_access=False)

    # Following

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Follow these records; only users who may read a record can follow it.

        A to-do of the product does not make its user a follower.
        """
        if self.env.context.get("directive_no_follow"):
            return True
        self.check_access("read")
        result = True
        for record in self:
            insiders = record._may_read(partner_ids or [])
            if insiders:
                follow = super(DirectiveThreadMixin, record).message_subscribe
                result = follow(partner_ids=insiders, subtype_ids=subtype_ids) and result
        return result

    def _message_subscribe(self, partner_ids=None, subtype_ids=None, customer_ids=None):
        """Tell Odoo which of them are customers: it would search them, though they are read."""
        if customer_ids is None:
            # Whoever follows may be hidden from whoever acts.
            partners = self.env["res.partner"].sudo().browse(partner_ids or ())
            customers = partners.filtered(lambda one: one.active and one.partner_share)
            customer_ids = customers.ids
        return super()._message_subscribe(partner_ids, subtype_ids, customer_ids)

    @api.depends("message_follower_ids")
    @api.depends_context("uid", "su")
    def _compute_message_partner_ids(self):
        """Return the followers visible to the reader; the result is cached per reader."""
        super()._compute_message_partner_ids()

    @api.model
    def _search_message_partner_ids(self, operator, operand):
        """Find records by followers visible to the reader."""
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        lines = self.env["mail.followers"]._search(
            [("res_model", "=", self._name), ("partner_id", operator, operand)]
        )
        return [("id", "in", lines.subselect("res_id"))]

    def _message_get_suggested_recipients(self, *args, **kwargs):
        """Suggest to an agency only people visible to it."""
        suggested = super()._message_get_suggested_recipients(*args, **kwargs)
        user = self.env.user
        if user._directive_knows_all():
            return suggested
        known = set(user._directive_known_partners())
        return [row for row in suggested if row.get("partner_id") in known]

    # Writing

    def _message_compute_author(self, author_id=None, email_from=None):
        """Allow only the system to post in another person's name."""
        if not self.env.su:
            author_id = email_from = None
        return super()._message_compute_author(author_id=author_id, email_from=email_from)

    def _message_compute_parent_id(self, parent_id):
        """Allow replies only to messages the user may read."""
        found = super()._message_compute_parent_id(parent_id)
        Message = self.env["mail.message"].sudo(False)
        return found if found and Message.search([("id", "=", found)], limit=1) else False

    def _speaking_agency(self, author):
        """Return the agency ``author`` posts for: none for the Office and the leadership."""
        Agency = self.env["directive.agency"]
        # The author's role decides, regardless of the reader.
        user = self.env.user
        users = user if user.partner_id == author else author.sudo().user_ids
        if any(user._directive_reads_all() for user in users):
            return Agency
        # The agency a person posts for decides who can read it, and must not depend on their
        # rights.
        Member = self.env["directive.agency.member"].sudo()
        held = Member.search(Member._current_domain() & Domain("partner_id", "in", author.ids))
        agencies = held.agency_id or Member.search([("partner_id", "in", author.ids)]).agency_id
        # The system determines the agency of an author, because others are hidden from them.
        here = agencies.filtered(lambda one: one.id in self.sudo()._visible_to())
        return self.sudo()._choose_speaking(here or agencies)

    def _choose_speaking(self, agencies):
        """Return the one of the author's ``agencies`` that they post for here."""
        return agencies[:1]

    # Notification

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """Drop recipients who may not read the record or the author's messages."""
        recipients = super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs)
        allowed = set(self._may_read([row["id"] for row in recipients if row.get("id")], message))
        return [row for row in recipients if row.get("id") in allowed]

    def _may_read(self, partner_ids, message=None):
        """Return those of ``partner_ids`` whose user may read this record, and ``message`` on it."""
        # Another user's access is checked in their name.
        partners = self.env["res.partner"].sudo().browse(partner_ids)
        users = partners.user_ids.filtered("active")
        return [
            user.partner_id.id
            for user in users
            # Checked in each reader's name; the system reads the message for them.
            if self.with_user(user).has_access("read")
            and (not message or message.sudo().with_user(user).sudo()._shown_to_reader())
        ]

    def _drop_outsiders(self):
        """Remove followers and to-dos of users who may no longer read these records."""
        # Odoo caches them as the last reader saw them.
        self.invalidate_recordset(["message_follower_ids", "message_partner_ids", "activity_ids"])
        for record in self.sudo():  # others' to-dos and followers are removed
            followers = record.message_partner_ids
            users = record.activity_ids.user_id | followers.user_ids
            insiders = record._may_read((users.partner_id | followers).ids)
            todos = record.activity_ids
            todos.filtered(
                lambda todo, ids=insiders: todo.user_id.partner_id.id not in ids
            ).unlink()
            record.message_unsubscribe([one for one in followers.ids if one not in insiders])

    @api.model
    def _drop_outsiders_of(self, *recordsets):
        """Do so for records of several models: which of them have any is asked once for all."""
        watched = self._watched(recordsets) if any(recordsets) else ()
        for records in recordsets:
            records.filtered(lambda one: (one._name, one.id) in watched)._drop_outsiders()

    @api.model
    def _watched(self, recordsets):
        """Return ``(model, id)`` of those of these records that have followers or to-dos."""
        self.env["mail.followers"].flush_model()
        self.env["mail.activity"].flush_model()
        found = [SQL(WATCHED, model=one._name, ids=one.ids) for one in recordsets]
        return set(self.env.execute_query(SQL(" UNION ALL ").join(found)))
