from datetime import timedelta

from odoo import Command, api, models

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from .reception_content import PEOPLE, POINTS, VISITS, WAITING, WAITING_AT_A_COMMUNE

TYPED = ("visitor_name", "visitor_id_number", "visitor_phone", "visitor_address")


class DirectiveDemo(models.AbstractModel):
    """The desk of the demo province: a month of visits, today's queue, sessions of the chairman."""

    _inherit = "directive.demo"

    @api.model
    def _fill_reception(self):
        """Receive citizens at the Office as its clerk does, and conclude a session."""
        if self.env["petition.visit"].search_count([], limit=1):
            return
        head = self.env.ref("directive_petition.user_truongban")
        # The head of the reception board is a deputy chief of the Office, and gives tasks as one.
        office = self.env.ref("directive_tracking.group_directive_office")
        head.sudo().group_ids = [Command.link(office.id)]
        demo = self._in_its_language().with_user(
            self.env.ref("directive_petition.user_tiepcongdan")
        )
        session = demo._make_sessions()
        for row in VISITS:
            demo._receive(*row, session=session)
        demo._seat(WAITING)
        demo.with_user(head)._conclude(session.with_user(head))
        demo.with_user(self._ref("user_xamuonghum"))._seat(WAITING_AT_A_COMMUNE)

    def _day(self, days):
        return self.env["directive.settings"]._today() + timedelta(days=days)

    # Visits

    def _visitor(self, key):
        return dict(zip(TYPED, PEOPLE[key], strict=True))

    def _receive(self, ago, who, kind, object_text, content, count, papers, outcome, more, session):
        visit = self.env["petition.visit"].create(
            {
                **self._visitor(who),
                "date": self._day(-ago),
                "session_id": session.id if session.date == self._day(-ago) else False,
                "received_by": "head" if session.date == self._day(-ago) else "staff",
                "kind": kind,
                "object_text": object_text,
                "content": content,
                "persons_count": count,
                "paper_ids": [Command.create(self._paper(place)) for place in range(papers)],
            }
        )
        self._end_visit(visit, outcome, dict(more))

    def _paper(self, place):
        names = ("Đơn", "Quyết định của UBND xã", "Giấy chứng nhận quyền sử dụng đất")
        return {"name": names[place], "pages": place + 1, "is_original": not place}

    def _end_visit(self, visit, outcome, more):
        if outcome == "same":
            matter = (visit.same_matter_ids | visit.alike_matter_ids)[:1]
            outcome, more = "linked" if matter else "letter", {"matter_id": matter.id}
        if ground := more.pop("ground", None):
            known = self.env.ref(f"directive_petition.ground_refuse_reception_{ground}")
            more["ground_id"] = known.id
        if days := more.pop("days", None):
            more |= {"date_appointment": self._day(days), "appointment_text": "08:30, phòng 102"}
        visit._end(outcome, **more)

    def _seat(self, rows):
        for who, kind, content, is_urgent in rows:
            self.env["petition.visit"].create(
                {
                    **self._visitor(who),
                    "kind": kind,
                    "content": content,
                    "is_urgent": is_urgent,
                    "state": "waiting",
                }
            )

    # Sessions

    def _make_sessions(self):
        """Return the session of twenty days ago, held; others are planned and published."""
        head = {"head_name": "Nguyễn Minh Khôi", "head_post": "Chủ tịch UBND tỉnh"}
        common = {**head, "hours": "08:00–11:30", "place": "Trụ sở Tiếp công dân tỉnh"}
        Session = self.env["petition.session"]
        past, _near, online = Session.create(
            [
                {**common, "date": self._day(-20)},
                {**common, "date": self._day(3), "kind": "unscheduled"},
                {**common, "date": self._day(18), "is_online": True},
            ]
        )
        past.with_context(directive_workflow=WORKFLOW).write({"date_published": self._day(-30)})
        online.action_publish()
        past.action_hold()
        return past

    def _conclude(self, session):
        points = [
            Command.create(
                {
                    "text": text,
                    "lead_agency_id": self._ref(lead).id if lead else False,
                    "date_deadline": self._day(days) if days else False,
                    "contact": contact,
                }
            )
            for text, lead, days, contact in POINTS
        ]
        session.write(
            {
                "point_ids": points,
                "conclusion_number": "45/TB-VPUBND",
                "conclusion_date": self._day(-18),
                "issuer_id": self._ref("issuer_chu_tich").id,
            }
        )
        session.action_conclude()
