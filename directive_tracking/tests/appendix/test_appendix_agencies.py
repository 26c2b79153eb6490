"""Agency cells: names however written, lists, groups, roles; nothing unmatched is lost."""

import random

from odoo.tests import BaseCase

from ...tools.agency import provinces
from ...tools.appendix import (
    ALL_COMMUNES,
    ALL_DEPARTMENTS,
    RELATED_AGENCIES,
    RELATED_COMMUNES,
    RELATED_DEPARTMENTS,
    AgencyName,
    expand,
)
from ...tools.appendix.agency.agencies import AgencyReader
from .appendix_files import AGENCIES, OFFICE

AGRICULTURE = "Sở Nông nghiệp và Môi trường"
SCIENCE = "Sở Khoa học và Công nghệ"
CULTURE = "Sở Văn hóa, Thể thao và Du lịch"
BORDER = "Ban Chỉ huy Bộ đội Biên phòng tỉnh"
ARMY = "Bộ Chỉ huy Quân sự tỉnh"
ZONE = "Ban Quản lý Khu kinh tế tỉnh"
PROJECTS = "Ban Quản lý dự án đầu tư xây dựng tỉnh"
FRONT = "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"
PRESS = "Báo và phát thanh, truyền hình Sông Xanh"

ONE_NAME = {
    "Sở Nông nghiệp và Môi trường": AGRICULTURE,
    "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG": AGRICULTURE,
    "so nong nghiep va moi truong": AGRICULTURE,
    "Sở  Nông\xa0nghiệp & Môi trường": AGRICULTURE,
    "Sở Nông nghiệp\nvà Môi trường": AGRICULTURE,
    "Sở Nông nghiệp - Môi trường": AGRICULTURE,
    "Sở NN&MT": AGRICULTURE,
    "Sở NN-MT": AGRICULTURE,
    "Sở NNMT.": AGRICULTURE,
    "Sở Nông nghiệp và MT": AGRICULTURE,
    "Giám đốc Sở NN&MT": AGRICULTURE,
    "Sở NN&amp;MT": AGRICULTURE,
    "Sở KH&CN": SCIENCE,
    "Sở KHCN": SCIENCE,
    "Sở VHTTDL": CULTURE,
    "Sở VH,TT&DL": CULTURE,
    "Sở Văn hoá, Thể thao và Du lịch": CULTURE,
    "Sở Văn hóa - Thể thao và Du lịch": CULTURE,
    "Văn phòng UBND tỉnh Sông Xanh": OFFICE,
    "VPUBND tỉnh": OFFICE,
    "Chánh Văn phòng UBND tỉnh": OFFICE,
    "CA tỉnh": "Công an tỉnh",
    "Công an tỉnh Sông Xanh": "Công an tỉnh",
    "Thanh tra": "Thanh tra tỉnh",
    "BCH BĐBP tỉnh": BORDER,
    "Bộ đội Biên phòng tỉnh": BORDER,
    "Ban CH BĐBP tỉnh": BORDER,
    "BCHQS tỉnh": ARMY,
    "Ban QL KKT": ZONE,
    "Ban Quản lý KKT tỉnh": ZONE,
    "BQLDA ĐTXD tỉnh": PROJECTS,
    "UBMTTQVN tỉnh": FRONT,
    "MTTQ tỉnh": FRONT,
    "Báo và PT-TH Sông Xanh": PRESS,
    "Báo và PTTH tỉnh": PRESS,
    "KBNN khu vực": "Kho bạc Nhà nước khu vực",
    "TTPVHCC tỉnh": "Trung tâm Phục vụ hành chính công tỉnh",
    "UBND xã Hòa Sơn": "xã Hoà Sơn",
    "Uỷ ban nhân dân xã HOÀ SƠN": "xã Hoà Sơn",
    "xã Suối Bạc": "xã Suối Bạc",
    "UBND P. Cầu Đá": "phường Cầu Đá",
    "UBND ĐK. Đảo Ngọc": "đặc khu Đảo Ngọc",
    "UBND Đặc khu Đảo Ngọc": "đặc khu Đảo Ngọc",
    "UBND xã Phú Lộc": "xã Phú Lộc",
    "phường Phú Lộc": "phường Phú Lộc",
    "UBND xã Tân Ân": "xã Tân Ân",
    "Chủ tịch UBND xã Tân An": "xã Tân An",
    "Sở Tài chính (phòng Ngân sách)": "Sở Tài chính",
}

WARDS = ["phường Phú Lộc", "phường Cầu Đá", "phường Hồng Hà", "phường Tỉnh Lỵ"]

