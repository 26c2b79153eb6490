"""One record of each model of this addon, belonging only to agency A; one maker for each room."""

from odoo.fields import Command

from . import (
    citizen_records,
    letter_records,
    processing_records,
    reception_records,
    register_records,
    seal_records,
    term_records,
)

# Who of the matrix works with petitions besides: in agency A, above it, in the commune to which
# a matter was sent, and in agency B, a stranger.
STAFF = ("responder", "above", "coordinator", "foreign")
MANAGERS = ("head",)


def entered(case):
    """Return ``{model: values}`` with which agency A enters one more row."""
    return reception_records.entered(case)


def make(case):
    """Return ``{name: record}``; a name is a model, or a model and a special property."""
    for role in (*STAFF, *MANAGERS):
        kind = "manager" if role in MANAGERS else "user"
        group = case.env.ref(f"directive_petition.group_petition_{kind}")
        case.people[role].write({"group_ids": [Command.link(group.id)]})
    made = letter_records.make(case)
    made |= reception_records.make(case)
    made |= citizen_records.make(case, made)
    keepers = case.env.ref("directive_petition.group_petition_keeper")
    case.people["head"].write({"group_ids": [Command.link(keepers.id)]})
    made |= term_records.make(case, made) | processing_records.make(case, made)
    made |= register_records.make(case)
    return made | seal_records.make(case)
