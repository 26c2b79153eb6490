"""The ways in which anybody may ask for one record of any model, each as a question.

A door returns the visible data of the record; nothing, or an error, is a closed door.
"""


def search(record):
    return record.search([("id", "=", record.id)]).ids


def search_archived(record):
    return record.with_context(active_test=False).search([("id", "in", record.ids)]).ids


def search_count(record):
    return record.search_count([("id", "=", record.id)])


def search_negated(record):
    return record.search_count(["!", ("id", "!=", record.id)])


def search_hierarchy(record):
    return record.search_count([("id", "child_of", record.ids), ("id", "=", record.id)])


def read(record):
    return record.read(["id"])


def read_with_sudo_first(record):
    record.sudo().read(["display_name"])  # and with it everything stored
    return record.read(["id", "display_name"])


def web_read(record):
    return record.web_read({"display_name": {}})


def search_read(record):
    return record.search_read([("id", "=", record.id)], ["display_name"])


def web_search_read(record):
    return record.web_search_read([("id", "=", record.id)], {"display_name": {}})["records"]


def name_search(record):
    found = record.name_search(record.sudo().display_name, limit=None)
    return [row for row in found if row[0] == record.id]


def name_search_by_id(record):
    return record.name_search("", [("id", "=", record.id)])


def web_name_search(record):
    return record.web_name_search("", {"display_name": {}}, domain=[("id", "=", record.id)])


def grouped(record):
    rows = record.formatted_read_group([("id", "=", record.id)], ["id"], ["__count"])
    return [row for row in rows if row["__count"]]


def counted(record):
    rows = record.formatted_read_group([("id", "=", record.id)], [], ["__count", "id:max"])
    return rows[0]["__count"] or rows[0]["id:max"]


def grouped_for_a_list(record):
    return record.web_read_group([("id", "=", record.id)], ["id"])["length"]


def old_grouped(record):
    rows = record.read_group([("id", "=", record.id)], ["id:max"], [])
    return rows[0]["__count"]


def export(record):
    return record.export_data(["id", "display_name"])["datas"]


def exported_id(record):
    return record.export_data(["id"])["datas"]


def external_id(record):
    if record._auto:
        record.sudo().export_data(["id"])  # which makes one
    return any(record.get_external_id().values())


def metadata(record):
    return record.get_metadata()


def copied_values(record):
    return record.copy_data()


def copied(record):
    with record.env.cr.savepoint() as savepoint:
        copy = record.copy()
        values = copy.sudo().read()
        savepoint.rollback()
    return values


def form(record):
    return record.get_formview_action() and record.onchange({}, [], {"display_name": {}})


# Doors for all readers; readers lack the additional rights for a copy or a form.
OPEN = [
    search,
    search_archived,
    search_count,
    search_negated,
    read,
    web_read,
    search_read,
    web_search_read,
    name_search_by_id,
    grouped,
    counted,
    grouped_for_a_list,
    old_grouped,
    read_with_sudo_first,
]
ALL = [
    *OPEN,
    search_hierarchy,
    name_search,
    web_name_search,
    export,
    exported_id,
    external_id,
    metadata,
    copied_values,
    copied,
    form,
]
