"""Mark the shipped grounds whose text was read; the others wait for somebody of the Office."""

READ = (
    *("Luật Khiếu nại%", "Luật Tố cáo%", "Luật Tiếp công dân%", "Luật số 136/2025%"),
    *("Nghị định số 31/2019%", "Thông tư 07/2014%"),
)
SHIPPED = """
UPDATE petition_ground SET is_verified = true
 WHERE citation LIKE ANY(%s)
   AND id IN (SELECT res_id FROM ir_model_data
               WHERE model = 'petition.ground' AND module = 'directive_petition')
"""


def migrate(cr, version):
    if version:
        cr.execute(SHIPPED, (list(READ),))