LISTS = {
    "Sở Y tế; Sở Tư pháp": ["Sở Y tế", "Sở Tư pháp"],
    "Sở Y tế, Sở Tư pháp": ["Sở Y tế", "Sở Tư pháp"],
    "Sở Y tế và Sở Tư pháp": ["Sở Y tế", "Sở Tư pháp"],
    "Sở Y tế/Sở Tư pháp": ["Sở Y tế", "Sở Tư pháp"],
    "Sở Y tế + Sở Tư pháp | Công an tỉnh": ["Sở Y tế", "Sở Tư pháp", "Công an tỉnh"],
    "- Sở Y tế\n- Sở Tư pháp": ["Sở Y tế", "Sở Tư pháp"],
    "1. Sở Y tế\n2. Sở Tư pháp": ["Sở Y tế", "Sở Tư pháp"],
    "Sở Y tế; Sở Y tế": ["Sở Y tế"],
    "Sở Văn hóa, Thể thao và Du lịch, Sở Y tế": [CULTURE, "Sở Y tế"],
    "Các Sở: Tài chính, Xây dựng, Tư pháp": ["Sở Tài chính", "Sở Xây dựng", "Sở Tư pháp"],
    "Các Sở Tài chính, NN&MT và Y tế": ["Sở Tài chính", AGRICULTURE, "Sở Y tế"],
    "Sở Tài chính, Xây dựng": ["Sở Tài chính", "Sở Xây dựng"],
    "UBND các xã: Đồi Chè, Suối Bạc; phường Cầu Đá": ["xã Đồi Chè", "xã Suối Bạc", "phường Cầu Đá"],
    "UBND các xã Đồi Chè, Suối Bạc và Hòa Sơn": ["xã Đồi Chè", "xã Suối Bạc", "xã Hoà Sơn"],
    "UBND các xã: Đồi Chè; Suối Bạc": ["xã Đồi Chè", "xã Suối Bạc"],
    "UBND xã Đồi Chè, Suối Bạc": ["xã Đồi Chè", "xã Suối Bạc"],
    "UBND các xã (Đồi Chè, Suối Bạc)": ["xã Đồi Chè", "xã Suối Bạc"],
    "UBND 02 xã: Đồi Chè, Suối Bạc": ["xã Đồi Chè", "xã Suối Bạc"],
    "UBND các xã, phường: Đồi Chè, Cầu Đá": ["xã Đồi Chè", "phường Cầu Đá"],
    "UBND các phường Phú Lộc, Cầu Đá": ["phường Phú Lộc", "phường Cầu Đá"],
    "Công an tỉnh; các xã: Đồi Chè, Tân An": ["Công an tỉnh", "xã Đồi Chè", "xã Tân An"],
    "UBND các phường Cầu Đá, Hồng Hà và các xã Đồi Chè, Tân An": [
        "phường Cầu Đá",
        "phường Hồng Hà",
        "xã Đồi Chè",
        "xã Tân An",
    ],
    "UBND xã Phượng Dực; xã Phượng Dực": ["xã Phượng Dực"],
    "UBND các xã Phượng Dực, Đồi Chè": ["xã Phượng Dực", "xã Đồi Chè"],
    "UBND các xã phường Đồi Chè, Cầu Đá": ["xã Đồi Chè", "phường Cầu Đá"],
    "UBND các xã Đồi Chè, Các Sơn": ["xã Đồi Chè", "xã Các Sơn"],
    "UBND các phường Tỉnh Lỵ, Cầu Đá": ["phường Tỉnh Lỵ", "phường Cầu Đá"],
    "UBND các xã biên giới: Đồi Chè, Suối Bạc": ["xã Đồi Chè", "xã Suối Bạc"],
    "Các sở: TC, XD, TP": ["Sở Tài chính", "Sở Xây dựng", "Sở Tư pháp"],
    "Các đơn vị: Sở Y tế, Công an tỉnh": ["Sở Y tế", "Công an tỉnh"],
    "UBND các phường": WARDS,
    "UBND các đặc khu": ["đặc khu Đảo Ngọc"],
    "UBND các phường, đặc khu": [*WARDS, "đặc khu Đảo Ngọc"],
    "UBND 04 phường": WARDS,
    "UBND 01 đặc khu; Sở Y tế": ["đặc khu Đảo Ngọc", "Sở Y tế"],
}

