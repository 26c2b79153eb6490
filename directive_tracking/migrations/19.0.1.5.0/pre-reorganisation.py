"""The form that handed over an agency's work is gone: agencies are merged by a reorganisation.

Its button is taken out of the agency's form first, which would otherwise be checked with a method
that no longer exists.
"""


def migrate(cr, version):
    cr.execute(
        """
        UPDATE ir_ui_view AS view SET arch_db = '{"en_US": "<data/>"}'
          FROM ir_model_data AS name
         WHERE name.model = 'ir.ui.view' AND name.res_id = view.id
           AND name.module = 'directive_tracking' AND name.name = 'directive_agency_view_form_task'
        """
    )
