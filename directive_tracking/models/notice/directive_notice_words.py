from odoo import models


class DirectiveNotice(models.Model):
    _inherit = "directive.notice"

    def _item(self):
        """Return what a message says of this notice's record, as `_notice_item` of its model does.

        ``number``, ``point``, ``name`` and ``agency`` are texts, ``deadline`` a date or False,
        ``overdue`` a number of days.
        """
        return self.env[self.res_model].browse(self.res_id)._notice_item()

    def _told(self):
        """Return what a message says of this notice, whoever gets it."""
        item = self._item()
        day = item["deadline"]
        return {
            **item,
            "record": (self.res_model, self.res_id),
            "deadline": self.env["directive.notice.delivery"]._email_day(day) if day else "",
            "url": self._url(),
            "labels": self._label(),
            "note": self.note or "",
            "sort": (not item["overdue"], str(day or "9999")),
        }

    def _url(self):
        """Return the link that opens the record of this notice."""
        return f"{self.get_base_url()}/odoo/{self.env[self.res_model]._notice_path}/{self.res_id}"
