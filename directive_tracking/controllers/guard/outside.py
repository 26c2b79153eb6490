from odoo.exceptions import AccessError
from odoo.http import request, route

from odoo.addons.html_editor.controllers.main import HTML_Editor
from odoo.addons.mail.controllers.discuss.gif import DiscussGifController
from odoo.addons.mail.controllers.google_translate import GoogleTranslateController

# The server calls no page or service outside on behalf of the author of a text. Otherwise it
# would call any address, even in the internal network and even for anonymous users; and texts
# written here must not reach external services.


def _refused():
    return AccessError(
        request.env._("This server does not use external services: attach a file instead.")
    )


class Editor(HTML_Editor):
    @route()
    def link_preview_metadata(self, preview_url):
        return {}

    @route()
    def add_url(self, url, res_id=False, res_model="ir.ui.view", **kwargs):
        raise _refused()

    @route()
    def generate_text(self, prompt, conversation_history):
        raise _refused()

    @route()
    def save_library_media(self, media):
        raise _refused()

    @route()
    def media_library_search(self, **params):
        raise _refused()


class Gifs(DiscussGifController):
    @route()
    def search(self, search_term, locale="en", country="US", position=None, readonly=True):
        return {"results": [], "next": ""}

    @route()
    def categories(self, locale="en", country="US"):
        return {"tags": []}


class Translation(GoogleTranslateController):
    @route()
    def translate(self, message_id):
        raise _refused()
