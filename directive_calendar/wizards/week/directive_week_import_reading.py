from base64 import b64decode

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain
from odoo.tools import SQL

from odoo.addons.directive_tracking.tools.appendix import AppendixError, expand
from odoo.addons.directive_tracking.tools.guard.bounds import PASTED as LONGEST_PAGE
from odoo.addons.directive_tracking.tools.text import fold

from ...tools.week.hours import hour_of, is_overnight
from ...tools.week.reading import PASTED, read_week

PASTED_PAGE = f"{PASTED}.html"


class DirectiveWeekImport(models.TransientModel):
    """From the file to the preview: leaders, agencies and rooms are found by their names."""

    _inherit = "directive.week.import"
    # Word sends its styles along, often more than the table itself.
    _text_limits = dict.fromkeys(("pasted_text", "pasted_html"), LONGEST_PAGE)

    def _read(self):
        """Return the reading of the file or of the pasted rows.

        :raises UserError: with a sentence about the problem
        """
        if self.file:
            name, content = self.file_name or "", b64decode(self.with_context(bin_size=False).file)
        elif (self.pasted_text or "").strip():
            name, content = self._pasted()
        else:
            raise UserError(self.env._("Choose the file of a week, or paste its rows."))
        agencies = self.env["directive.agency"]._names()
        try:
            return read_week(name, content, agencies, week=self.date_from or None)
        except AppendixError as error:
            self._forget_source()
            raise UserError(self._refusal(error, name)) from error

    def _pasted(self):
        """Return (name, content) of what was pasted: with its cells, where the clipboard held them."""
        text, page = self.pasted_text, self.pasted_html or ""
        if len(text) + len(page) > LONGEST_PAGE:
            raise UserError(
                self.env._("The pasted text is too long: save it as a file and choose that file.")
            )
        if "<table" in page.lower():
            return PASTED_PAGE, f"<html><body>{page}</body></html>".encode()
        return PASTED, text.encode()

    def _refusal(self, error, name):
        if error.code in ("no_table", "empty"):
            return self.env._(
                "No week of work was found in the file: it needs the days of one week, as "
                "“Thứ hai, ngày 07/12/2026”, and beside or below them what is on. If the file "
                "names no date, enter the Monday of the week first."
            )
        shown = "" if name in (PASTED, PASTED_PAGE) else name
        return self.env["directive.import"]._error_sentence(error, shown)

    def _forget_source(self):
        """Keep nothing of a refused source, after the rollback of the refusal."""
        registry, wizard_id = self.env.registry, self.id

        def forget():
            with registry.cursor() as cr:
                cr.execute(
                    SQL("UPDATE directive_week_import SET file = NULL WHERE id = %s", wizard_id)
                )

        self.env.cr.postrollback.add(forget)

    def _prepare_preview(self, reading):
        group = self.group_id or self._group_named(reading.group)
        asked = self.asked_from or self.date_from
        self.write({"group_id": group.id, "date_from": reading.date_from, "asked_from": asked})
        known = self._known_entries()
        finder = self._finder()
        lines = [
            self._prepare_line(n, one, finder, known) for n, one in enumerate(reading.entries, 1)
        ]
        return {
            "state": "read",
            "title": reading.title,
            "revision": reading.revision,
            "line_ids": [Command.clear(), *map(Command.create, lines)],
            "left_ids": self._prepare_left(reading),
        }

    def _group_named(self, name):
        groups = self.env["directive.week.group"].search(Domain.TRUE)
        same = groups.filtered(lambda group: fold(group.name) == fold(name))
        return same or (groups if len(groups) == 1 else groups.browse())

    def _finder(self):
        """Return what names are looked up in: leaders and rooms by every spelling, agencies."""
        leaders = {}
        office = self.env["directive.meeting"]._is_written_by_office()
        known = self.env["directive.leader"].search(Domain.TRUE)
        # In the calendar of an agency others than its leaders are named in words.
        for leader in known if office else known & self.group_id.leader_ids:
            for spelling in leader._spellings():
                leaders.setdefault(fold(spelling), leader)
        rooms = {}
        ours = Domain.TRUE if office else Domain("agency_id", "in", self._own_agencies())
        for room in self.env["directive.room"].search(ours & Domain("kind", "=", "room")):
            for spelling in (room.name, *(room.alias_text or "").splitlines()):
                rooms.setdefault(fold(spelling), room)
        return {
            "leaders": leaders,
            "rooms": rooms,
            "agencies": self.env["directive.agency"]._names(),
        }

    def _own_agencies(self):
        return self.env.user._directive_agencies().ids

    def _prepare_line(self, number, entry, finder, known):
        twin = (entry.date, entry.half_day, fold(entry.content)) in known
        people = self._prepare_people(entry, finder["leaders"])
        agencies = expand(entry.invited_agencies, finder["agencies"])
        room = finder["rooms"].get(fold(entry.place or ""))
        return {
            "sequence": number,
            "is_included": not twin,
            "place_in_file": self._place_in_words(entry.at),
            "day": entry.date,
            "date_to": entry.date_to,
            "half_day": entry.half_day,
            "hour_start": entry.start and hour_of(entry.start),
            "hour_end": entry.end and not self._ends_before_it_begins(entry) and hour_of(entry.end),
            "name": entry.content[:1].upper() + entry.content[1:] or "…",
            "place": entry.place,
            "room_id": room.id if room else False,
            "agency_ids": [Command.set([key for key in agencies if isinstance(key, int)])],
            "invited_text": entry.invited_text,
            "office_text": "; ".join(text for text, _role in entry.office),
            "preparing": [
                {"text": one.text, "agency": one.agency, "what": list(one.what)}
                for one in entry.preparing
            ],
            "invitation_separate": entry.separate,
            "invitation_number": entry.number,
            "is_private": entry.private,
            "printed_state": entry.state,
            "remark": entry.remark,
            "wording": entry.source,
            "warning": self._warnings(entry, twin),
            **people,
        }

    def _prepare_people(self, entry, leaders):
        """Return the leaders found, the chair apart, and the others as they are worded."""
        found, others, chair = [], [], None
        for person in entry.participants:
            leader = self._leader(person.text, leaders)
            if leader and person.role == "chair" and not chair:
                chair = leader
            else:
                instead = person.substitute_for and self._leader(person.substitute_for, leaders)
                others.append(
                    {
                        "text": person.text,
                        "role": person.role or "attend",
                        "leader": leader.id if leader else False,
                        "instead": instead.id if instead else False,
                        "absent": person.substitute_for,
                    }
                )
            found += [leader.id] if leader else []
        return {
            "chair_id": chair.id if chair else False,
            "people": others,
            "people_text": "; ".join(person.text for person in entry.participants),
        }

    def _leader(self, text, leaders):
        """Return the leader of a wording, or None: by any spelling, or by the name at its end."""
        words = fold(text)
        if words in leaders:
            return leaders[words]
        ending = [leader for leader in leaders.values() if words.endswith(f" {fold(leader.name)}")]
        return ending[0] if ending else None

    def _ends_before_it_begins(self, entry):
        """Tell whether the hours cannot be meant: the end is left out, with a warning."""
        start, end = (hour_of(one) if one else 0 for one in (entry.start, entry.end))
        return 0 < end <= start and not is_overnight(start, end) and not entry.date_to

    def _warnings(self, entry, twin):
        words = {
            "hour_outside_half_day": self.env._("The hour %(value)s is outside the half-day."),
            "half_day_assumed": self.env._("The half-day is not said: the whole day was assumed."),
            "unmatched_agency": self.env._(
                "“%(value)s” is no known agency; it stays in the wording."
            ),
            "inexact_agency": self.env._("“%(value)s” was read as “%(hint)s”."),
        }
        found = [
            words[one.code] % {"value": one.value or "", "hint": one.hint or ""}
            for one in entry.warnings
            if one.code in words
        ]
        if self._ends_before_it_begins(entry):
            found.append(self.env._("It ends before it begins: check the hours."))
        return "\n".join(
            [*([self.env._("This entry is in the week already.")] if twin else []), *found]
        )
