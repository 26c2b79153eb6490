"""One entry understood: hour, content, place, who, invited, preparing, state."""

import re

from odoo.addons.directive_tracking.tools.text import fold, shadow

from . import sentences
from .brackets import DESKS, begin, moved_from, range_in, take, take_with_room, what_of
from .model import (
    CANCELLED,
    CHAIR,
    OFFICE_LEADER,
    PLANNED,
    POSTPONED,
    SUBSTITUTE,
    Doubt,
    Entry,
    Participant,
    Preparing,
)
from .moments import ALL_DAY, HALF, WHOLE, half_of, half_word, read_hours
from .people import (
    front_role,
    front_substitute,
    leading_leaders,
    read_person,
    split_people,
    tail_substitute,
)

BULLET = re.compile(r"\s*(?:[-+*•–—▪●○►✓]|\(?\d{1,2}[.)](?=\s+\D))\s*")
_GAP = re.compile(r"(?:[\s,;:.–-]|(?<![a-z])cung ngay(?=[\s,:.-]))+")
# A bracket behind the word says more of it; "HOÃN (14h00)" is the hour.
_STATE = re.compile(
    r"(?:\[\s*)?(?P<word>(?:tam )?hoan|huy|bo sung|thay doi)"
    r"(?P<more>\s*\((?!\s*(?:tu\s+)?\d{1,2}\s*(?:h|g|:))[^()]*\))?\s*(?:\]|:|(?P<loud>(?=\s)))"
)
_BRACKET = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|\(([^()]*)$")
_TAIL_PLACE = re.compile(
    r"(?:\s*[,;–-]?\s*(?:[Đđ]iểm|[Đđ]ịa điểm))?(?<!hiện)(?<!tồn)(?<!thực)(?<!nán)\s+tại\s+(?P<place>[^:]+)$"
)
_SETS_OUT = re.compile(r"(?:xuat phat|tap trung|khoi hanh|co mat)\s*$")  # where a journey begins
_OWN_DESK = re.compile(r"(?:lam viec|truc|cong viec) tai (?:co quan|tru so|phong lam viec)\s*$")
_PRIVATE = re.compile(r"(?:(?:lich|viec) (?:rieng|ca nhan)|ban(?: viec)?(?: rieng)?|co lich rieng)")
_INVITED_BESIDE = re.compile(r"(?:^|[;,.\n])\s*(?:kinh )?moi(?: [a-z ]{1,14})?\s*:\s*")
_NO_CONTENT = re.compile(r"[^\w]*")
_IN_RANGE = re.compile(
    r"\s*,?\s*\(?(?:tu (?:ngay )?)\d{1,2}[/.\d]*\s*(?:den|-)\s*(?:het )?(?:ngay )?"
    r"\d{1,2}\s*[/.]\s*\d{1,2}(?:[/.]\d{2,4})?\)?"
)
_AGENCY = re.compile(
    r"(?:lanh dao |dai dien |thu truong |dong chi )*(?:cac )?(?:so|ban(?! (?:giam"
    r" doc|cong tac|ngay))|ubnd|uy ban|cong an|bo (?:chi huy|chqs|tu lenh)|bch|chi cuc"
    r"|cuc|trung tam|thanh tra|kho bac|thue|vien|toa an|cong ty|tap doan|ngan hang"
    r"|truong(?! (?:thon|ban|phong|khu|to|cac)\b)|benh vien|hoi(?! (?:nghi|dong))"
    r"|lien doan|doan thanh nien|khu pho|phuong|xa|phong|dang uy|mttq|mat tran|vnpt|viettel|dien luc|bao)\b"
)
# "lãnh đạo các sở, ban, ngành" names no agency.
_GENERIC = re.compile(r"(?:lanh dao |dai dien )?(?:cac )?(?:so|ban|nganh|phong|don vi|dia phuong)")
_ONLINE = re.compile(
    r"(?:,?\s*(?:du |tham du |hop )?truc tuyen(?: (?:den|toi|tai|voi))?)|\bdiem cau\s*:?"
    r"|^moi them\s*:|(?<=[;,] )moi them\s*:"
)


_WHOLE_IN_FRONT = re.compile(rf"{WHOLE}(?=\s*[:,;–(-])|(?:ca|toan) ngay(?=\s+[a-z])")


class EntryReader:
    """Understands the entries of one week."""

    def __init__(self, week, names, desks=DESKS, is_of_office=False):
        """:param is_of_office: whether it is the week of the Office's own leaders"""
        self.week, self.names, self.desks = week, names, desks
        self.is_of_office = is_of_office

    def read(self, source):
        """Return the :class:`Entry` of a :class:`Source`."""
        return _EntryScan(self, source).read()


class _EntryScan:
    """One entry being read."""

    def __init__(self, reader, source):
        self.reader, self.source, self.week = reader, source, reader.week
        (self.said, self.text), self.parts = begin(source.text), {}
        self.entry = Entry(source.at, source.date, source=source.text)

    def read(self):
        body = self._front(self.text)
        body = self._without_brackets(body)
        self._sort(sentences.split(body))
        self._read_columns()
        self._read_content()
        self._read_people()
        self._read_place()
        self._read_time()
        self._read_agencies()
        self._read_state()
        return self.entry

    # The front: dash, state, half-day, hour

    def _front(self, text):
        plain, at = shadow(text), 0
        if match := BULLET.match(text):
            at = match.end()
        while at < len(text):
            if match := _GAP.match(plain, at):
                at = match.end()
            end = self._front_state(text, plain, at) or self._front_time(text, plain, at)
            if not end:
                break
            at = end
        return text[at:].strip()

    def _front_state(self, text, plain, at):
        match = _STATE.match(plain, at)
        if not match or (
            match["loud"] is not None
            and not text[match.start("word") : match.end("word")].isupper()
        ):
            return None
        self.said.remarks.append(text[at : match.end()].strip(" :[]"))
        if match["word"].endswith(("hoan", "huy")):
            self.said.state = POSTPONED if match["word"].endswith("hoan") else CANCELLED
        return match.end()

    def _front_time(self, text, plain, at):
        if bracket := re.compile(r"\(([^()]*)\)").match(text, at):
            if self._take(bracket[1]):
                return bracket.end()
            return None
        if match := _WHOLE_IN_FRONT.match(plain, at):
            self.said.half = ALL_DAY
            return match.end()
        if match := re.compile(rf"{HALF}(?=\s*(?:[:,;(–-]|\d|luc|tu\s+\d|$))").match(plain, at):
            self.said.half = half_word(match)
            return match.end()
        if end := self._front_days(text, plain, at):
            return end
        hours = read_hours(plain, at)
        if not hours or self.said.hours:
            return None
        self.said.hours = hours
        return hours.stop

    def _front_days(self, text, plain, at):
        """ "Từ ngày 03/9 đến hết ngày 04/9: dự tập huấn": the days of an entry that begins on its day."""
        match = _IN_RANGE.match(plain, at)
        days = range_in(text[at : match.end()], self.week) if match else []
        if not days or days[0] != self.source.date:
            return None
        self.said.days = days
        return match.end()

    # Brackets and sentences

    def _take(self, text, is_last=False):
        return take(self.said, text, self.week, is_last=is_last, desks=self.reader.desks)

    def _without_brackets(self, text):
        def kept(match):
            inner = next(group for group in match.groups() if group is not None)
            is_last = not text[match.end() :].strip(" .;,")
            if self._take(inner, is_last):
                return sentences.REMOVED
            left = take_with_room(self.said, inner, self.week)
            return match[0] if left is None else f"({left})" if left else sentences.REMOVED

        return _BRACKET.sub(kept, text)

    def _sort(self, found):
        for sentence in found:
            if sentence.kind == sentences.CONTENT and self.parts.get(sentences.CONTENT):
                if self._take(sentence.text):
                    continue
            self.parts.setdefault(sentence.kind, []).append(sentence)

    def _texts(self, kind):
        return [one.text.strip(" .;,") for one in self.parts.get(kind, ())]

    def _read_columns(self):
        source, said = self.source, self.said
        if source.remark and not self._take(source.remark):
            said.remarks.append(source.remark)
        if source.preparing:
            said.preparing += [one.strip() for one in re.split(r"[;\n]", source.preparing)]
        said.preparing += self._texts(sentences.PREPARING)
        said.remarks += self._texts(sentences.REMARK)

    # Content and people

    def _read_content(self):
        found = self.parts.get(sentences.CONTENT, [])
        content = "".join(
            f"{one.before if n else ''}{one.text.strip()}" for n, one in enumerate(found)
        )
        self.content = " ".join(content.split()).strip(" .;,–-:")

    def _read_people(self):
        source, people, office = self.source, [], list(self.said.office)
        people += [Participant(text) for text in source.leaders]
        for text, role in ((source.chair, CHAIR), (self._without_invited(source.who), None)):
            named, helpers = self._split_people(text, is_chair=role == CHAIR)
            people += [Participant(one.text, one.role or role, one.substitute_for) for one in named]
            office = helpers + office
        if not people or source.names_leaders:
            people += self._leaders_in_front()
            people = self._substitutes_at_the_end(people)
        role, content = front_role(self.content)
        whom, content = front_substitute(content) if not role else (None, content)
        if role or whom:
            holders = people[:1] if role == CHAIR else people  # only one chairs, unless it says so
            people = [
                _with_role(one, SUBSTITUTE if whom else role, whom) if one in holders else one
                for one in people
            ]
            self.content = content
        office = self._people_of_sentences(people) + office
        self.entry.participants = _one_each(people + self.said.people)
        self.entry.office = _ordered(
            office + [(one, OFFICE_LEADER) for one in [source.office] if one]
        )
        self._finish_content()

    def _without_invited(self, who):
        """In a column of people, "…; mời: lãnh đạo các sở" names the invited."""
        match = _INVITED_BESIDE.search(shadow(who or ""))
        if not match:
            return who
        self.said.invited.append(who[match.end() :])
        return who[: match.start()]

    def _split_people(self, text, is_chair):
        """Whoever chairs takes part, and in the week of the Office its own leaders do."""
        named, helpers = split_people(text)
        if self.reader.is_of_office or is_chair and not named:
            named += [read_person(words) for words, kind in helpers if kind == OFFICE_LEADER]
            helpers = [one for one in helpers if one[1] != OFFICE_LEADER]
        return named, helpers

    def _leaders_in_front(self):
        people, rest = [], self.content
        while True:
            leaders, end = leading_leaders(rest)
            after = rest[end:].strip(" :,;–-")
            if not leaders or not after and people:
                break
            whom, after = front_substitute(after)
            role, after = (SUBSTITUTE, after) if whom else front_role(after)
            people += [Participant(leader, role, whom) for leader in leaders]
            rest = after
            if not role:
                break
        self.content = rest or self.content
        return people

    def _substitutes_at_the_end(self, people):
        """ "… dự Lễ mít tinh, thay Chủ tịch": who attends does so for somebody else."""
        whom, content = tail_substitute(self.content)
        if not whom or len(people) != 1:
            return people
        self.content = content
        return [Participant(people[0].text, SUBSTITUTE, whom)]

    def _people_of_sentences(self, people):
        office = []
        for text in self._texts(sentences.PEOPLE):
            named, helpers = split_people(text)
            people += named
            office += helpers
        return office

    def _finish_content(self):
        plain = shadow(self.content)
        if match := _IN_RANGE.search(plain):
            days = range_in(self.content[match.start() : match.end()], self.week)
            if days and days[0] == self.source.date:
                self.said.days = days
                self.content = (self.content[: match.start()] + self.content[match.end() :]).strip()

    def _read_place(self):
        named = [*self._texts(sentences.PLACE), *([self.said.place] if self.said.place else [])]
        place = self.source.place
        if not place and named:
            place = "; ".join(dict.fromkeys(named))
        if not place and not _OWN_DESK.search(shadow(self.content)):
            match = _TAIL_PLACE.search(self.content)
            if match and not _SETS_OUT.search(shadow(self.content[: match.start()])):
                place = match["place"].strip()
                self.content = self.content[: match.start()].strip(" ,;–-")
        self.entry.place = place or None
        self.entry.content = self.content or " ".join(self.source.text.strip(" -+*()").split())

    # Time

    def _read_time(self):
        entry, said, source = self.entry, self.said, self.source
        hours, days = said.hours, said.days or [source.date, source.date_to]
        entry.date, entry.date_to = days[0], days[1] if days[1] and days[1] > days[0] else None
        if hours:
            entry.start, entry.end = hours.start, hours.end
        if ALL_DAY in (said.half, source.half_day) or entry.date_to:
            entry.half_day = ALL_DAY
            return
        entry.half_day = said.half or source.half_day or (hours and hours.half)
        if hours and not entry.half_day:
            entry.half_day = half_of(hours.start)
        elif hours and half_of(hours.start) != entry.half_day:
            self._warn("hour_outside_half_day", "start", hours.start.strftime("%H:%M"))
        if not entry.half_day:
            entry.half_day = ALL_DAY
            self._warn("half_day_assumed", "half_day")

    def _warn(self, code, field, value=None, hint=None):
        doubt = Doubt(code, field, value, hint)
        if doubt not in self.entry.warnings:
            self.entry.warnings.append(doubt)

    # Agencies

    def _read_agencies(self):
        texts = [*self._texts(sentences.INVITED), *self.said.invited]
        texts += [self.source.invited] if self.source.invited else []
        texts = [text for text in map(_before_place, texts) if fold(text)]
        self.entry.invited_text = "; ".join(texts) or None
        for text in texts:
            self._read_invited(text)
        for text in self.said.preparing:
            self.entry.preparing.append(self._preparing(text))

    def _read_invited(self, text):
        for found in self.reader.names.read(_blank(_ONLINE, text)):
            for key in found.keys:
                if key not in self.entry.invited_agencies:
                    self.entry.invited_agencies.append(key)
            if _GENERIC.fullmatch(fold(found.value)):
                continue
            if not found.keys and _AGENCY.match(shadow(found.value)):
                self._warn("unmatched_agency", "invited", found.value, found.hint)
            elif found.inexact:
                self._warn("inexact_agency", "invited", found.value, found.inexact)

    def _preparing(self, text):
        plain = shadow(text)
        name = re.split(r"\bchuan bi\b", plain, maxsplit=1)[0]
        subject = text[: len(name)].strip(" :-–") or text.partition(":")[2]
        found = self.reader.names.read(re.sub(r"^[Gg]iao ", "", subject)) if fold(subject) else []
        keys = [key for one in found for key in one.keys]
        return Preparing(text, keys[0] if len(keys) == 1 else None, what_of(plain))

    # State

    def _read_state(self):
        entry, said = self.entry, self.said
        entry.separate, entry.number, entry.private = said.separate, said.number, said.private
        entry.private = entry.private or bool(_PRIVATE.fullmatch(shadow(entry.content)))
        entry.state = CANCELLED if self.source.is_struck else said.state or PLANNED
        entry.remark = "; ".join(dict.fromkeys(said.remarks)) or None
        if said.moved and entry.state not in (CANCELLED, POSTPONED):
            entry.moved_from = moved_from(said.moved, entry.date, entry.half_day, self.week)


def _with_role(person, role, whom=None):
    if person.role or (role == CHAIR and fold(person.text).startswith("cac ")):
        return person
    return Participant(person.text, role, whom)


def _one_each(people):
    """Who is named twice, as in a column and in a bracket, stands once, with the role said."""
    found = {}
    for person in people:
        known = found.get(fold(person.text))
        if known is None or (person.role and not known.role):
            found[fold(person.text)] = person
    return list(found.values())


def _ordered(office):
    """Desks last, nobody twice."""
    return sorted(dict.fromkeys(office), key=lambda one: one[1] == "desk")


def _before_place(text):
    match = re.search(r"[.,;]?\s+(?:Điểm tại|Địa điểm|ĐĐ|tại (?:PH|[Pp]hòng họp|P\.)).*$", text)
    return (text[: match.start()] if match else text).strip(" .;,")


def _blank(pattern, text):
    """Blank the words of a pattern of shadows."""
    plain = shadow(text)
    for match in pattern.finditer(plain):
        text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    return text
