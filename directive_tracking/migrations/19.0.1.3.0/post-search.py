def migrate(cr, version):
    """Drop the index of the numbers as typed: those of their keys answer now.

    Odoo keeps an index whose field no longer asks for it, and every new task would pay for both.
    """
    cr.execute("DROP INDEX IF EXISTS directive_task__number_index")
