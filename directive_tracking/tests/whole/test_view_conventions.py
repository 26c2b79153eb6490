import re

from lxml import etree

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged
from odoo.tools.safe_eval import safe_eval

from ...tools.guard.ours import is_our_addon

AGENCY_NAMES = "directive_short_name"
SHOWN_AS_ROWS = ("list", "kanban")
# Figures read by people who may not read the messages behind them, and sums of a week.
NOTHING_BEHIND = (
    "directive.inquiry.load",
    "directive.notice.statistics",
    "directive.sms.statistics",
)


@tagged("post_install", "-at_install")
class TestViewConventions(TransactionCase):
    """Rules for every screen, including new ones."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        data = cls.env["ir.model.data"].search([("model", "=", "ir.ui.view")])
        ours = data.filtered(lambda row: is_our_addon(row.module))
        views = cls.env["ir.ui.view"].browse(ours.mapped("res_id"))
        cls.views = views.filtered(lambda view: view.model in cls.env)
        cls.assertGreater(cls, len(cls.views), 80, "the walk must have found the views")

    def fields_of(self, *kinds):
        """Yield (view, node, field) of each field shown in views of these kinds, sub-views too."""
        for view in self.views:
            for root in etree.fromstring(view.arch).iter(*kinds):
                model = self.model_of(view, root)
                for node in root.iter("field"):
                    nearest = next(node.iterancestors("list", "kanban", "form", "search"), None)
                    if nearest is root and model is not None:
                        field = self.env[model]._fields.get(node.get("name"))
                        if field and not node.get("column_invisible") == "1":
                            yield view, node, field

    def model_of(self, view, root):
        """Return the model of a view, or of the view of an x2many inside it."""
        path = [node.get("name") for node in root.iterancestors("field") if node.get("name")]
        model = view.model
        for name in reversed([name for name in path if name != "arch"]):
            field = self.env[model]._fields.get(name)
            if field is None or not field.comodel_name:
                return None
            model = field.comodel_name
        return model

    def test_lists_and_cards_show_the_short_names_of_agencies(self):
        long = [
            (view.xml_id, node.get("name"))
            for view, node, field in self.fields_of(*SHOWN_AS_ROWS)
            if field.comodel_name == "directive.agency"
            and field.type != "one2many"
            and node.getparent().tag != "kanban"  # only read, not shown
            and AGENCY_NAMES not in (node.get("context") or "")
        ]
        self.assertFalse(long)

    def test_the_agencies_of_a_province_do_not_fill_a_screen(self):
        """Cards and rows that may name 99 communes are as high as a few lines of them."""
        tall = [
            (view.xml_id, node.get("name"))
            for view, node, field in self.fields_of(*SHOWN_AS_ROWS)
            if field.comodel_name == "directive.agency"
            and node.get("widget") == "many2many_tags"
            and "o_directive_agencies" not in (node.get("class") or "")
        ]
        self.assertFalse(tall)

    def test_lines_are_entered_on_a_telephone_by_a_form_of_ours(self):
        """The form Odoo makes up shows every field, the record not yet saved as a required one."""
        self.assertFalse(
            [
                (view.xml_id, node.get("name"))
                for view, node, field in self.fields_of("form")
                if field.type == "one2many"
                and not field.readonly
                and node.get("readonly") not in ("1", "True")
                and next(node.iterancestors("form")).get("edit") != "0"
                and any(cards.get("create") != "0" for cards in node.iterchildren("kanban"))
                and next(node.iterchildren("form"), None) is None
                and not self.views.filtered(
                    lambda one, model=field.comodel_name: (one.model, one.type) == (model, "form")
                )
            ]
        )

    def test_an_empty_list_says_why(self):
        data = self.env["ir.model.data"].search(
            [("module", "=like", "directive_%"), ("model", "=", "ir.actions.act_window")]
        )
        actions = self.env["ir.actions.act_window"].browse(data.mapped("res_id"))
        lists = actions.filtered(
            lambda one: {"list", "kanban"} & set(one.view_mode.split(",")) and one.target != "new"
        )
        self.assertGreater(len(lists), 60)
        self.assertFalse(lists.filtered(lambda one: not one.help).mapped("xml_id"))

    def test_cards_show_in_red_what_is_late(self):
        said = {"is_late", "timeliness", "waiting_days", "late_count"}
        plain = [
            (view.xml_id, node.get("name"))
            for view, node, field in self.fields_of("kanban")
            if field.name == "date_deadline"
            and node.getparent().tag != "kanban"  # only read, not shown
            and said & set(self.env[field.model_name]._fields)
            and not any("text-danger" in text for text in self.classes_around(node))
        ]
        self.assertFalse(plain)

    def classes_around(self, node):
        """Return the conditional classes of a node and of those around it in its card."""
        for one in (node, *node.iterancestors()):
            if one.tag == "kanban":
                return
            yield one.get("t-att-class") or ""

    def test_days_are_written_as_people_here_write_them(self):
        worded = [
            (view.xml_id, node.get("name"))
            for view, node, field in self.fields_of("list", "kanban", "form")
            if field.type in ("date", "datetime")
            and node.getparent().tag != "kanban"
            and node.get("invisible") != "1"
            and node.get("widget") not in ("remaining_days", "daterange")
            and not self.is_written_in_digits(field, node.get("options") or "")
        ]
        self.assertFalse(worded)

    def is_written_in_digits(self, field, options):
        """Tell whether the day is 28/11/2026 and its hour, if there is one, has no seconds."""
        to_the_minute = field.type == "date" or "'show_seconds': false" in options
        return "'numeric': true" in options and to_the_minute

    def test_whoever_is_asked_to_confirm_presses_the_step_not_ok(self):
        unnamed = [
            (view.xml_id, node.get("name"))
            for view in self.views
            for node in self.root(view).iter("button")
            if node.get("confirm") and not node.get("confirm-label")
        ]
        self.assertFalse(unnamed)

    def test_a_step_asks_to_confirm_wherever_it_stands_or_nowhere(self):
        asks = {}
        for view in self.views:
            for node in self.root(view).iter("button", "a"):
                if node.get("type") == "object":
                    step = (view.model, node.get("name"), self.label_of(node))
                    asks.setdefault(step, {})[view.xml_id, node.sourceline] = node.get("confirm")
        mixed = {
            step: [place for place, words in places.items() if not words]
            for step, places in asks.items()
            if len({bool(words) for words in places.values()}) > 1
        }
        self.assertFalse(mixed)

    def label_of(self, node):
        return node.get("string") or "".join(node.itertext()).strip()

    def test_wherever_files_are_attached_a_telephone_offers_its_camera(self):
        without = [
            view.xml_id
            for view, node, field in self.fields_of("form")
            if (field.type, field.comodel_name) == ("many2many", "ir.attachment")
            and not self.is_only_shown(node, field)
            and node.get("widget") != "directive_evidence_files"
        ]
        self.assertFalse(without)

    def is_only_shown(self, node, field):
        form = next(node.iterancestors("form"))
        return field.readonly or node.get("readonly") == "1" or form.get("edit") == "0"

    def test_lists_show_names_whole(self):
        cut = [
            view.xml_id
            for view in self.views.filtered(lambda view: view.type == "list")
            if view.mode == "primary"
            and "o_directive_list" not in (self.root(view).get("class") or "")
        ]
        self.assertFalse(cut)

    def root(self, view):
        return etree.fromstring(view.arch)

    def test_no_form_offers_to_duplicate_what_nobody_copies(self):
        forms = self.views.filtered(lambda one: one.type == "form" and one.mode == "primary")
        self.assertGreater(len(forms), 60)
        offering = [
            view.xml_id
            for view in forms
            if not {"0"} & {etree.fromstring(view.arch).get(no) for no in ("duplicate", "create")}
            and self.is_never_copied(view.model)
        ]
        self.assertFalse(offering)

    def is_never_copied(self, model):
        """Tell whether a model refuses a copy before it looks at any record, or copies no owner."""
        owners = self.env[model]._fields.values()
        if any(one.required and not (one.copy or one.default or one.compute) for one in owners):
            return True
        try:
            self.env[model].copy()
        except UserError:
            return True
        return False

    def test_a_dialog_that_may_hide_its_only_step_says_why(self):
        """A step hidden until something is typed leaves a dialog with nothing but its way out."""
        silent, hiding = [], 0
        dialogs = self.views.filtered(lambda one: self.env[one.model]._transient)
        for view in dialogs.filtered(lambda one: one.type == "form"):
            arch = self.root(view)
            for name in self.hides_all_steps(arch):
                hiding += 1
                said = arch.xpath(f"//*[not(ancestor::footer)][contains(@invisible, '{name}')]")
                if not any(self.is_shown_without(name, node) for node in said):
                    silent.append((view.xml_id, name))
        self.assertGreaterEqual(hiding, 2)
        self.assertFalse(silent)

    def hides_all_steps(self, arch):
        """Return the fields without which a dialog to type in offers none of its steps."""
        steps = arch.xpath("//footer//button[not(@special)]")
        if not arch.xpath("//field[not(@readonly or @invisible='1' or ancestor::field)]"):
            return set()
        conditions = [re.fullmatch(r"not (\w+)", step.get("invisible") or "") for step in steps]
        return {one[1] for one in conditions if all(conditions)}

    def is_shown_without(self, name, node):
        return not re.search(rf"\bnot {name}\b", node.get("invisible"))

    def test_a_number_of_a_pivot_opens_what_it_counts(self):
        for view in self.views.filtered(lambda view: view.type == "pivot" and not view.inherit_id):
            js_class = etree.fromstring(view.arch).get("js_class")
            self.assertEqual(js_class, "directive_pivot", view.xml_id)

    def test_a_row_of_figures_opens_what_it_counts(self):
        """Not a form of the figures themselves, which says the row again in raw fields."""
        rows = self.views.filtered(
            lambda view: view.type in SHOWN_AS_ROWS
            and not view.inherit_id
            and not self.env[view.model]._auto
            and not self.env[view.model]._abstract
            and view.model not in NOTHING_BEHIND
        )
        self.assertGreater(len(rows), 1)
        for view in rows:
            self.assertTrue(etree.fromstring(view.arch).get("action"), view.xml_id)

    def test_graphs_have_the_colours_of_what_they_show_and_a_sorted_start(self):
        for view in self.views.filtered(lambda view: view.type == "graph"):
            graph = etree.fromstring(view.arch)
            self.assertEqual(graph.get("js_class"), "directive_graph", view.xml_id)
            first = self.env[view.model]._fields[graph.find("field").get("name")]
            self.assertTrue(first.type in ("date", "datetime") or graph.get("order"), view.xml_id)
            self.assertNotEqual(graph.get("type"), "line", view.xml_id)

    def test_no_share_stands_beside_a_column_that_makes_it_nought_or_all(self):
        shares = [
            name for name in self.env["directive.statistics"]._fields if name.endswith("_rate")
        ]
        self.assertEqual(len(shares), 5)
        for view in self.views.filtered(lambda view: view.model == "directive.statistics"):
            arch = etree.fromstring(view.arch)
            if view.type == "graph" or (view.type == "pivot" and arch.xpath("field[@type='col']")):
                hidden = set(arch.xpath("field[@invisible='1']/@name"))
                self.assertLessEqual(set(shares), hidden, view.xml_id)

    def test_cards_ask_only_for_fields_that_they_read(self):
        """A card that asks for another one does not open at all."""
        unread = []
        for view in self.views.filtered(lambda view: view.mode == "primary"):
            if view.type not in ("kanban", "form", "activity"):
                continue
            arch = self.env[view.model].get_view(view.id, view.type)["arch"]
            for cards in etree.fromstring(arch).iter("kanban"):
                asked = set(
                    re.findall(r"\brecord\.(\w+)", etree.tostring(cards, encoding="unicode"))
                )
                if missing := asked - set(cards.xpath(".//field/@name")):
                    unread.append((view.xml_id, missing))
        self.assertFalse(unread)

    def test_cards_stand_in_the_order_of_the_list_they_take_the_place_of(self):
        for model in set(self.views.mapped("model")):
            mine = self.views.filtered(lambda view, model=model: view.model == model)
            orders = {
                kind: {
                    self.root(view).get("default_order")
                    for view in mine
                    if view.type == kind and view.mode == "primary"
                }
                for kind in SHOWN_AS_ROWS
            }
            if all(orders.values()):
                self.assertEqual(orders["list"], orders["kanban"], model)

    def test_what_a_button_calls_takes_the_records_it_stands_beside(self):
        """The web client hands their ids to every method: one without records refuses them."""
        refusing, asked = set(), 0
        for view in self.views.filtered(lambda one: one.type in ("form", "list", "kanban")):
            for node in self.root(view).iter("button", "a"):
                if node.get("type") == "object":
                    around = next(node.iterancestors("form", "list", "kanban"), None)
                    model = view.model if around is None else self.model_of(view, around)
                    method = getattr(self.env.registry.get(model), node.get("name"), None)
                    asked += 1
                    if getattr(method, "_api_model", False):
                        refusing.add((view.xml_id, node.get("name")))
        self.assertGreater(asked, 300)
        self.assertFalse(refusing)

    def test_a_list_in_which_nothing_new_can_stand_offers_nothing_new(self):
        """Whatever is begun in such a list, of what others sent or did, is gone once it is saved."""
        data = self.env["ir.model.data"].search([("model", "=", "ir.actions.act_window")])
        ours = data.filtered(lambda row: is_our_addon(row.module)).mapped("res_id")
        actions = self.env["ir.actions.act_window"].browse(ours)
        actions = actions.filtered("domain")
        self.assertGreater(len(actions), 10)
        lists = actions.filtered(self.offers_new)
        self.assertFalse({one.xml_id: one.domain for one in lists if not self.may_hold_new(one)})

    def offers_new(self, action):
        model = self.env[action.res_model]
        if model._transient or not model._auto or "list" not in action.view_mode:
            return False
        view = action.view_ids.filtered(lambda one: one.view_mode == "list").view_id
        arch = etree.fromstring(model.get_view(view.id, "list")["arch"])
        context = safe_eval(action.context or "{}", {"uid": self.env.uid, "active_id": 1})
        return arch.get("create") not in ("0", "false") and context.get("create", True)

    def may_hold_new(self, action):
        """Tell whether a record with nothing but its defaults stands in the list of ``action``."""
        names = {"uid": self.env.uid, "active_id": 1}
        context = safe_eval(action.context or "{}", dict(names))
        model = self.env[action.res_model].with_context(**context)
        new = model.new(model.default_get(list(model._fields)))
        domain = safe_eval(action.domain, names)
        return any("active_id" in str(term) for term in domain) or new.filtered_domain(domain)

    def test_every_wide_list_of_the_menus_has_cards_for_a_telephone(self):
        admin = self.env.ref("directive_tracking.group_directive_admin")
        tops = self.env["ir.ui.menu"].search([("parent_id", "=", False)])
        roots = tops.filtered(lambda one: is_our_addon((one.web_icon or "").partition(",")[0]))
        settings = roots.child_id.filtered(lambda menu: menu.group_ids == admin)
        menus = self.env["ir.ui.menu"].search([("id", "child_of", roots.ids)])
        menus -= self.env["ir.ui.menu"].search([("id", "child_of", settings.ids)])
        lists = [
            menu.action
            for menu in menus
            if menu.action
            and menu.action._name == "ir.actions.act_window"
            and menu.action.view_mode.startswith("list")
        ]
        self.assertGreater(len(lists), 20)
        without = [
            action.name
            for action in lists
            if ("kanban" not in action.view_mode or action.mobile_view_mode != "kanban")
            and self.columns_of(action) > 3
        ]
        self.assertFalse(without)

    def columns_of(self, action):
        """Return how many columns the list of ``action`` shows beside each other."""
        view = action.view_ids.filtered(lambda one: one.view_mode == "list").view_id
        arch = etree.fromstring(self.env[action.res_model].get_view(view.id, "list")["arch"])
        shown = arch.xpath("./field[not(@column_invisible='1' or @optional='hide')]")
        return len([node for node in shown if node.get("widget") != "handle"])
