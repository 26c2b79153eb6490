from odoo.tools.sql import column_exists, create_column

TABLES = ("directive_sms_token", "directive_sms_reply")


def migrate(cr, version):
    """Let tokens and replies be about records of any kind: those there are were about tasks."""
    for table in TABLES:
        _name_records(cr, table)
    if column_exists(cr, "directive_sms_token", "task_id"):
        # Odoo drops the column at the end of the update; until then rows come without it.
        cr.execute("ALTER TABLE directive_sms_token ALTER COLUMN task_id DROP NOT NULL")
        cr.execute(
            "ALTER TABLE directive_sms_token"
            " DROP CONSTRAINT IF EXISTS directive_sms_token_holder_uniq"
        )


def _name_records(cr, table):
    if not column_exists(cr, table, "res_model"):
        create_column(cr, table, "res_model", "varchar")
        create_column(cr, table, "res_id", "int4")
    if column_exists(cr, table, "task_id"):
        cr.execute(
            f"UPDATE {table} SET res_model = 'directive.task', res_id = task_id"
            " WHERE task_id IS NOT NULL AND res_id IS NULL"
        )
