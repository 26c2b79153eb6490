from base64 import b64decode

from odoo import models
from odoo.exceptions import UserError

from ...tools.evidence.file_kinds import UNKNOWN, in_megabytes, not_taken
from ...tools.evidence.pictures import MOST_PIXELS, is_huge


class IrAttachment(models.Model):
    """Only files of the kinds and sizes in the settings are taken, through whatever door."""

    _inherit = "ir.attachment"

    def _postprocess_contents(self, values):
        """Refuse a picture that would fill the memory, before Odoo unpacks it to shrink it."""
        raw = values.get("raw") or b64decode(values.get("datas") or b"")
        if is_huge(raw.encode() if isinstance(raw, str) else raw):
            raise UserError(
                self.env._(
                    "“%(file)s” has more than %(most)s million pixels: make the picture smaller.",
                    file=values.get("name") or "",
                    most=MOST_PIXELS // 1_000_000,
                )
            )
        return super()._postprocess_contents(values)

    def _check_content(self):
        super()._check_content()
        # The value of a binary field is checked by its own model.
        files = self.filtered(lambda one: not one.res_field)
        if files:
            files._check_not_empty()
            files._check_kinds(self.env["directive.settings"]._file_kinds())
            files._check_sizes(self.env["directive.settings"]._get("file_megabytes"))

    def _check_not_empty(self):
        """Raise if one of these files holds nothing, as after an upload cut short."""
        for file in self:
            if not (file.raw or b"").strip():
                raise UserError(
                    self.env._("“%(file)s” is empty: choose another file.", file=file.name)
                )

    def _check_kinds(self, allowed):
        for file in self:
            kind = not_taken(file.name, file.raw or b"", allowed)
            if kind:
                raise UserError(file._refused_kind(kind, ", ".join(allowed)))

    def _refused_kind(self, kind, allowed):
        if kind == UNKNOWN:
            return self.env._(
                "“%(file)s” is of an unknown kind and cannot be added. Send it as one of these: "
                "%(allowed)s.",
                file=self.name,
                allowed=allowed,
            )
        return self.env._(
            "“%(file)s” is a file of the kind %(kind)s, which cannot be added. Send it as one of "
            "these: %(allowed)s.",
            file=self.name,
            kind=kind.upper(),
            allowed=allowed,
        )

    def _check_sizes(self, megabytes):
        for file in self:
            if file.file_size > megabytes * 2**20:
                raise UserError(
                    self.env._(
                        "“%(file)s” is %(size)s; the limit for one file is %(limit)s. Make it "
                        "smaller, or send it in parts.",
                        file=file.name,
                        size=in_megabytes(file.file_size),
                        limit=in_megabytes(megabytes * 2**20),
                    )
                )
