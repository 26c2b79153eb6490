"""The sample weeks are read as expected; prints fields right / fields."""

import json
import unittest

from ..world import plain, samples
from .test_appendix_samples import load_agencies

OF_THE_FILE = ("layout", "issuer", "group", "title", "year", "week", "revision")
OF_AN_ENTRY = ("half_day", "place", "invited_text", "invited_agencies", "private", "state")


# Words of days and half-days, labels whose field says the same, and names of nothing.
LABELS = (
    "Thứ hai ba tư năm sáu bảy T2 T3 T4 T5 T6 T7 chủ nhật CN ngày tháng sáng chiều tối S C buổi cả từ đến và",
    "chủ trì dự cùng đi LĐVP mời giấy mời riêng nt như trên không có lịch trống",
    "I II III IV đ/c đồng chí",
)


def load_reader():
    return plain.load("directive_calendar", "tools.week.reading")


def file_values(reading):
    values = {name: getattr(reading, name) for name in OF_THE_FILE}
    empty = [[day.isoformat(), half] for day, half in reading.empty_half_days]
    return values | {
        "date_from": reading.date_from.isoformat(),
        "date_to": reading.date_to.isoformat(),
        "updated_at": reading.updated_at and reading.updated_at.strftime("%Y-%m-%dT%H:%M"),
        "entry_count": len(reading.entries),
        "empty_half_days": empty,
    }


def entry_values(entry):
    """An entry as the expected lists write it; the first letter of the content does not matter."""
    return {name: getattr(entry, name) for name in OF_AN_ENTRY} | {
        "at": entry.at,
        "date": entry.date.isoformat(),
        "date_to": entry.date_to and entry.date_to.isoformat(),
        "start": _hour(entry.start),
        "end": _hour(entry.end),
        "content": _low(entry.content),
        "participants": [_participant(one) for one in entry.participants],
        "preparing": [
            {"text": one.text, "agency": one.agency, "what": list(one.what)}
            for one in entry.preparing
        ],
        "office": [{"text": text, "role": role} for text, role in entry.office],
        "invitation": {"separate": entry.separate, "number": entry.number},
        "remark": entry.remark,
        "moved_from": entry.moved_from and _moved(entry.moved_from),
        "warnings": sorted((one.code, one.field, one.value or "") for one in entry.warnings),
    }


def _hour(moment):
    return moment and moment.strftime("%H:%M")


def _low(text):
    return text[:1].lower() + text[1:]


def _participant(one):
    named = {"for": one.substitute_for} if one.substitute_for else {}
    return {"text": one.text, "role": one.role} | named


def _moved(before):
    day = before["date"] and before["date"].isoformat()
    return before | {"date": day, "start": _hour(before["start"])}


def _wanted(name, value):
    if name == "content":
        return _low(value)
    if name == "warnings":
        return sorted((one["code"], one["field"], one.get("value") or "") for one in value)
    return value


def differences(reading, expected):
    """(fields, [(field that differs, got, expected)]); entries are found by their place."""
    got = file_values(reading)
    pairs = [(name, got[name], expected[name]) for name in got if name in expected]
    entries = {json.dumps(one.at, sort_keys=True): entry_values(one) for one in reading.entries}
    for wanted in expected["entries"]:
        entry = entries.get(json.dumps(wanted["at"], sort_keys=True), {})
        pairs += [
            (f"{wanted['at']} {name}", entry.get(name), _wanted(name, value))
            for name, value in wanted.items()
        ]
    return len(pairs), [pair for pair in pairs if pair[1] != pair[2]]


def lost_words(path, reading):
    """Return [(text of the file, its words that the reading shows nowhere)]."""
    read_page = plain.load("directive_calendar", "tools.week.reading.page").read_page
    shown = _words(*_shown(reading)) | _words(*LABELS)
    texts = [
        text
        for part in read_page(path.name, path.read_bytes()).parts
        for text in ([part.text] if hasattr(part, "text") else _cells(part))
    ]
    lost = [(text, _words(text) - shown) for text in texts]
    return [(text, sorted(words)) for text, words in lost if words]


def _cells(table):
    """Return the texts of the rows below the header."""
    columns = plain.load("directive_calendar", "tools.week.reading.columns").read_columns(
        table, None
    )
    rows = table.rows[columns.rows if columns else 0 :]
    return [text for row in rows for text in row.own_texts]


def _shown(reading):
    """Yield all texts of a reading: entries with all their fields, what is left aside."""
    for entry in reading.entries:
        yield from (entry.source, entry.place, entry.invited_text, entry.remark, entry.number)
        for one in entry.participants:
            yield from (one.text, one.substitute_for)
        yield from (one.text for one in entry.preparing)
        yield from (text for text, _role in entry.office)
    yield from (left.text for left in reading.left_aside)


def _words(*texts):
    fold = plain.load("directive_tracking", "tools.text").fold
    return {word for word in fold(" ".join(filter(None, texts))).split() if not word.isdigit()}


class TestWeekSamples(unittest.TestCase):
    def test_every_field_of_every_sample_is_right(self):
        appendices, reader = plain.load("directive_tracking", "tools.appendix"), load_reader()
        for path, expected in samples.expectations("weeks"):
            with self.subTest(path.name):
                agencies = load_agencies(appendices, expected["province_code"])
                reading = reader.read_week(path.name, path.read_bytes(), agencies)
                count, wrong = differences(reading, expected)
                print(f"{path.name}: {count - len(wrong)} / {count} fields right")
                self.assertEqual(wrong, [])

    def test_whatever_a_sample_says_is_an_entry_or_listed(self):
        appendices, reader = plain.load("directive_tracking", "tools.appendix"), load_reader()
        for path, expected in samples.expectations("weeks"):
            agencies = load_agencies(appendices, expected["province_code"])
            reading = reader.read_week(path.name, path.read_bytes(), agencies)
            with self.subTest(path.name):
                self.assertEqual(lost_words(path, reading), [])


if __name__ == "__main__":
    unittest.main()
