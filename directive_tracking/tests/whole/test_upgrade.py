from pathlib import Path

from odoo.modules.migration import exec_script
from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL
from odoo.tools.misc import file_path
from odoo.tools.sql import create_index, make_index_name

FIRST = "19.0.1.0.0"
INDEXES = "SELECT count(*) FROM pg_indexes WHERE indexname = %s"


def upgrade(env, module):
    """Run the migrations of ``module`` from the first release to this one."""
    env.flush_all()
    folder = Path(file_path(f"{module}/migrations"))
    before = FIRST
    for release in sorted(one.name for one in folder.iterdir()):
        for script in sorted((folder / release).glob("post-*.py")):
            exec_script(env.cr, before, str(script), module, "post")
        before = release
    env.invalidate_all()


def has_index_after_upgrade(env, module, table, column):
    """Tell whether an index the second release had on ``column`` outlives the upgrade."""
    name = make_index_name(table, column)
    create_index(env.cr, name, table, [SQL.identifier(column)])
    upgrade(env, module)
    return bool(env.execute_query(SQL(INDEXES, name))[0][0])


@tagged("post_install", "-at_install")
class TestUpgrade(TransactionCase):
    """A province installed with the first release sees the same as a new one."""

    def rule(self, name):
        return self.env.ref(f"directive_tracking.{name}")

    def test_rules_of_the_first_release_are_renewed(self):
        names = ("notice_rule", "notice_delivery_rule")
        rules = [
            self.rule(f"directive_{name}_{who}") for name in names for who in ("agency", "leader")
        ]
        shipped = [rule.domain_force for rule in rules]
        for rule in rules:
            rule.domain_force = "[('create_uid', '=', user.id)]"
        upgrade(self.env, "directive_tracking")
        self.assertEqual([rule.domain_force for rule in rules], shipped)

    def test_a_renewed_rule_is_still_not_written_by_every_update(self):
        upgrade(self.env, "directive_tracking")
        name = self.env["ir.model.data"].search([("name", "=", "directive_notice_rule_agency")])
        self.assertTrue(name.noupdate)

    def test_menus_have_the_translations_of_this_release(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        menu = self.env.ref("directive_tracking.directive_tracking_menu")
        menu.with_context(lang="vi_VN").name = "Earlier words"
        upgrade(self.env, "directive_tracking")
        shipped = menu.with_context(lang="vi_VN").name
        self.assertNotIn(shipped, ("Earlier words", menu.with_context(lang="en_US").name))

    def test_rules_of_an_administrator_stay(self):
        own = self.rule("directive_notice_rule_office").copy({"domain_force": "[('id', '=', 7)]"})
        upgrade(self.env, "directive_tracking")
        self.assertEqual(own.domain_force, "[('id', '=', 7)]")

    def test_corrected_words_are_taken_over(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        name = "directive_tracking.field_res_config_settings__directive_quiet_from"
        label = self.env.ref(name).with_context(lang="vi_VN")
        label.field_description = "Giờ yên lặng từ"
        upgrade(self.env, "directive_tracking")
        self.assertEqual(label.field_description, "Giờ yên tĩnh từ")

    def test_an_index_nobody_needs_any_more_is_dropped(self):
        place = ("directive_notice_delivery", "notice_id")
        self.assertFalse(has_index_after_upgrade(self.env, "directive_tracking", *place))
