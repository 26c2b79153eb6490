"""Which room of an addon knows which: see docs/development.md. Needs neither Odoo's server nor a database."""

import doctest
import tempfile
import textwrap
import unittest
from pathlib import Path

from ..rooms import names, rules, sources
from ..rooms.odoo_names import odoo_names
from ..rooms.sources import ROOT, Sources, addons

# Lowest first: each room knows only those before it.
ROOMS = (
    "common",
    "agency",
    "guard",
    "conversation",
    "notice",
    "acknowledgement",
    "answer",
    "directive",
    "task",
    "request",
    "delegation",
    "coordination",
    "evidence",
    "recurrence",
    "likeness",
    "realism",
    "chasing",
    "reorganisation",
    "imports",
    "history",
    "broadcast",
    "board",
    "bulk",
    "reminder",
    "figures",
    "comparison",
    "forms",
    "evaluation",
    "inquiry",
    "watch",
    "restore",
    "home",
    "menus",
)
TRACKING = "directive_tracking"
# The addons whose layers are divided into rooms.
ROOMS_OF = {
    TRACKING: ROOMS,
    "directive_calendar": ("week", "meeting", "invitation", "conclusion"),
    "directive_petition": (
        "term",
        "letter",
        "seal",
        "reception",
        "processing",
        "citizen",
        "register",
        "figures",
    ),
}
MANIFEST = ROOT / TRACKING / "__manifest__.py"
RULES = (
    rules.naming,
    rules.methods_twice,
    rules.layers_crossed,
    rules.several_classes,
    rules.class_names,
    rules.order_of_loading,
    rules.cycles,
    rules.full_folders,
)


class TestRooms(unittest.TestCase):
    """The addons that are divided into rooms follow the rules."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.divided = {addon: Sources(ROOT, addon, rooms) for addon, rooms in ROOMS_OF.items()}

    def assert_nothing(self, rule):
        """Check that ``rule`` finds nothing in any addon that is divided into rooms."""
        for addon, found in self.divided.items():
            with self.subTest(addon=addon, rule=rule.__name__):
                self.assertFalse(rule(found))

    def test_a_lower_room_names_nothing_of_a_higher_one(self):
        for addon, found in self.divided.items():
            with self.subTest(addon):
                known = odoo_names(ROOT / addon / "__manifest__.py")
                self.assertFalse(rules.naming(found, known))

    def test_no_method_hangs_on_the_order_of_import_lines(self):
        self.assert_nothing(rules.methods_twice)
        self.assert_nothing(rules.layers_crossed)

    def test_rooms_are_loaded_in_the_order_of_the_list(self):
        self.assert_nothing(rules.order_of_loading)
        self.assert_nothing(Sources.strangers)

    def test_each_file_holds_one_class_of_a_model_and_each_folder_few_files(self):
        self.assert_nothing(rules.several_classes)
        self.assert_nothing(rules.class_names)
        found = [one for addon in addons() for one in rules.full_folders(Sources(ROOT, addon, ()))]
        self.assertFalse(found)

    def test_modules_do_not_import_each_other_in_a_circle(self):
        self.assert_nothing(rules.cycles)

    def test_other_addons_import_only_the_plain_tools(self):
        found = []
        for addon in set(addons()) - {TRACKING}:
            found += rules.foreign_imports(Sources(ROOT, addon, ()), TRACKING)
        self.assertFalse(found)


LOW = """
    class ShopGoods(models.Model):
        _name = "shop.goods"
        price = fields.Float()
"""
HIGH = """
    class ShopOrder(models.Model):
        _name = "shop.order"
        goods_ids = fields.Many2many("shop.goods", "shop_order_goods_rel")
        total_paid = fields.Float()

        def _deliver_all(self):
            pass
"""
GROWN = """
    class ShopGoods(models.Model):
        _inherit = "shop.goods"
        order_count = fields.Integer()
