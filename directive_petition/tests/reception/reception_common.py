from datetime import date

from odoo.fields import Command

from ..petition_common import TODAY, PetitionCase, PetitionWorld

LAND = "Khiếu nại việc thu hồi 200 m2 đất trồng lúa ở thôn 3 không bồi thường"
LAND_AGAIN = "Khiếu nại về việc thu hồi đất trồng lúa 200 m2 tại thôn 3, không được bồi thường"
SESSION_DAY = date(2026, 12, 10)


class ReceptionWorld(PetitionWorld):
    """The desk of the Office and of two communes."""

    @classmethod
    def make_visit(cls, user=None, **vals):
        """Return a visit of Giàng A Páo, as staff of the Office type it."""
        vals = {
            "visitor_name": "Giàng A Páo",
            "visitor_id_number": "010 090 001 234",
            "visitor_phone": "0912 345 678",
            "visitor_address": "Thôn 3, xã Y Tý",
            "kind": "complaint",
            "object_text": "UBND xã Y Tý",
            "content": LAND,
            **vals,
        }
        return cls.env["petition.visit"].with_user(user or cls.staff).create(vals)

    @classmethod
    def end(cls, visit, outcome, **vals):
        """End ``visit`` by its form, as its clerk does."""
        form = visit.env["petition.visit.ending"].create(
            {"visit_id": visit.id, "outcome": outcome, **vals}
        )
        form.action_end()
        return visit

    @classmethod
    def make_session(cls, user=None, **vals):
        vals = {"date": SESSION_DAY, "head_name": "Lò Quang Vịnh", "head_post": "Chủ tịch", **vals}
        return cls.env["petition.session"].with_user(user or cls.staff).create(vals)

    @classmethod
    def held_session(cls, **vals):
        """Return a session held today, which nobody had planned, with one visit."""
        session = cls.make_session(date=TODAY, kind="unscheduled", **vals)
        session.action_hold()
        return session

    @classmethod
    def with_points(cls, session, *leads):
        """Add a point for each lead agency, one without a lead for None."""
        session.point_ids = [
            Command.create(
                {
                    "text": f"Point {place}",
                    "lead_agency_id": lead and lead.id,
                    "date_deadline": lead and "2026-12-20",
                }
            )
            for place, lead in enumerate(leads, 1)
        ]


class ReceptionCase(ReceptionWorld, PetitionCase):
    """The same on a day of its own."""