GROUPS = {
    "Các sở, ban, ngành": [ALL_DEPARTMENTS],
    "các sở, ngành": [ALL_DEPARTMENTS],
    "Các sở, ban, ngành, đoàn thể tỉnh": [ALL_DEPARTMENTS],
    "Thủ trưởng các sở, ban, ngành tỉnh": [ALL_DEPARTMENTS],
    "Sở, ban, ngành": [ALL_DEPARTMENTS],
    "UBND các xã, phường": [ALL_COMMUNES],
    "UBND các xã, phường, đặc khu": [ALL_COMMUNES],
    "Chủ tịch UBND các xã, phường, đặc khu": [ALL_COMMUNES],
    "Uỷ ban nhân dân các xã, phường trên địa bàn tỉnh": [ALL_COMMUNES],
    "UBND cấp xã": [ALL_COMMUNES],
    "Các xã, phường": [ALL_COMMUNES],
    "các địa phương": [ALL_COMMUNES],
    "UBND 14 xã, phường, đặc khu": [ALL_COMMUNES],
    "Các sở, ban, ngành, UBND các xã, phường": [ALL_DEPARTMENTS, ALL_COMMUNES],
    "Các sở, ban, ngành;\nUBND các xã, phường": [ALL_DEPARTMENTS, ALL_COMMUNES],
    "Các sở, ngành và UBND các xã, phường": [ALL_DEPARTMENTS, ALL_COMMUNES],
    "Các sở, ngành, địa phương": [ALL_DEPARTMENTS, ALL_COMMUNES],
    "các sở, ngành liên quan": [RELATED_DEPARTMENTS],
    "các sở, ban, ngành có liên quan": [RELATED_DEPARTMENTS],
    "UBND các xã, phường có liên quan": [RELATED_COMMUNES],
    "UBND các xã liên quan": [RELATED_COMMUNES],
    "các đơn vị liên quan": [RELATED_AGENCIES],
    "các cơ quan, đơn vị có liên quan": [RELATED_AGENCIES],
    "Sở Y tế; các sở, ngành liên quan": ["Sở Y tế", RELATED_DEPARTMENTS],
}

UNMATCHED = {
    "các chủ đầu tư": None,
    "UBND các xã, phường ven biển": None,
    "UBND các xã biên giới": None,
    "UBND 05 xã": None,
    "UBND huyện Đồi Chè": None,
    "UBND thành phố Hồng Hà": None,
    "UBND xã Cầu Đá": None,
    "Công an xã Đồi Chè": None,
    "Công an tỉnh Núi Vàng": None,
    "VNPT Sông Xanh": None,
    "Văn phòng Tỉnh ủy": None,
    "Tỉnh Đoàn": None,
    "Các tổ chức chính trị - xã hội": None,
    "Sở Kế hoạch và Đầu tư": "Sở Tài chính",
    "Sở KH&ĐT": "Sở Tài chính",
    "Sở Giao thông vận tải": "Sở Xây dựng",
    "Sở TN&MT": AGRICULTURE,
    "Sở Nông nghiệp và Phát triển nông thôn": AGRICULTURE,
    "Sở Thông tin và Truyền thông": SCIENCE,
    "Sở Lao động - Thương binh và Xã hội": "Sở Nội vụ",
    "Sở LĐTB&XH": "Sở Nội vụ",
    "Cục Thuế tỉnh": "Thuế tỉnh",
    "Chi cục Thủy sản": AGRICULTURE,
    "Chi cục Kiểm lâm": AGRICULTURE,
    "Chi cục Quản lý thị trường": "Sở Công Thương",
    "Văn phòng Điều phối NTM tỉnh": AGRICULTURE,
    "Trung tâm Khuyến nông và Dịch vụ nông nghiệp": AGRICULTURE,
    "Trung tâm Kiểm soát bệnh tật tỉnh": "Sở Y tế",
}

MISSPELT = {
    "Sở Nông nghệp và Môi trường": AGRICULTURE,
    "Sở Tài chánh": "Sở Tài chính",
    "Sở Khoa hoc và Công nghhệ": SCIENCE,
    "UBND xã Đồi Chèe": "Ủy ban nhân dân xã Đồi Chè",
    "UBND phường Hồng Hàa": "Ủy ban nhân dân phường Hồng Hà",
}

ROLES = {
    "Sở Y tế (chủ trì), Sở Tư pháp (phối hợp)": ["Sở Y tế lead", "Sở Tư pháp coordinators"],
    "Sở Y tế (cơ quan chủ trì); Sở Tư pháp": ["Sở Y tế lead", "Sở Tư pháp None"],
    "Đ/c Giám đốc Sở Y tế; đ/c: Giám đốc Sở Tư pháp": ["Sở Y tế None", "Sở Tư pháp None"],
    "Sở Y tế chủ trì, phối hợp với Sở Tư pháp": ["Sở Y tế lead", "Sở Tư pháp coordinators"],
    "Chủ trì: Sở Y tế; phối hợp: Sở Tư pháp": ["Sở Y tế lead", "Sở Tư pháp coordinators"],
    "Chủ trì: Sở Y tế\nPhối hợp: Sở Tư pháp": ["Sở Y tế lead", "Sở Tư pháp coordinators"],
    "Sở Y tế (chủ trì) phối hợp Sở Tư pháp": ["Sở Y tế lead", "Sở Tư pháp coordinators"],
    "Sở Y tế (chủ trì); Sở Nội vụ, Sở Tư pháp (phối hợp)": [
        "Sở Y tế lead",
        "Sở Nội vụ coordinators",
        "Sở Tư pháp coordinators",
    ],
    "Sở Y tế phối hợp với Sở Tư pháp": ["Sở Y tế None", "Sở Tư pháp coordinators"],
}


