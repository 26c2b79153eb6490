from odoo.tests import tagged

from ..common import DirectiveCase


@tagged("post_install", "-at_install")
class TestTakingBack(DirectiveCase):
    """Whatever somebody asks and another one decides can be taken back before the decision."""

    def decided(self):
        """Return the models whose rows one person asks for and another one decides."""
        models = self.env.registry.models.values()
        signed = {model._name: getattr(model, "_signatures", {}).values() for model in models}
        return [self.env[name] for name, signers in signed.items() if "decider" in signers]

    def test_each_has_the_step_the_state_and_a_button(self):
        models = self.decided()
        self.assertGreaterEqual(len(models), 2)
        for model in models:
            with self.subTest(model=model._name):
                self.assertTrue(hasattr(model, "action_withdraw"))
                self.assertIn("withdrawn", dict(model._fields["state"].selection))
                arch = model.get_view(view_type="form")["arch"]
                self.assertIn('name="action_withdraw"', arch)
                self.assertIn("not can_withdraw", arch)
