from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, new_test_user

from ...tools.agency.provinces import agencies
from ..guard.test_login_page import PIXEL


class TestProvinceSetup(TransactionCase):
    """One choice fills the agency table, and a second run changes nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Agency = cls.env["directive.agency"].with_context(active_test=False)
        # Only in this test's transaction: the province starts from an empty table.
        cls.Agency.search([("parent_id", "!=", False)]).parent_id = False
        for number, agency in enumerate(cls.Agency.search([])):
            agency.write({"name": f"Khác {number}", "short_name": False, "code": False})
            agency.alias_ids.unlink()

    def _set_up(self, code="15"):
        wizard = self.env["directive.province.setup"].create({"province_code": code})
        wizard.action_apply()
        return wizard

    def _by_code(self, code):
        return self.Agency.search([("code", "=", code)])

    def test_a_code_that_no_province_has_is_refused_with_a_sentence(self):
        with self.assertRaisesRegex(UserError, "“Province” cannot be 99"):
            self._set_up("99")

    def test_every_agency_of_the_catalogue_is_created(self):
        before = self.Agency.search_count([])
        wizard = self._set_up()
        self.assertEqual(self.Agency.search_count([]) - before, len(agencies("15")))
        self.assertEqual(wizard.created_count, len(agencies("15")))
        self.assertEqual(wizard.found_count, 0)

    def test_communes_bear_code_kind_short_name_and_aliases(self):
        self._set_up("91")
        phu_quoc = self._by_code("31078")
        self.assertEqual(phu_quoc.name, "Ủy ban nhân dân đặc khu Phú Quốc")
        self.assertEqual((phu_quoc.kind, phu_quoc.commune_kind), ("commune", "dac_khu"))
        self.assertEqual(phu_quoc.short_name, "UBND đặc khu Phú Quốc")
        self.assertEqual(phu_quoc.alias_ids.mapped("name"), ["đặc khu Phú Quốc"])

    def test_exactly_one_office_is_created(self):
        self._set_up()
        office = self.Agency.search([("name", "=", "Văn phòng Ủy ban nhân dân tỉnh")])
        self.assertEqual(office.kind, "office")
        self.assertEqual(office.short_name, "Văn phòng UBND tỉnh")

    def test_running_again_creates_nothing(self):
        self._set_up()
        before = self.Agency.search_count([])
        wizard = self._set_up()
        self.assertEqual(self.Agency.search_count([]), before)
        self.assertEqual((wizard.created_count, wizard.found_count), (0, len(agencies("15"))))

    def test_running_again_keeps_what_users_changed(self):
        self._set_up()
        ward = self._by_code("02647")
        ward.write({"name": "UBND phường mới", "short_name": "P. mới", "active": False})
        ward.alias_ids.unlink()
        self._set_up()
        self.assertEqual(
            (ward.name, ward.short_name, ward.active), ("UBND phường mới", "P. mới", False)
        )
        self.assertFalse(ward.alias_ids)

    def test_an_agency_typed_before_is_recognised_and_only_given_its_code(self):
        typed = self.Agency.create({"name": "ubnd xa bat xat", "kind": "commune"})
        wizard = self._set_up()
        self.assertEqual((typed.code, typed.name), ("02683", "ubnd xa bat xat"))
        self.assertEqual(wizard.found_count, 1)

    def test_a_department_keeps_the_code_its_province_gave_it(self):
        typed = self.Agency.create({"name": "Sở Nội vụ", "code": "000.00.03.H38"})
        self._set_up()
        self.assertEqual(typed.code, "000.00.03.H38")
        self.assertEqual(self.Agency.search([("name", "=", "Sở Nội vụ")]), typed)

    def test_the_report_names_what_was_created(self):
        wizard = self._set_up()
        self.assertIn("Ủy ban nhân dân xã Bát Xát", wizard.created_names.splitlines())

    def test_new_agencies_are_found_by_any_spelling(self):
        self._set_up()
        found = dict(self.Agency.name_search("xa xuan hoa"))
        self.assertIn(self._by_code("02962").id, found)

    def test_a_whole_province_takes_few_queries(self):
        self._set_up("15")  # set once: the authority's name and place
        wizard = self.env["directive.province.setup"].create({"province_code": "79"})
        wizard.place = self.env.company.city
        self.env.flush_all()
        with self.assertQueryCount(30):
            wizard.action_apply()
            self.env.flush_all()

    def test_a_city_gives_its_orders_as_a_city(self):
        issuer = self.env["directive.issuer"].create({"name": "Thử - Ủy ban nhân dân tỉnh"})
        self._set_up("48")
        self.assertEqual(issuer.name, "Thử - Ủy ban nhân dân thành phố")

    def test_only_an_administrator_sets_up_a_province(self):
        for group in ("office", "leader", "agency"):
            group = f"directive_tracking.group_directive_{group}"
            user = new_test_user(self.env, login=group, groups=group)
            with self.assertRaises(AccessError):
                self.env["directive.province.setup"].with_user(user).create({"province_code": "15"})

    def test_the_administrator_of_the_application_can_do_it_alone(self):
        group = "directive_tracking.group_directive_admin"
        user = new_test_user(self.env, login="quan_tri", groups=group)
        wizard = (
            self.env["directive.province.setup"].with_user(user).create({"province_code": "15"})
        )
        wizard.action_apply()
        self.assertEqual(wizard.created_count, len(agencies("15")))

    def test_what_is_promised_is_what_is_created(self):
        self.Agency.create({"name": "UBND xã Bát Xát", "kind": "commune"})
        wizard = self.env["directive.province.setup"].create({"province_code": "15"})
        communes = sum(entry.kind == "commune" for entry in agencies("15")) - 1
        others = len(agencies("15")) - 1 - communes
        promised = wizard.summary
        for number in (communes, others, 1):
            self.assertIn(str(number), promised)
        wizard.action_apply()
        self.assertEqual((wizard.created_count, wizard.found_count), (communes + others, 1))
        wizard.invalidate_recordset(["summary"])
        self.assertTrue(wizard.summary.startswith("0 "), "nothing is left to be created")

    def test_the_authority_bears_its_name_its_place_and_its_logo(self):
        company = self.env.company
        company.write({"name": "My Company", "city": False})
        self.env["res.lang"]._lang_get("en_US").time_format = "%H:%M:%S"
        company.resource_calendar_id.name = "Standard 40 hours/week"
        wizard = self.env["directive.province.setup"].create({"province_code": "48", "logo": PIXEL})
        wizard.action_apply()
        self.assertEqual(company.name, "Ủy ban nhân dân thành phố Đà Nẵng")
        self.assertEqual(company.city, "Đà Nẵng")
        self.assertFalse(company.uses_default_logo)
        self.assertEqual(company.resource_calendar_id.name, "Working week")
        self.assertNotIn("%H:%M:%S", self.env["res.lang"].search([]).mapped("time_format"))

    def test_a_name_given_before_is_kept_unless_it_is_changed_here(self):
        company = self.env.company
        company.name = "UBND tỉnh Lào Cai"
        self._set_up()
        self.assertEqual(company.name, "UBND tỉnh Lào Cai")
        wizard = self.env["directive.province.setup"].create({"province_code": "15"})
        wizard.authority_name = "Ủy ban nhân dân tỉnh Lào Cai"
        wizard.action_apply()
        self.assertEqual(company.name, "Ủy ban nhân dân tỉnh Lào Cai")
