"""The records of the room of seals: a denunciation of agency A, who may open it, and a reading."""

from odoo.fields import Command

from .letter_records import SECRET


def make(case):
    """Return ``{name: record}``."""
    env, head, holder = case.env, case.people["head"], case.people["responder"]
    letter = _denunciation(case)
    matter, person = letter.matter_ids, letter.person_ids
    grant = env["petition.seal.grant"].with_user(head)._give(matter, holder, SECRET)
    grant.with_user(holder)._declare_interest(False)
    matter.with_user(holder)._open_seal(SECRET)
    liftings = env["petition.seal.lifting"].with_user(holder)
    lifting = liftings._propose(matter.with_user(holder), person, "waived", "Statement 1", SECRET)
    asking = {
        "matter_id": matter.id,
        "person_id": person.id,
        "ground": "waived",
        "statement": "Statement 1",
        "reason": "A reason",
    }
    form = {"matter_id": matter.id, "user_id": holder.id, "reason": "A reason"}
    return {
        "petition.letter: sealed": letter,
        "petition.person: sealed": person,
        "petition.seal": env["petition.seal"]._of(person, "identity").with_env(env),
        "petition.seal.grant": grant.sudo(False).with_env(env),
        "petition.seal.reading": env["petition.seal.reading"].search(
            [("letter_id", "=", letter.id)]
        ),
        "petition.seal.lifting": lifting.sudo(False).with_env(env),
        "petition.seal.lifting.asking": env["petition.seal.lifting.asking"]
        .with_user(holder)
        .create(asking)
        .with_env(env),
        "petition.seal.granting": env["petition.seal.granting"]
        .with_user(head)
        .create(form)
        .with_env(env),
    }


def _denunciation(case):
    letters = case.env["petition.letter"].with_user(case.people["responder"])
    person = {"role": "denouncer", "name": f"{SECRET} sealed", "id_number": SECRET}
    return letters.create(
        {
            "agency_id": case.agency_a.id,
            "content": SECRET,
            "person_ids": [Command.create(person)],
            "matter_ids": [Command.create({"kind": "denunciation", "content": SECRET})],
        }
    ).with_env(case.env)
