from datetime import datetime

import pytz

from odoo import fields, models
from odoo.tools import SQL, format_datetime, ormcache

from ...tools.working_days import WorkingCalendar

PREFIX = "directive_tracking."
DEFAULTS = {"timezone": "Asia/Ho_Chi_Minh"}


class DirectiveSettings(models.AbstractModel):
    """The province's settings and its clock, in one place."""

    _name = "directive.settings"
    _description = "Directive Settings Reader"

    def _defaults(self):
        """Return {setting: value unless another is chosen}; every room adds its own."""
        return DEFAULTS

    def _get(self, key):
        """Return the setting ``key`` in the type of its default."""
        return self._read_setting(PREFIX + key, self._defaults()[key])

    def _read_setting(self, parameter, default):
        """Return a setting in the type of ``default``, which also replaces unreadable values."""
        # Settings are not secret, and every rule of the product needs them.
        value = self.env["ir.config_parameter"].sudo().get_param(parameter)
        if value in (None, False, ""):
            return default
        if isinstance(default, bool):
            return value in ("True", "1", True)
        try:
            return type(default)(value)
        except ValueError:
            return default

    def _official_lang(self):
        """Return Vietnamese if it is installed, else the language of the reader."""
        installed = {code for code, _name in self.env["res.lang"].get_installed()}
        return "vi_VN" if "vi_VN" in installed else self.env.lang

    def _timezone(self):
        return pytz.timezone(self._get("timezone"))

    def _now_local(self):
        """Return the current moment as a naive datetime in the province's time zone."""
        return self._to_local(fields.Datetime.now())

    def _to_local(self, moment):
        """Return ``moment`` (naive, UTC) as a naive datetime in the province's time zone."""
        return pytz.utc.localize(moment).astimezone(self._timezone()).replace(tzinfo=None)

    def _moment_in_words(self, moment):
        """Return ``moment`` (naive, UTC) as the province's clock and the reader's language say it."""
        zone = self._timezone().zone
        return format_datetime(self.env, moment, tz=zone, dt_format="short")

    def _today(self):
        """Return the current day in the province, whatever the user's time zone."""
        return self._now_local().date()

    def _to_utc(self, local):
        """Return the naive UTC datetime of ``local`` (naive, province's time zone)."""
        moment = self._timezone().localize(local)
        return moment.astimezone(pytz.utc).replace(tzinfo=None)

    def _start_of_day_utc(self, day):
        return self._to_utc(datetime(day.year, day.month, day.day))

    def _working_calendar(self):
        """Return the working days: the company's week, minus days off, plus swapped days."""
        return self._calendar_of(self.env.company.id)

    @ormcache("company_id")
    def _calendar_of(self, company_id):
        """Return the working days of this company.

        Every notice needs it, and it changes a few times a year: its sources invalidate it
        (`directive.remembered.mixin`).
        """
        # Everybody's deadlines are counted with the same calendar: one query, and the working
        # hours belong to another application's rights.
        for model in ("directive.calendar.day", "resource.calendar.attendance", "res.company"):
            self.env[model].flush_model()
        rows = self.env.execute_query(
            SQL(
                "SELECT kind, date, NULL FROM directive_calendar_day WHERE state = 'confirmed'"
                " UNION SELECT 'week', NULL, hours.dayofweek FROM resource_calendar_attendance hours"
                " JOIN res_company company ON company.resource_calendar_id = hours.calendar_id"
                " WHERE company.id = %s",
                company_id,
            )
        )
        return WorkingCalendar(
            weekdays=frozenset(int(day) for kind, _date, day in rows if kind == "week")
            or frozenset(range(5)),
            off={date for kind, date, _day in rows if kind == "off"},
            working={date for kind, date, _day in rows if kind == "working"},
        )
