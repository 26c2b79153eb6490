# Rows of our own tables go with their tables: one by one they would hold each other.
OWN = "DELETE FROM ir_model_data WHERE module = 'directive_petition' AND model LIKE 'petition.%'"
# A form on which a report or a plan of reports rests stays with it.
IN_USE = """
WITH used AS (
    UPDATE directive_form SET active = FALSE
     WHERE source = 'petitions'
       AND (id IN (SELECT form_id FROM directive_form_report)
            OR id IN (SELECT form_id FROM directive_form_schedule))
    RETURNING id)
DELETE FROM ir_model_data
 WHERE model = 'directive.form' AND res_id IN (SELECT id FROM used)
    OR model = 'directive.form.column'
       AND res_id IN (SELECT id FROM directive_form_column WHERE form_id IN (SELECT id FROM used))
"""


def uninstall_hook(env):
    """Leave what other addons rest on, and let the rest go with its tables."""
    env.flush_all()
    for statement in (OWN, IN_USE):
        env.cr.execute(statement)
    env.invalidate_all()
