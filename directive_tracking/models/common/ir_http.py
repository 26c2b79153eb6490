from odoo import api, models
from odoo.modules import get_resource_from_path
from odoo.service import model as server
from odoo.tools.misc import ReadonlyDict
from odoo.tools.translate import code_translations

HERE = "directive_tracking"


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @api.model
    def _get_translations_for_webclient(self, modules, lang):
        """Use ``i18n_extra`` for texts that Odoo's own file leaves in English.

        The client looks in the text's own addon first, then in all others: it finds missing texts
        here, but a "translation" that repeats the English blocks this.
        """
        translations, params = super()._get_translations_for_webclient(modules, lang)
        ours = {one["id"] for one in translations.get(HERE, {}).get("messages", ())}
        for module, terms in translations.items():
            if module != HERE:
                kept = tuple(
                    one
                    for one in terms["messages"]
                    if one["id"] != one["string"] or one["id"] not in ours
                )
                translations[module] = {**terms, "messages": kept}
        return translations, params

    def _register_hook(self):
        """Use ``i18n_extra`` on the server as well: see ``_add_core_translations``."""
        super()._register_hook()
        for lang, _name in self.env["res.lang"].get_installed():
            self._add_core_translations(lang)

    @api.model
    def _add_core_translations(self, lang):
        """Translate sentences of Odoo's own Python code that its translation leaves in English.

        Odoo looks for a sentence only in the file of its own addon, so ours are added there;
        existing translations are left unchanged.
        """
        ours = code_translations.get_python_translations(HERE, lang)
        for module in self.env.registry._init_modules - {HERE}:
            known = code_translations.get_python_translations(module, lang)
            told = {source: text for source, text in known.items() if text != source}
            code_translations.python_translations[module, lang] = ReadonlyDict(
                {**known, **ours, **told}
            )
        self._add_server_translations(lang)

    @api.model
    def _add_server_translations(self, lang):
        """Let the server's own sentences be found where Odoo looks for them.

        Where Odoo lies in a folder of the addons path, as in a checkout, it takes that folder's name
        for the addon of its own code.
        """
        if place := get_resource_from_path(server.__file__):
            base = code_translations.get_python_translations("base", lang)
            code_translations.python_translations[place[0], lang] = base
