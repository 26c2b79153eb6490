"""The doors a broadcast can be seen through, each as a question: does this user get at it?"""

from .doors import name_search, read, search, search_count


def display_name(broadcast):
    return "secret" in broadcast.display_name


def web_read(broadcast):
    return broadcast.web_read(
        {"name": {}, "body": {}, "issuer_id": {"fields": {"display_name": {}}}}
    )


def web_search_read(broadcast):
    return broadcast.web_search_read([("id", "=", broadcast.id)], {"name": {}})["records"]


def grouped(broadcast):
    groups = broadcast.formatted_read_group([("id", "=", broadcast.id)], ["state"], ["__count"])
    return sum(group["__count"] for group in groups)


def grouped_for_a_list(broadcast):
    return broadcast.web_read_group([("id", "=", broadcast.id)], ["issuer_id"])["length"]


def attachments(broadcast):
    domain = [("res_model", "=", broadcast._name), ("res_id", "=", broadcast.id)]
    return broadcast.env["ir.attachment"].search(domain)


def file_content(broadcast):
    return broadcast.sudo().attachment_ids.with_env(broadcast.env).read(["raw"])


def file_through_the_field(broadcast):
    return broadcast.web_read({"attachment_ids": {"fields": {"name": {}}}})[0]["attachment_ids"]


def export(broadcast):
    return broadcast.export_data(["name", "issuer_id/name"])["datas"]


OPEN_DOORS = [
    search,
    search_count,
    read,
    web_read,
    web_search_read,
    name_search,
    display_name,
    grouped,
    grouped_for_a_list,
    attachments,
    file_content,
    file_through_the_field,
    export,
]


# Recipients see only their own rows of the ledger.


def notices(broadcast):
    return broadcast.env["directive.notice"].search([("broadcast_id", "=", broadcast.id)])


def deliveries(broadcast):
    return broadcast.env["directive.notice.delivery"].search([("broadcast_id", "=", broadcast.id)])


def to_dos(broadcast):
    domain = [("res_model", "=", broadcast._name), ("res_id", "=", broadcast.id)]
    return broadcast.env["mail.activity"].search(domain)


def acknowledgements(broadcast):
    domain = [("res_model", "=", broadcast._name), ("res_id", "=", broadcast.id)]
    return broadcast.env["directive.notice.acknowledgement"].search(domain)


def seen_by(broadcast):
    return broadcast.ack_text


LEDGER_DOORS = [notices, deliveries, acknowledgements, seen_by]