class TestAppendixAgencies(BaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.reader = AgencyReader(AGENCIES)

    def _keys(self, text):
        keys = [key for found in self.reader.read(text) for key in found.keys]
        return list(dict.fromkeys(keys))

    def _check(self, table):
        for text, expected in table.items():
            with self.subTest(text):
                self.assertEqual(self._keys(text), expected)
                self.assertFalse(
                    [one for one in self.reader.read(text) if one.inexact or not one.keys]
                )

    def test_one_agency_is_found_however_it_is_written(self):
        self._check({text: [name] for text, name in ONE_NAME.items()})

    def test_lists_are_split_and_elided_prefixes_carried_on(self):
        self._check(LISTS)

    def test_groups_become_tokens(self):
        self._check(GROUPS)

    def test_what_is_not_in_the_list_is_kept_and_never_guessed(self):
        for text, hint in UNMATCHED.items():
            with self.subTest(text):
                (found,) = self.reader.read(text)
                self.assertEqual((found.keys, found.value, found.hint), ([], text, hint))

    def test_a_misspelt_name_is_matched_with_a_doubt(self):
        for text, name in MISSPELT.items():
            with self.subTest(text):
                (found,) = self.reader.read(text)
                self.assertEqual((found.inexact, len(found.keys)), (name, 1))

    def test_roles_written_in_the_cell_are_read(self):
        for text, expected in ROLES.items():
            with self.subTest(text):
                found = [f"{one.keys[0]} {one.role}" for one in self.reader.read(text)]
                self.assertEqual(found, expected)

    def test_names_of_another_province_are_not_ours(self):
        reader = AgencyReader(AGENCIES, "Núi Vàng")
        self.assertFalse(reader.read("Công an tỉnh Núi Đỏ")[0].keys)

    def test_initials_that_fit_two_agencies_match_neither(self):
        twins = [AgencyName(name, name, kind="department") for name in ("Sở Nội vụ", "Sở Ngoại vụ")]
        self.assertEqual(AgencyReader(twins).read("Sở NV")[0].keys, [])

    def test_tokens_expand_to_the_agencies_they_mean(self):
        communes = [agency.key for agency in AGENCIES if agency.kind == "commune"]
        self.assertEqual(expand([ALL_COMMUNES], AGENCIES), communes)
        self.assertEqual(expand(["x", ALL_COMMUNES, "xã Đồi Chè"], AGENCIES), ["x", *communes])
        departments = expand([ALL_DEPARTMENTS], AGENCIES)
        self.assertIn("Thanh tra tỉnh", departments)
        self.assertNotIn(OFFICE, departments)
        self.assertEqual(expand([RELATED_AGENCIES], AGENCIES), [])

    def test_all_but_one_leaves_that_one_out(self):
        communes = [agency.key for agency in AGENCIES if agency.kind == "commune"]
        name = communes[0].removeprefix("Ủy ban nhân dân ")
        self.assertEqual(self._keys(f"UBND các xã, phường (trừ {name})"), communes[1:])
        known, unknown = self.reader.read("UBND các xã, phường, trừ xã Không Có")
        self.assertEqual((known.keys, unknown.keys), ([ALL_COMMUNES], []))
        self.assertTrue(self.reader.read("các xã, phường trừ " * 300))  # and nobody waits for it

    def test_any_mixture_of_names_and_separators_is_taken_apart(self):
        chance = random.Random(19)
        for _attempt in range(300):
            agencies = chance.sample(AGENCIES, chance.randint(1, 6))
            names = [
                chance.choice((agency.short_name or agency.name, agency.name))
                for agency in agencies
            ]
            text = names[0]
            for name in names[1:]:
                text += chance.choice(("; ", ", ", " và ", "\n", "/", " + ", ";", ",")) + name
            self.assertEqual(self._keys(text), [agency.key for agency in agencies], text)

    def test_every_agency_of_every_province_is_found_by_its_names(self):
        for province in provinces.provinces().values():
            entries = provinces.agencies(province.code)
            agencies = [
                AgencyName(
                    at, one.name, one.short_name, one.kind, one.commune_kind or None, one.aliases
                )
                for at, one in enumerate(entries)
            ]
            reader = AgencyReader(agencies)
            with self.subTest(province.name):
                self.assertEqual(reader.index.province_name, province.name)
                for at, one in enumerate(entries):
                    for name in (one.name, one.short_name):
                        (found,) = reader.read(name)
                        self.assertEqual((found.keys, found.inexact), ([at], None), name)
