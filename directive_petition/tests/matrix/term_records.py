"""The records of the room of terms, for the matter of the room of letters."""

from datetime import timedelta

from .letter_records import SECRET


def make(case, made):
    """Return ``{name: record}``: a clock that was extended, then suspended."""
    today = case.env["directive.settings"]._today()
    day = today - timedelta(days=3)
    clock = case.env["petition.clock"]._start(made["petition.matter"], "K3", day)
    clock._extend(10, today, SECRET)
    clock._suspend(today, SECRET)
    return {
        "petition.term": case.env.ref("directive_petition.petition_term_k3"),
        "petition.clock": clock,
        "petition.clock.pause": clock.pause_ids,
        "petition.clock.change": clock.change_ids[:1],
        "petition.clock.extension": clock.extension_ids,
    }
