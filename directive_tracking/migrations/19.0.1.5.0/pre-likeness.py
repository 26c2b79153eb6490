"""Tasks get a folded copy of their content, so that new ones are compared with open ones.

Only open tasks and drafts are filled: the ORM would fill all tasks of all years one by one, and a
task that is reopened is filled then.
"""

from odoo.addons.directive_tracking.tools.likeness import likeness_key_sql


def migrate(cr, version):
    cr.execute("ALTER TABLE directive_task ADD COLUMN IF NOT EXISTS name_key varchar")
    cr.execute(
        f"""
        UPDATE directive_task SET name_key = {likeness_key_sql("name")}
         WHERE state NOT IN ('done', 'revoked', 'closed') AND name_key IS NULL
        """
    )
