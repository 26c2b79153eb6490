import os

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import config

from ...tools.seal.cipher import SealError
from ...tools.seal.key_ring import KeyFileError, read_key_file

VARIABLE = "DIRECTIVE_PETITION_KEYS"  # of the environment; the path of the file
OPTION = "petition_key_file"  # the same in odoo.conf


class PetitionSealKeys(models.AbstractModel):
    """The keys of the seal, in a file that no database and no backup of it holds.

    The file is read whenever it is needed: a new key is used without a restart.
    """

    _name = "petition.seal.keys"
    _description = "Keys of the Seal"

    def _path(self):
        return os.environ.get(VARIABLE) or config.get(OPTION)

    def _key_ring(self):
        """Return the ``KeyRing`` of this server.

        :raises UserError: if there is none that can be used
        """
        path = self._path()
        if not path:
            raise UserError(
                self.env._(
                    "Identities cannot be sealed: this server has no key. The administrator names "
                    "the file of keys in %(variable)s or, in odoo.conf, in %(option)s.",
                    variable=VARIABLE,
                    option=OPTION,
                )
            )
        try:
            return read_key_file(path)
        except KeyFileError as error:
            raise UserError(self._key_file_words(error)) from error

    def _key_file_words(self, error):
        words = {
            "missing": self.env._("The file of keys cannot be read: %s.", error.where),
            "open": self.env._(
                "The file of keys %s can be read by everybody on the server: let only the account "
                "of Odoo read it.",
                error.where,
            ),
            "line": self.env._("Line %s of the file of keys is no key.", error.where),
            "twice": self.env._("The key %s appears twice in the file of keys.", error.where),
        }
        return words[error.reason]

    def _refuse_unreadable(self, error):
        """Raise the sentence of a ``SealError``."""
        words = {
            "no_key": self.env._("Identities cannot be sealed: the file of keys holds no key."),
            "wrong_key": self.env._(
                "This was sealed by the key “%s”, which is not in the file of keys: the "
                "administrator adds it.",
                error.key,
            ),
            "broken": self.env._(
                "What was sealed here has been changed or moved outside the application, and "
                "cannot be opened: tell the administrator."
            ),
        }
        raise UserError(words[error.reason]) from error

    def _with_keys(self, step, *arguments):
        """Return what ``step`` of the cipher returns with the keys of this server."""
        try:
            return step(self._key_ring(), *arguments)
        except SealError as error:
            self._refuse_unreadable(error)

    # Is it there?

    def _trouble(self):
        """Return a sentence if a new identity cannot be sealed or an old one not be read, or "".

        A house that seals nothing needs no key.
        """
        seals = self.env["petition.seal"].sudo()  # the state of the server, no content
        used = [key for (key,) in seals._read_group([], ["key"])]
        if not used and not self._path():
            return ""
        try:
            self._with_keys(lambda ring: ring.newest())
            for key in used:
                seals.search([("key", "=", key)], order="kind desc, id desc", limit=1)._open()
        except UserError as error:
            return str(error)
        return ""
