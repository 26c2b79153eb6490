import base64
import io
from datetime import date, timedelta

from docx import Document

from odoo.addons.directive_tracking.tests.common import DirectiveCase

HEADING = ("THÔNG BÁO", "Kết luận tại cuộc họp về vốn đầu tư")
OPENING = "Ngày {day:%d/%m/%Y}, Chủ tịch UBND tỉnh chủ trì cuộc họp và kết luận như sau:"
CLOSING = "Văn phòng thông báo để các cơ quan biết, thực hiện./."


class ConclusionCase(DirectiveCase):
    """A calendar with a chair and the meetings of one series, a week apart, all past."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.env["directive.settings"]._today()
        cls.chair = cls.env["directive.leader"].create(
            {"name": "Chair of the test province", "issuer_id": cls.issuer.id}
        )
        cls.group = cls.env["directive.week.group"].create(
            {"name": "Test committee", "leader_ids": cls.chair.ids}
        )
        cls.series = cls.env["directive.meeting.series"].create({"name": "Test briefing"})
        cls.first = cls.make_meeting(cls.today - timedelta(days=14), name="First briefing")
        cls.second = cls.make_meeting(cls.today - timedelta(days=7), name="Second briefing")
        cls.third = cls.make_meeting(cls.today, name="Third briefing")

    @classmethod
    def make_meeting(cls, day, **vals):
        """Return an entry of that day in the calendar, of the series."""
        week = cls.env["directive.week"]._week_of(cls.group, day)
        meeting = cls.env["directive.meeting"].create(
            {
                "name": "Meeting",
                "week_id": week.id,
                "day": day,
                "chair_id": cls.chair.id,
                "series_id": cls.series.id,
                "monitor_id": cls.office_user.id,
                **vals,
            }
        )
        return meeting.with_user(cls.office_user)

    @classmethod
    def make_point(cls, meeting, **vals):
        """Return a draft point of the meeting, written by the Office."""
        vals = {
            "meeting_id": meeting.id,
            "label": "1",
            "text": "Department A reviews the projects",
            "lead_agency_id": cls.agency_a.id,
            "deadline_kind": "date",
            "date_deadline": cls.today + timedelta(days=20),
            **vals,
        }
        return cls.env["directive.meeting.point"].with_user(cls.office_user).create(vals)

    @classmethod
    def conclude(cls, meeting, *points):
        """Issue the conclusions of a meeting and return their points."""
        for vals in points:
            cls.make_point(meeting, **vals)
        meeting.action_issue_conclusions()
        return meeting.point_ids

    @classmethod
    def read(cls, meeting, text=False, data=None, **vals):
        """Return the form after it has read this text or file."""
        form = (
            cls.env["directive.conclusion.reading"]
            .with_user(cls.office_user)
            .create(
                {
                    "meeting_id": meeting.id,
                    "text": text,
                    "file": data and base64.b64encode(data),
                    "file_name": data and "thong-bao.docx",
                    **vals,
                }
            )
        )
        form.action_read()
        return form


def notice_file(day=date(2026, 11, 24), number="412/TB-VPUBND", points=()):
    """Return the bytes of a notice of conclusions in Word."""
    document = Document()
    for line in (f"Số: {number}", f"Lào Cai, ngày {day.day} tháng {day.month} năm {day.year}"):
        document.add_paragraph(line)
    for line in (*HEADING, OPENING.format(day=day), *points, CLOSING):
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
