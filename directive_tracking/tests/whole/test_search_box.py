from lxml import etree

from odoo.tests import tagged

from ..common import DirectiveCase

# Typed text for each agency of the case.
SPELLINGS = {
    "interior": (
        "Sở Nội vụ",
        "SNV",
        "sở nv",
        "so noi vu",
        "nội vụ",
        "Giám đốc Sở Nội vụ",
        "Sở NV tỉnh",
    ),
    "building": ("Sở Xây dựng", "Sở XD", "SXD", "so xay dung"),
    "police": ("Công an tỉnh", "CA tỉnh", "ca tinh", "Công an tỉnh Lào Cai"),
    "muong_hum": ("Mường Hum", "muong hum", "xã Mường Hum", "UBND xã Mường Hum", "x. muong hum"),
    "lao_cai": ("P. Lào Cai", "phường lào cai", "UBND P Lào Cai"),
}
NUMBERS = ("128/QĐ-UBND", "128 QĐ UBND", "128qdubnd", "128/qd", " 128 ", "12", "128 / QĐ - UBND")
NO_NUMBER = ("129/QĐ-UBND", "128/KH-UBND", "28")
BOXES = (
    "directive.task",
    "directive.directive",
    "directive.agency",
    "directive.agency.member",
    "directive.broadcast",
    "directive.notice.acknowledgement",
    "directive.statistics",
)


