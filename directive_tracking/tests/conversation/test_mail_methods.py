from odoo.exceptions import AccessError
from odoo.service.model import call_kw

from ...tools.guard.ours import carrying_models, is_our_addon
from ..common import DirectiveCase
from ..mail_methods import HARMLESS, MODELS
from ..matrix.table import public_methods

FEED = ("message_process", "message_route", "message_new", "message_update", "message_parse")
SERVER_ONLY = (
    "message_notify",
    "message_post_with_source",
    "message_mail_with_source",
    "message_change_thread",
)


class TestMailMethods(DirectiveCase):
    """All public mail methods on our records are listed and reviewed."""

    def test_every_reachable_method_is_guarded_or_judged_harmless(self):
        for name in (*carrying_models(self.env.registry), *MODELS):
            with self.subTest(model=name):
                unjudged = self.inherited(self.env[name]) - HARMLESS.keys()
                self.assertFalse(unjudged, "Judge these methods in mail_methods.py.")

    def test_the_list_names_no_method_that_is_gone(self):
        models = [*carrying_models(self.env.registry), *MODELS]
        known = {name for model in models for name in public_methods(self.env[model])}
        self.assertFalse(HARMLESS.keys() - known)

    def inherited(self, model):
        """Return the methods of ``model`` a caller reaches that come from another addon alone."""
        names = public_methods(model)
        return {name for name in names if self.is_of_another_addon(type(model), name)}

    def is_of_another_addon(self, cls, name):
        owners = [
            one for one in cls.mro() if name in vars(one) and one.__dict__.get("_name") != "base"
        ]
        addons = [one.__module__.split(".")[2:3] for one in owners if self.in_an_addon(one)]
        return bool(addons) and not any(map(is_our_addon, sum(addons, [])))

    def in_an_addon(self, cls):
        return (
            cls.__module__.startswith("odoo.addons.") and getattr(cls, "_inherit", None) != "base"
        )

    def test_nobody_feeds_mail_whatever_model_is_the_door(self):
        users = (
            self.user_x,
            self.office_user,
            self.admin_user,
            self.outside_user,
            self.env.ref("base.user_admin"),
        )
        doors = [name for name, cls in self.env.registry.items() if hasattr(cls, "message_process")]
        self.assertIn("res.partner", doors)
        for name in doors:
            for method in (*FEED, *SERVER_ONLY):
                for user in users:
                    with self.subTest(model=name, method=method), self.assertRaises(AccessError):
                        call_kw(self.env[name].with_user(user), method, [[]], {})
