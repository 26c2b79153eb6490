from odoo import models

from ...tools.workflow import WORKFLOW


class DirectiveWorkflowMixin(models.AbstractModel):
    """A model some of whose values only the workflow writes."""

    _name = "directive.workflow.mixin"
    _description = "Written by the Workflow"

    def _in_workflow(self):
        """Tell whether our own code is writing; a caller's context is JSON and cannot say so."""
        return self.env.context.get("directive_workflow") is WORKFLOW
