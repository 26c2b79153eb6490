"""A copy that was restored from a release which could not know it is held from now on."""

# Written by bin/restore.
RESTORED = "directive_tracking.restored"
HOLD = """
INSERT INTO directive_restore (mark, kind, database, date)
SELECT 'before the restore', 'first', current_database(), value::timestamp
  FROM ir_config_parameter WHERE key = %s
    ON CONFLICT DO NOTHING
"""


def migrate(cr, version):
    cr.execute(HOLD, [RESTORED])
    cr.execute("DELETE FROM ir_config_parameter WHERE key = %s", [RESTORED])
