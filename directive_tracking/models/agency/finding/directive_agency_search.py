from odoo import api, models
from odoo.fields import Domain
from odoo.tools import ormcache

from ....tools.appendix import AgencyName, AgencyReader, expand
from ....tools.search import words_pattern
from ....tools.text import fold

# A part of a name that fits more agencies than this names none: "phường", "sở".
MOST_ALIKE = 5
FEWEST_SIGNS = 3
NAMING = {"name", "short_name", "alias_ids", "kind", "commune_kind", "active"}


class DirectiveAgency(models.Model):
    """Search of agencies by any name: short, long, misspelt, without diacritics, by initials."""

    _name = "directive.agency"
    _inherit = ["directive.agency", "directive.search.mixin"]

    @api.model
    def _names(self):
        """Return the agencies as known to the import of appendices."""
        return [
            AgencyName(
                key=agency.id,
                name=agency.name,
                short_name=agency.short_name or None,
                kind=agency.kind,
                commune_kind=agency.commune_kind or None,
                aliases=tuple(agency.alias_ids.mapped("name")),
            )
            for agency in self.search([])
        ]

    @api.model
    @ormcache()
    def _name_reader(self):
        """Return the reader of agency names; it is created once and used by every search."""
        # Names are not secret for logged-in users; all users share the cache.
        names = self.sudo().with_context(active_test=True)._names()
        return AgencyReader(names), names

    @api.model
    def _resolve(self, text):
        """Return the agencies that ``text`` names exactly, as an appendix would name them."""
        reader, names = self._name_reader()
        found = reader.read_once(text) if fold(text) else []
        if not all(one.keys for one in found):
            return self.browse()  # a sentence that happens to hold a name
        return self.browse(expand([key for one in found for key in one.keys], names))

    @api.model
    def _named_in(self, text):
        """Return the agencies meant by ``text``, archived ones too: named whole, or by a part."""
        return self._resolve(text) | self._alike(text)

    def _alike(self, text):
        folded = fold(text)
        if len(folded) < FEWEST_SIGNS or folded.isdigit():
            return self.browse()
        every = self.with_context(active_test=False)
        parts = every.search(self._part_domain(text), limit=MOST_ALIKE + 1)
        return self.browse(parts.ids if len(parts) <= MOST_ALIKE else ())

    @api.model
    def _part_domain(self, text):
        return Domain("search_name", "ilike", words_pattern(fold(text)))

    @api.model
    def _found_by(self, text):
        return Domain("display_name", "ilike", text)

    @api.model
    def _search_display_name(self, operator, value):
        """Find agencies by any spelling, with or without diacritics."""
        if operator != "ilike" or not isinstance(value, str):
            return (
                NotImplemented
                if operator == "not ilike"
                else super()._search_display_name(operator, value)
            )
        domain = super()._search_display_name(operator, value) | Domain(
            "id", "in", self._resolve(value).ids
        )
        return domain | self._part_domain(value) if fold(value) else domain

    @api.model
    @api.readonly
    def name_search(self, name="", domain=None, operator="ilike", limit=100):
        """Show an exact match first; the others only contain the text."""
        found = super().name_search(name, domain, operator, limit)
        named = self._resolve(name) if name and operator == "ilike" else self.browse()
        if not named:
            return found
        exact = Domain(domain or []) & Domain("id", "in", named.ids)
        first = super().name_search("", exact, operator, limit)
        rest = [one for one in found if one not in first]
        return (first + rest)[:limit]

    @api.model_create_multi
    def create(self, vals_list):
        agencies = super().create(vals_list)
        self.env.registry.clear_cache()
        return agencies

    def _forget_names(self, vals):
        """Invalidate cached names if ``vals`` change one."""
        if NAMING & vals.keys():
            self.env.registry.clear_cache()

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result

    def _spellings(self):
        """Return the names under which this agency is written: full, short and others."""
        return (self.name, self.short_name, *self.alias_ids.mapped("name"))
