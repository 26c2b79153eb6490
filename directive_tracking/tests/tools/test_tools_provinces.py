from odoo.tests import BaseCase

from ...tools.agency.provinces import AgencyEntry, agencies, match, provinces, tone_variants
from ...tools.text import fold


def commune(code, name):
    unit = f"xã {name}"
    return AgencyEntry(code, f"Ủy ban nhân dân {unit}", f"UBND {unit}", "commune", "xa", (unit,))


class TestProvinceCatalogue(BaseCase):
    """The shipped catalogue is the administrative map of July 2026."""

    def test_the_country_has_34_provinces_and_3321_units(self):
        self.assertEqual(len(provinces()), 34)
        self.assertEqual(sum(len(province.units) for province in provinces().values()), 3321)

    def test_codes_of_units_are_unique_in_the_whole_country(self):
        codes = [unit[0] for province in provinces().values() for unit in province.units]
        self.assertEqual(len(codes), len(set(codes)))

    def test_lao_cai_has_89_communes_and_10_wards(self):
        kinds = [unit[1] for unit in provinces()["15"].units]
        self.assertEqual((kinds.count("xa"), kinds.count("phuong")), (89, 10))

    def test_an_giang_has_its_three_special_zones(self):
        zones = [unit[2] for unit in provinces()["91"].units if unit[1] == "dac_khu"]
        self.assertEqual(zones, ["Phú Quốc", "Thổ Châu", "Kiên Hải"])

    def test_every_province_has_one_office_and_twelve_departments_or_more(self):
        for code in provinces():
            kinds = [entry.kind for entry in agencies(code)]
            self.assertEqual(kinds.count("office"), 1, code)
            self.assertGreaterEqual(kinds.count("department"), 12, code)

    def test_agencies_of_a_city_are_called_after_the_city(self):
        names = {entry.name for entry in agencies("48")}
        self.assertIn("Công an thành phố", names)
        self.assertNotIn("Công an tỉnh", names)

    def test_no_placeholder_is_left_in_any_name(self):
        for code in provinces():
            for entry in agencies(code):
                self.assertNotIn("{", "".join(entry.spellings))

    def test_names_are_unique_inside_every_province(self):
        for code in provinces():
            names = [entry.name for entry in agencies(code)]
            self.assertEqual(len(names), len(set(names)), code)

    def test_a_commune_bears_the_names_documents_use(self):
        entry = next(entry for entry in agencies("15") if entry.code == "02962")
        self.assertEqual(entry.short_name, "UBND xã Xuân Hoà")
        for alias in ("xã Xuân Hoà", "UBND xã Xuân Hòa", "xã Xuân Hòa"):
            self.assertIn(alias, entry.aliases)


class TestToneVariants(BaseCase):
    """Old and new tone placement are one name; other syllables are left alone."""

    def test_both_placements_lead_to_each_other(self):
        for old, new in (("Hòa", "Hoà"), ("Khỏe", "Khoẻ"), ("Thủy", "Thuỷ"), ("Lũy", "Luỹ")):
            self.assertEqual(tone_variants(old), [new])
            self.assertEqual(tone_variants(new), [old])

    def test_closed_syllables_have_one_placement(self):
        for name in ("Hoài", "Toàn", "Thuyền", "Nghĩa", "Múa"):
            self.assertEqual(tone_variants(name), [])


class TestMatching(BaseCase):
    """Existing names are recognised, similar ones are not."""

    def test_every_province_recognises_its_own_agencies_by_name_alone(self):
        for code in provinces():
            entries = agencies(code)
            known = [(index, "", [entry.name]) for index, entry in enumerate(entries)]
            self.assertEqual(match(entries, known), {index: index for index, _c, _n in known})

    def test_names_typed_without_diacritics_are_recognised(self):
        known = [("a", "", ["ubnd xa bat xat"])]
        self.assertEqual(match([commune("1", "Bát Xát")], known), {0: "a"})

    def test_communes_told_apart_by_diacritics_only_are_not_confused(self):
        entries = [commune("1", "Văn Lang"), commune("2", "Văn Lăng")]
        known = [("a", "", ["UBND xã Văn Lăng"])]
        self.assertEqual(match(entries, known), {1: "a"})

    def test_a_doubtful_name_without_diacritics_is_nobodys(self):
        entries = [commune("1", "Văn Lang"), commune("2", "Văn Lăng")]
        self.assertEqual(match(entries, [("a", "", ["ubnd xa van lang"])]), {})

    def test_a_renamed_agency_is_recognised_by_its_code(self):
        known = [("a", "1", ["UBND xã Mới"])]
        self.assertEqual(match([commune("1", "Cũ")], known), {0: "a"})

    def test_the_same_name_with_another_code_is_another_agency(self):
        known = [("a", "2", ["UBND xã Tân Lập"])]
        self.assertEqual(match([commune("1", "Tân Lập")], known), {})

    def test_a_department_with_the_customers_code_is_recognised_by_name(self):
        entry = agencies("15")[0]
        self.assertEqual(match([entry], [("a", "000.00.12.H38", [fold(entry.name)])]), {0: "a"})

    def test_one_agency_is_not_taken_for_two_entries(self):
        entries = [commune("1", "Tân Lập"), commune("2", "Tân Lập")]
        pairs = match(entries, [("a", "", ["xã Tân Lập"])])
        self.assertEqual(len(pairs), 1)
