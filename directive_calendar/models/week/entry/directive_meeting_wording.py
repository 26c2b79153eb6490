from odoo import fields, models

from ....tools.week.hours import clock


class DirectiveMeeting(models.Model):
    """How the values kept of a change are said, to people of the house and on paper."""

    _inherit = "directive.meeting"

    def _official(self):
        """Return these meetings with their words in Vietnamese, if it is installed."""
        installed = {code for code, _name in self.env["res.lang"].get_installed()}
        return self.with_context(lang="vi_VN" if "vi_VN" in installed else self.env.lang)

    def _is_moved(self):
        return bool(self.moved_values or self.moved_from)

    def _moved_in_words(self):
        """Return the time this entry was moved from, as its reader says it, or None.

        What an imported week said of it stands in the remark, in the words of that week.
        """
        one = self.sudo()  # what stands on the page is everybody's
        if one.moved_values:
            return self._time_in_words(one.moved_values)
        return one.moved_from if one.moved_from != one.remark else None

    def _time_in_words(self, values):
        """Return the time of kept ``values``: “08:00 on 30/11/2026”, or its half-day."""
        day = fields.Date.to_date(values["day"])
        label = dict(self._fields["half_day"]._description_selection(self.env))
        hours = [values.get("hour_start"), values.get("hour_end")]
        known = "-".join(f"{clock(hour):%H:%M}" for hour in hours if hour)
        return self.env._(
            "%(hour)s on %(day)s",
            hour=known or label[values["half_day"]].lower(),
            day=f"{day:%d/%m/%Y}",
        )