@tagged("post_install", "-at_install")
class TestSearchBox(DirectiveCase):
    """One box finds words, numbers and agencies, however they are written."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Agencies of a demo province must not be named as well.
        cls.env["directive.agency"].search([("id", "not in", cls.agency_a.ids)]).active = False
        cls.agencies = {
            "interior": cls.make_agency("Sở Nội vụ", short_name="Sở Nội vụ"),
            "building": cls.make_agency("Sở Xây dựng"),
            "police": cls.make_agency(
                "Công an tỉnh", kind="other", alias_ids=[(0, 0, {"name": "Công an tỉnh Lào Cai"})]
            ),
            "muong_hum": cls.make_commune("Ủy ban nhân dân xã Mường Hum", "xã Mường Hum", "xa"),
            "lao_cai": cls.make_commune("Ủy ban nhân dân phường Lào Cai", "P. Lào Cai", "phuong"),
            "cam_duong": cls.make_commune(
                "Ủy ban nhân dân phường Cam Đường", "P. Cam Đường", "phuong"
            ),
        }
        cls.directive = cls.make_directive(subject="Phòng chống mưa lũ")
        own = {"directive_id": cls.directive.id}
        other = cls.make_directive(number="77/KH-UBND", subject="Chuyển đổi số").id
        cls.led = {
            name: cls.make_task(agency, name=f"Việc số {index}", directive_id=other)
            for index, (name, agency) in enumerate(cls.agencies.items())
        }
        cls.helped = {
            name: cls.make_task(coordinators=agency, name=f"Việc phụ {index}", directive_id=other)
            for index, (name, agency) in enumerate(cls.agencies.items())
        }
        cls.roofs = cls.make_task(name="Xóa nhà tạm, nhà dột nát trên địa bàn", **own)

    @classmethod
    def make_commune(cls, name, short_name, kind):
        return cls.make_agency(name, short_name=short_name, kind="commune", commune_kind=kind)

    def found(self, text, model="directive.task", user=None):
        records = self.env[model].with_user(user or self.office_user)
        return records.search([("search_text", "ilike", text)]).with_user(self.env.user)

    def test_every_spelling_of_an_agency_finds_what_it_leads_and_coordinates(self):
        for name, spellings in SPELLINGS.items():
            for spelling in spellings:
                self.assertEqual(self.found(spelling), self.led[name] | self.helped[name], spelling)

    def test_the_same_spellings_find_the_agency_in_pickers_and_in_its_list(self):
        for name, spellings in SPELLINGS.items():
            for spelling in spellings:
                agency = self.agencies[name]
                first = self.env["directive.agency"].name_search(spelling)[0]
                self.assertEqual(first[0], agency.id, spelling)
                self.assertIn(agency, self.found(spelling, "directive.agency"))

    def test_an_agency_that_is_named_whole_comes_before_those_that_only_hold_the_name(self):
        self.make_agency("Ban quản lý dự án Sở Xây dựng", sequence=1)
        names = self.env["directive.agency"].name_search("Sở XD", limit=1)
        self.assertEqual([row[0] for row in names], self.agencies["building"].ids)

    def test_pickers_keep_to_their_domain_and_limit(self):
        Agency = self.env["directive.agency"]
        self.assertFalse(Agency.name_search("SNV", [("kind", "=", "commune")]))
        self.assertLessEqual(len(Agency.name_search("Sở", limit=1)), 1)

    def test_a_spelling_learnt_or_forgotten_counts_with_the_next_search(self):
        self.assertFalse(self.found("Bộ phận chín chấm"))
        alias = self.env["directive.agency.alias"].create(
            {"agency_id": self.agencies["interior"].id, "name": "Bộ phận chín chấm"}
        )
        self.assertTrue(self.found("bo phan chin cham"))
        alias.unlink()
        self.assertFalse(self.found("bo phan chin cham"))
        self.agencies["building"].name = "Sở Kiến thiết"
        self.assertTrue(self.found("SKT"))
        self.assertFalse(self.found("SXD"))

    def test_a_task_still_in_draft_is_found_by_its_agencies(self):
        draft = self.make_task(coordinators=self.agencies["police"], state="draft")
        self.assertIn(draft, self.found("CA tỉnh"))

    def test_the_tasks_of_an_archived_agency_are_found_by_its_name(self):
        police = self.agencies["police"]
        self.found("Công an tỉnh").action_revoke("By decision of the test")
        police.active = False
        self.assertIn(self.led["police"], self.found("Công an tỉnh"))

    def test_a_number_is_found_however_it_is_spaced(self):
        for text in NUMBERS:
            self.assertEqual(self.found(text), self.roofs, text)
            self.assertEqual(self.found(text, "directive.directive"), self.directive, text)
        for text in NO_NUMBER:
            self.assertNotIn(
                self.directive, self.found(text, "directive.directive") - self.directive
            )
        for text in ("129/QĐ-UBND", "128/KH-UBND"):
            self.assertFalse(self.found(text), text)

    def test_words_are_found_in_their_order_with_anything_between(self):
        for text in ("nhà tạm", "xóa dột nát", "ĐỊA BÀN", "  nhà  tạm "):
            self.assertEqual(self.found(text), self.roofs, text)
        self.assertFalse(self.found("nát nhà tạm"))

    def test_a_sentence_that_holds_a_name_is_looked_for_as_words(self):
        self.assertFalse(self.found("Sở Nội vụ báo cáo"))

    def test_the_figures_find_the_same_tasks(self):
        for text in ("SNV", "128", "nhà tạm", "muong hum"):
            self.assertEqual(
                self.found(text, "directive.statistics").ids, self.found(text).ids, text
            )

    def test_members_are_found_by_agency_name_and_post(self):
        member = self.env["directive.agency.member"].create(
            {
                "agency_id": self.agencies["muong_hum"].id,
                "partner_id": self.env["res.partner"].create({"name": "Giàng A Páo"}).id,
                "title": "Chủ tịch",
            }
        )
        for text in ("muong hum", "Giàng A", "chủ tịch"):
            self.assertIn(member, self.found(text, "directive.agency.member"), text)

    def test_a_directive_is_found_by_the_agencies_of_the_tasks_the_reader_sees(self):
        both = self.make_directive(number="5/TB-UBND")
        for agency in (self.agencies["police"], self.agency_a):
            self.make_task(agency, directive_id=both.id)
        self.env.flush_all()  # as between two requests
        self.assertIn(both, self.found("CA tỉnh", "directive.directive"))
        self.assertIn(both, self.found("Department A", "directive.directive", self.user_a))
        self.assertNotIn(both, self.found("CA tỉnh", "directive.directive", self.user_a))

    def test_nobody_finds_what_he_may_not_see(self):
        for text in ("Công an tỉnh", "77", "Việc số"):
            self.assertNotIn(self.led["police"], self.found(text, user=self.user_b), text)

    def test_nothing_typed_finds_everything_and_pathological_text_nothing(self):
        Task = self.env["directive.task"]
        self.assertEqual(self.found("  "), Task.search([]))
        for text in ("%%%", "\\", "'\"", "()" * 500, "a" * 100_000, "\x7f"):
            self.found(text)

    def test_what_does_not_match_is_the_rest(self):
        Task = self.env["directive.task"]
        rest = Task.search([("search_text", "not ilike", "SNV")])
        self.assertEqual(rest, Task.search([]) - self.found("SNV"))

    def test_each_box_looks_there_first(self):
        views = self.env["ir.ui.view"].search(
            [("type", "=", "search"), ("model", "like", "directive."), ("inherit_id", "=", False)]
        )
        boxes = {
            view.model: etree.fromstring(view.arch).xpath("./field/@name")[:1]
            for view in views
            if "search_text" in self.env[view.model]._fields
        }
        self.assertLessEqual(set(BOXES), set(boxes))
        self.assertEqual(set(map(tuple, boxes.values())), {("search_text",)}, boxes)

    def test_every_document_that_names_an_agency_is_found_by_it(self):
        lacking = {
            view.model
            for view in self.env["ir.ui.view"].search([("type", "=", "search")])
            if view.model in self.env and view.xml_id.startswith("directive_tracking.")
            for name in etree.fromstring(view.arch).xpath("./field/@name")
            if self.env[view.model]._fields[name].comodel_name == "directive.agency"
            and "search_text" not in self.env[view.model]._fields
        }
        # Groups are few, and these figures are added up by agency anyway.
        added_up = {"directive.notice.statistics", "directive.inquiry.load"}
        self.assertEqual(lacking, {"directive.agency.group", *added_up})
