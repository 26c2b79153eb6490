from odoo import api, models, tools
from odoo.tools import format_date


class DirectiveNotice(models.Model):
    _inherit = "directive.notice"

    def _item(self):
        """Return the message data of this notice, from `_notice_item_of` of its record.

        ``number``, ``point``, ``name`` and ``agency`` are texts, ``deadline`` a date or False,
        ``overdue`` a number of days.
        """
        item = self._record()._notice_item_of(self)
        if self._event().is_farewell:  # all recipients may know that it is gone
            item.update(name="", agency="", deadline=False, overdue=0, short="")
        return item

    @api.model
    def _numbered(self, item):
        """Return the number in the message data ``item``, with its point if it has one."""
        if not item["point"]:
            return item["number"]
        return self.env._("%(number)s, point %(point)s", number=item["number"], point=item["point"])

    def _told(self):
        """Return the message data of this notice, for any recipient."""
        item = self._item()
        day = item["deadline"]
        return {
            **item,
            "record": (self.res_model, self.res_id),
            "deadline": self._day_in_words(day) if day else "",
            "url": self._url(),
            "list_url": self._record()._notice_url(as_list=True),
            "labels": self._label(),
            "note": self.note or "",
            "sort": (not item["overdue"], str(day or "9999")),
        }

    @api.model
    @tools.ormcache("day", "self.env.lang")
    def _day_in_words(self, day):
        return format_date(self.env, day)

    def _files(self, reader):
        """Return the files that go with a message of these notices to ``reader``, each name once."""
        files = {
            name: (name, content, kind)
            for notice in self
            for name, content, kind in notice._record()._notice_files(notice, reader)
        }
        return list(files.values())

    def _url(self):
        """Return the link that opens the record of this notice."""
        return self._record()._notice_url()
