from collections import defaultdict

from odoo import api, fields, models

DEFAULT_LANG = "vi_VN"


class DirectiveNoticeDelivery(models.Model):
    """The content of a message for these rows, its language, and whether it is still valid.

    A recipient with a user has the access of that user; one without has the access of their
    current agencies.
    """

    _inherit = "directive.notice.delivery"

    def _in_recipient_language(self):
        """Return these rows of one recipient in an environment with their language."""
        lang = self.partner_id.lang or self._fallback_lang()
        return self if self.env.context.get("lang") == lang else self.with_context(lang=lang)

    @api.model
    def _fallback_lang(self):
        installed = dict(self.env["res.lang"].get_installed())
        return DEFAULT_LANG if DEFAULT_LANG in installed else self.env.lang

    def _told(self):
        """Return ``{row id: values of its message}`` for all rows at once.

        The language is that of the context.
        """
        self._read_items()
        urls = self._answer_urls()
        told = {notice: notice._told() for notice in self.notice_id}
        return {
            row.id: {**told[row.notice_id], "answer_url": urls.get(row.id, False)} for row in self
        }

    def _answer_urls(self):
        """Return ``{row id: address}`` at which a message is answered without logging in."""
        return {}

    def _read_items(self):
        """Prefetch the message data of the records of each model."""
        for records in self.notice_id._records().values():
            records[:1]._notice_item()

    def _items(self, told=None):
        """Return one item per record, the most pressing first, however many rows speak of it.

        :param told: the result of :meth:`_told` for these rows, if known
        """
        told, by_record = told or self._told(), {}
        for row_id in sorted(self._ids):
            by_record.setdefault(told[row_id]["record"], []).append(row_id)
        items = [
            {
                **told[row_ids[-1]],
                "labels": " · ".join(dict.fromkeys(told[one]["labels"] for one in row_ids)),
                "sort": (*told[row_ids[-1]]["sort"], row_ids[0]),
            }
            for row_ids in by_record.values()
        ]
        return sorted(items, key=lambda item: item["sort"])

    @api.model
    def _count_words(self, items):
        """Return the number of ``items`` in words: “3 tasks”, or “3 items” if their models differ."""
        models_ = {model for model, _id in (item["record"] for item in items)}
        model = models_.pop() if len(models_) == 1 else "directive.subject.mixin"
        return self.env[model]._notice_count_words(len(items))

    # Which rows make one message

    def _going_alone(self):
        """Return those of these rows whose message holds nothing else."""
        alone = {model for model, one in self.notice_id._records().items() if one._notice_alone}
        return self.filtered(lambda row: row.is_express or row.notice_id.res_model in alone)

    # Whether it is still so, and theirs to know

    def _irrelevant_reasons(self):
        """Return ``{row: reason}`` for the rows whose cause is no longer valid."""
        deleted = self.notice_id._of_deleted_records()
        reasons = dict.fromkeys(deleted, self.env._("The record has been deleted."))
        for notice in self.notice_id - deleted:
            reasons[notice] = notice._irrelevant_reason()
        return {row: reasons[row.notice_id] for row in self if reasons[row.notice_id]}

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
        """Return the rows of recipients without a user whose agency sees the record."""
        posts, seen = self._agencies_of_contacts(), set()
        for model, rows in self._by_model().items():
            records = rows._existing_records(model)
            # An agency that has ended still sees its past, but gets no messages.
            visible_to = {one.id: one.visible_agency_ids.filtered("active").ids for one in records}
            seen |= {
                row.id
                for row in rows
                if not posts[row.partner_id.id].isdisjoint(visible_to.get(row.notice_id.res_id, ()))
            }
        return self.browse(seen)

    def _by_model(self):
        """Return these rows by the model of their record, without rows of other models."""
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
