import base64

from odoo import SUPERUSER_ID, api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ....tools.guard.file_types import safe_type
from ....tools.guard.ours import THREAD, is_ours
from ....tools.workflow import DRAFT

PLACE = {"res_model", "res_id", "res_field"}
CONTENT = {"raw", "datas", "name", "res_model", "res_id"}  # where a secrecy mark may be
# Values that make a file public, a link, or another file than its own content.
PRIVATE = {"public": False, "access_token": False, "type": "binary", "url": False}
COMPUTED = {"db_datas", "store_fname", "checksum", "file_size", "index_content"}
# The place of a file until its record is written.
WAITING = (False, "mail.compose.message", "mail.scheduled.message")


class IrAttachment(models.Model):
    """A file of ours is a private binary, whatever is asked for, and stays once it was sent.

    The file of a message, a report or a record that is no longer a draft is evidence: its
    content, name and place cannot change, and it cannot be deleted.
    """

    _inherit = "ir.attachment"

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [
            self.browse()._private_vals(vals) if self._is_for_us(vals) else vals
            for vals in vals_list
        ]
        # A picture in a message is stored before the message, by users who may only post there.
        posting = self.env.context.get("directive_thread") is THREAD
        storing = self.sudo() if posting else self
        files = super(IrAttachment, storing).create(vals_list).sudo(self.env.su)
        files.filtered(lambda one: self._is_for_us(one))._serve_safely()
        # The system searches for marks, regardless of who may read the file.
        files.sudo().filtered(lambda one: self._is_for_us(one))._check_content()
        return files

    def write(self, vals):
        self.check_access("write")
        ours = self._is_ours_by_id()
        if ours or self._is_for_us(vals):
            ours._check_kept(vals)
            self._check_moved(vals)
            vals = self._private_vals(vals)
        result = super().write(vals)
        if {"mimetype", "raw", "datas", "name", *PLACE} & vals.keys():
            self._is_ours_by_id()._serve_safely()
        if CONTENT & vals.keys():
            # The system searches for marks, regardless of who may read the file.
            self._is_ours_by_id().sudo()._check_content()
        return result

    def generate_access_token(self):
        """Return access tokens, but none for our files."""
        ours = self._is_ours_by_id()
        made = dict(
            zip(self - ours, super(IrAttachment, self - ours).generate_access_token(), strict=False)
        )
        return [made.get(one, False) for one in self]

    @api.model
    def create_unique(self, values_list):
        """Return files with these contents, with new copies of unreadable existing files.

        Odoo returns the existing file: guessing a content would reveal whether anybody stores it.
        """
        ids = []
        for values in values_list:
            found = super().create_unique([dict(values)])
            readable = self.browse(found)._filtered_access("read").ids
            ids += readable or self.create(values).ids
        return ids

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_evidence(self):
        if kept := self._is_ours_by_id()._evidence():
            kept._refuse_change()

    def _check_content(self):
        """Raise if one of these files may not be kept with the records of the suite.

        Called for each file at each door, as the system.
        """
        self._refuse_stamped()

    # Files of the suite

    @api.model
    def _is_for_us(self, vals):
        """Tell whether these values or this file belong to a record or message of the suite."""
        model = vals["res_model"] if "res_model" in vals else False
        if model == "mail.message" and vals["res_id"]:
            # Read the place of the message, regardless of access to the message.
            message = self.env["mail.message"].sudo().browse(vals["res_id"]).exists()
            model = message.model
        return is_ours(self.env.registry, model)

    def _is_ours_by_id(self):
        """Return those of these files which belong to us now."""
        # Checked as the system: users who change a file need not see its record.
        rows = self.sudo().exists().filtered(lambda one: self._is_for_us(one) or one._holders())
        return self.browse(rows.ids)

    # Private binaries

    def _private_vals(self, vals):
        """Return ``vals`` without values that make these files public, links or foreign content.

        :raises UserError: for a link, which has no content to keep
        """
        linked = vals.get("type", "binary") != "binary" or vals.get("url")
        # The kind of a file must be known before it may be read.
        if linked or any(one.type != "binary" or one.url for one in self.sudo()):
            raise UserError(
                self.env._("Only files are taken here, no links: upload the document itself.")
            )
        vals = {name: value for name, value in vals.items() if name not in COMPUTED}
        if not self.env.su:
            # Only the fields of a record hide a file from its lists.
            vals.pop("res_field", None)
        return vals | PRIVATE

    def _serve_safely(self):
        """Make browsers only download content that could act in the reader's name."""
        for file in self.sudo():  # only the system sets the type
            kind = safe_type(file.mimetype)
            if kind != file.mimetype:
                file.with_context(image_no_postprocess=True)._write_unguarded({"mimetype": kind})

    @api.model
    def _make_old_private(self):
        """Make existing files private."""
        registry = self.env.registry
        ours = [name for name in registry.models if is_ours(registry, name)]
        # All our files, regardless of access: this is an upgrade.
        files = self.sudo().search([("res_model", "in", ours), ("res_field", "=", False)])
        files |= self.env["mail.message"].sudo().search([("model", "in", ours)]).attachment_ids
        opened = files.filtered(lambda one: one.public or one.access_token)
        opened._write_unguarded({"public": False, "access_token": False})
        files._serve_safely()

    def _write_unguarded(self, vals):
        """Write the corrections of this guard."""
        super().write(vals)  # pylint: disable=super-method-mismatch

    # Evidence

    def _check_kept(self, vals):
        changed = [name for name in vals if any(one._differs(name, vals[name]) for one in self)]
        if changed and (kept := self._evidence()):
            kept._refuse_change()

    def _differs(self, name, value):
        """Tell whether ``value`` would change field ``name`` of this file."""
        file = self.sudo()  # compared for all
        if name in ("raw", "datas"):
            wanted = base64.b64decode(value or b"") if name == "datas" else value or b""
            return (wanted.encode() if isinstance(wanted, str) else wanted) != file.raw
        if name == "thumbnail":  # made by the reader's browser, once
            return bool(file.thumbnail)
        if name in COMPUTED or name not in self._fields:
            return name in COMPUTED
        field = self._fields[name]
        return field.convert_to_cache(value, file) != field.convert_to_cache(file[name], file)

    def _refuse_change(self):
        raise UserError(
            self.env._(
                "“%(file)s” has been sent and cannot be changed: add another file instead.",
                file=self.sudo()[:1].name,  # owners of the file know its name
            )
        )

    def _evidence(self):
        """Return those of these files that can no longer be changed."""
        if self.env.context.get("directive_thread") is THREAD:
            return self.browse()
        # The result does not depend on the user.
        return self.filtered(lambda one: one.sudo()._is_kept())

    def _is_kept(self):
        """Tell whether the record of this file has been sent."""
        if self.res_field and self.env.su:  # a picture or file that is the value of a field
            return False
        homes = self._holders()
        if self.res_model == "mail.message":
            return True
        if self.res_id and is_ours(self.env.registry, self.res_model):
            homes.append(self.env[self.res_model].browse(self.res_id))
        return any(home.exists() and not self._is_draft(home) for home in homes)

    @api.model
    def _is_draft(self, record):
        """Tell whether ``record`` is still its author's draft."""
        state = record._fields.get("state")
        if record._transient:
            return True
        drafts = state is not None and DRAFT in dict(state._description_selection(self.env))
        return drafts and record.state == DRAFT

    def _holders(self):
        """Return the records and messages of ours whose lists of files name this one."""
        holders = []
        for model, field in self._lists_of_files():
            rows = self.env.execute_query(
                SQL(
                    "SELECT %s FROM %s WHERE %s = %s",
                    SQL.identifier(field.column1),
                    SQL.identifier(field.relation),
                    SQL.identifier(field.column2),
                    self.id,
                )
            )
            holders += [self.env[model].browse(row[0]) for row in rows]
        return [one for one in holders if one._name != "mail.message" or one._is_on_ours()]

    @api.model
    def _lists_of_files(self):
        """Return ``[(model, field)]``: every stored list of files on ours and on messages."""
        registry = self.env.registry
        return [
            (name, field)
            for name, model in registry.models.items()
            if not (model._abstract or model._transient)
            and (name == "mail.message" or is_ours(registry, name))
            for field in model._fields.values()
            if field.type == "many2many" and field.store and field.comodel_name == self._name
        ]

    # Moving

    def _check_moved(self, vals):
        """Raise if a person moves a file to or from a record of ours by hand."""
        moved = [
            name
            for name in PLACE & vals.keys()
            if any(one._differs(name, vals[name]) for one in self)
        ]
        if moved and not self.env.su:
            raise UserError(
                self.env._("A file cannot be moved to another record: upload it there instead.")
            )

    def _adopt(self, home):
        """Attach these files to ``home``, so that its readers see them.

        :raises UserError: if one was uploaded by someone else or belongs to another record,
            because attaching moves it
        """
        for file in self.sudo():  # files of other records cannot be read for this check
            here = (file.res_model, file.res_id) == (home._name, home.id)
            if not here and not file._is_own_upload(home):
                raise UserError(
                    self.env._(
                        "%(file)s belongs to another record: upload it here instead.",
                        file=file.name
                        if file.create_uid == self.env.user
                        else self.env._("A file"),
                    )
                )
        place = {"res_model": home._name, "res_id": home.id}
        # Users who add a file need no right to change its record.
        self.sudo().with_context(directive_thread=THREAD).write(place)

    def _is_own_upload(self, home):
        """Tell whether the current user uploaded this file and it belongs to no record yet."""
        mine = self.create_uid == self.env.user or self.env.uid == SUPERUSER_ID
        model = self.res_model
        waiting = model in WAITING or model in self.env and self.env[model]._transient
        beside = home._name == "mail.message" and (model, self.res_id) == (home.model, home.res_id)
        return mine and (waiting or beside or not self.res_id)