"""
SHOP = {
    "models/__init__.py": "from . import goods\nfrom . import orders\n",
    "models/goods/__init__.py": "from . import shop_goods\n",
    "models/goods/shop_goods.py": LOW,
    "models/orders/__init__.py": "from . import shop_order\nfrom . import shop_goods\n",
    "models/orders/shop_order.py": HIGH,
    "models/orders/shop_goods.py": GROWN,
    "security/orders/ir.model.access.csv": "id,name\naccess_shop_order,x\n",
    "views/orders/views.xml": '<odoo><record id="shop_order_action" model="x" /></odoo>',
}
# Violations of the rules, by file name; the rule that finds one must name it.
PLANTED = (
    (
        rules.naming,
        "models/goods/a.py",
        'def a(env):\n    return env["shop.order"]\n',
        "shop.order",
    ),
    (rules.naming, "models/goods/a.py", 'SQL = "SELECT 1 FROM shop_order"\n', "shop_order"),
    (rules.naming, "models/goods/a.py", 'SQL = "JOIN shop_order_goods_rel"\n', "_goods_rel"),
    (rules.naming, "models/goods/a.py", "def a(rows):\n    return rows.total_paid\n", "total_paid"),
    (rules.naming, "models/goods/a.py", 'PATH = "lines.total_paid"\n', "total_paid"),
    (rules.naming, "models/goods/a.py", "def a(rows):\n    rows._deliver_all()\n", "_deliver_all"),
    (rules.naming, "models/goods/a.py", 'ACTION = "shop.shop_order_action"\n', "_order_action"),
    (rules.naming, "models/goods/a.py", "from ..orders.shop_order import ShopOrder\n", "orders"),
    (rules.naming, "wizards/goods/a.py", 'MODEL = "shop.order"\n', "shop.order"),
    (rules.naming, "views/goods/a.xml", '<odoo><field name="order_count" /></odoo>', "order_count"),
    (rules.naming, "views/goods/a.xml", '<odoo><a n="%(shop_order_action)d" /></odoo>', "_action"),
    (rules.naming, "views/goods/a.xml", "<odoo><a>ref('access_shop_order')</a></odoo>", "access_"),
    (rules.naming, "views/goods/a.xml", '<odoo><a ref="model_shop_order" /></odoo>', "shop_order"),
    (
        rules.methods_twice,
        "models/orders/shop_order_more.py",
        """
        class ShopOrder(models.Model):
            _inherit = "shop.order"

            def _deliver_all(self):
                return super()._deliver_all()
        """,
        "_deliver_all",
    ),
    (rules.layers_crossed, "wizards/orders/shop_goods.py", GROWN, "shop.goods"),
    (rules.several_classes, "models/goods/two.py", LOW + LOW.replace("oods", "oats"), "two.py"),
    (
        rules.class_names,
        "models/orders/shop_goods_more.py",
        GROWN.replace("ShopGoods", "More"),
        "More",
    ),
    (
        rules.order_of_loading,
        "wizards/__init__.py",
        "from . import orders\nfrom . import goods\n",
        "orders, goods",
    ),
    (rules.cycles, "models/goods/shop_goods.py", "from ..orders import shop_order\n", "shop_order"),
)


class TestRulesOfRooms(unittest.TestCase):
    """Each rule reports its violations and nothing else."""

    def sources(self, **more):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        for name, text in {**SHOP, **more}.items():
            path = Path(folder) / "shop" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(textwrap.dedent(text))
        return Sources(folder, "shop", ("goods", "orders"))

    def test_the_examples_beside_the_rules_hold(self):
        for module in (names, sources):
            result = doctest.testmod(module)
            self.assertTrue(result.attempted)
            self.assertFalse(result.failed)

    def test_nothing_is_said_of_a_tidy_addon(self):
        for rule in RULES:
            with self.subTest(rule=rule.__name__):
                self.assertFalse(rule(self.sources()))

    def test_what_breaks_a_rule_is_found(self):
        circle = {
            "models/orders/shop_order.py": f"from ..goods import shop_goods\n{textwrap.dedent(HIGH)}"
        }
        for rule, name, text, told in PLANTED:
            with self.subTest(rule=rule.__name__, text=text):
                more = circle if rule is rules.cycles else {}
                found = rule(self.sources(**more, **{name: text}))
                self.assertEqual(len(found), 1, found)
                self.assertIn(told, found[0])

    def test_a_higher_room_names_a_lower_one_and_a_docstring_whom_it_likes(self):
        known = {
            "models/orders/a.py": 'MODEL = "shop.goods"\n',
            "models/goods/a.py": '"""See shop.order."""\n',
            "tools/a.py": 'MODEL = "shop.order"\n',
        }
        self.assertFalse(rules.naming(self.sources(**known)))

    def test_names_of_odoo_are_nobodys(self):
        text = {"models/goods/a.py": "def a(rows):\n    return rows.total_paid\n"}
        self.assertFalse(rules.naming(self.sources(**text), {"total_paid"}))

    def test_a_folder_may_not_grow_without_end(self):
        names = [name for name in SHOP if name.startswith("models/goods/")]
        names += [f"models/goods/m{number}.py" for number in range(rules.MOST + 1 - len(names))]
        full = self.sources(**dict.fromkeys(names, ""))
        self.assertEqual(len(rules.full_folders(full)), 1)
        (full.root / "shop" / names[-1]).unlink()
        self.assertFalse(rules.full_folders(full))

    def test_a_file_outside_the_rooms_is_found(self):
        shop = self.sources(**{"views/cellar/a.xml": "<odoo />"})
        self.assertEqual([path.name for path in shop.strangers()], ["a.xml"])

    def test_of_another_addon_only_tools_are_taken(self):
        taken = (
            "from odoo.addons.shop.tools.price import x\nfrom odoo.addons.shop.models import y\n"
        )
        found = rules.foreign_imports(self.sources(**{"tools/a.py": taken}), "shop")
        self.assertEqual(len(found), 1, found)
        self.assertIn("shop.models", found[0])
