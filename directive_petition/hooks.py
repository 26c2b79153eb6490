# Rows of our own tables go with their tables: one by one they would hold each other.
OWN = "DELETE FROM ir_model_data WHERE module = 'directive_petition' AND model LIKE 'petition.%'"
# A form on which a report or a plan of reports rests stays with it, archived, and keeps its names.
IN_USE = """
WITH used AS (
    UPDATE directive_form SET active = FALSE
     WHERE source = 'petitions'
       AND (id IN (SELECT form_id FROM directive_form_report)
            OR id IN (SELECT form_id FROM directive_form_schedule))
    RETURNING id)
UPDATE ir_model_data SET module = '__directive_petition_kept__'
 WHERE model = 'directive.form' AND res_id IN (SELECT id FROM used)
    OR model = 'directive.form.column'
       AND res_id IN (SELECT id FROM directive_form_column WHERE form_id IN (SELECT id FROM used))
"""
# Installed again, the addon finds its forms by these names instead of making second ones.
FOUND = """
WITH kept AS (
    UPDATE ir_model_data SET module = 'directive_petition'
     WHERE module = '__directive_petition_kept__' RETURNING model, res_id)
UPDATE directive_form SET active = TRUE
 WHERE id IN (SELECT res_id FROM kept WHERE model = 'directive.form')
"""


def pre_init_hook(env):
    """Take back the forms that an earlier installation has left."""
    env.cr.execute(FOUND)


def uninstall_hook(env):
    """Leave what other addons rest on, and let the rest go with its tables."""
    env.flush_all()
    for statement in (OWN, IN_USE):
        env.cr.execute(statement)
    env.invalidate_all()
