from collections import defaultdict

from odoo import fields, models


class DirectiveNoticeDelivery(models.Model):
    """Who may still see what he is to be told of, at the moment of sending.

    A recipient with a user may what that user may; one without, what the agencies he is in today
    may see.
    """

    _inherit = "directive.notice.delivery"

    def _out_of_sight_reasons(self):
        """Return ``{row: reason}`` for recipients who may no longer see the record."""
        reason = self.env._("The recipient may no longer see this record.")
        farewells = self.filtered(lambda row: row.notice_id._event().is_farewell)
        contacts = (self - farewells).filtered(lambda row: not row.user_id)
        visible = (self - farewells - contacts)._seen_by_user() | contacts._seen_by_contact()
        return dict.fromkeys(self - farewells - visible, reason)

    def _seen_by_user(self):
        """Return the rows whose user may read their record now."""
        seen = set()
        for model, rows in self._by_model().items():
            records, wanted = rows._existing_records(model), defaultdict(set)
            existing = set(records._ids)
            for row in rows:
                if row.user_id.active and row.notice_id.res_id in existing:
                    wanted[row.user_id].add(row.notice_id.res_id)
            readable = records._readable(wanted)
            seen |= {
                row.id for row in rows if row.notice_id.res_id in readable.get(row.user_id, ())
            }
        return self.browse(seen)

    def _seen_by_contact(self):
        """Return the rows whose recipient, who has no user, is in an agency that sees the record."""
        posts, seen = self._agencies_of_contacts(), set()
        for model, rows in self._by_model().items():
            records = rows._existing_records(model)
            # Odoo leaves the archived out of a relation: what has been merged since is not told.
            visible_to = {one.id: one.visible_agency_ids.ids for one in records}
            seen |= {
                row.id
                for row in rows
                if not posts[row.partner_id.id].isdisjoint(visible_to.get(row.notice_id.res_id, ()))
            }
        return self.browse(seen)

    def _by_model(self):
        """Return these rows by the model of their record: of others nobody sees anything."""
        rows = self.grouped(lambda row: row.notice_id.res_model)
        return {model: rows[model] for model in self.notice_id._records()}

    def _agencies_of_contacts(self):
        """Return ``{partner id: agency ids}`` of recipients without a user, as of today."""
        Member = self.env["directive.agency.member"]
        posts = defaultdict(set)
        domain = Member._current_domain() & fields.Domain("partner_id", "in", self.partner_id.ids)
        for member in Member.search(domain):
            posts[member.partner_id.id].add(member.agency_id.id)
        # An agency without members is reached at its own contact.
        for agency in self.env["directive.agency"].search(
            [("partner_id", "in", self.partner_id.ids)]
        ):
            posts[agency.partner_id.id].add(agency.id)
        return posts

    def _existing_records(self, model):
        """Return the records of ``model`` these rows are about, without those deleted since."""
        return self.notice_id._records()[model].exists()
