"""Helpers for upgrades, for data that an update alone does not change."""

from odoo.tools.convert import convert_file
from odoo.tools.sql import drop_index, make_index_name
from odoo.tools.translate import TranslationImporter


def renew_records(env, module, path):
    """Write every record of a data file as shipped, including noupdate records."""
    convert_file(env, module, path, {}, mode="init")


def renew_words(env, module, names=()):
    """Apply the shipped translations of these records in every language of the database.

    :param names: of the records in the addon; without them all its records but those under noupdate
    """
    importer = TranslationImporter(env.cr, verbose=False)
    for lang, _name in env["res.lang"].get_installed():
        path = f"{module}/i18n/{lang.partition('_')[0]}.po"
        importer.load_file(path, lang, {f"{module}.{name}" for name in names})
    importer.save(overwrite=True)


def drop_indexes(cr, table, columns):
    """Drop the plain indexes of these columns: Odoo keeps indexes that a field no longer has."""
    for column in columns:
        drop_index(cr, make_index_name(table, column), table)
