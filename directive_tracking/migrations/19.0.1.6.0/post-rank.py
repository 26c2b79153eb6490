"""The rank of an agency in form 09-NV is called one; "Place" was translated as a town."""

RENAME = """
UPDATE directive_form_column AS col SET name = '{"en_US": "Rank"}'
  FROM ir_model_data AS data
 WHERE data.module = 'directive_tracking' AND data.name = 'directive_form_09_place'
   AND data.res_id = col.id AND col.name->>'en_US' = 'Place'
"""


def migrate(cr, version):
    cr.execute(RENAME)
