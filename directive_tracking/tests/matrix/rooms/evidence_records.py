"""Records of the room `evidence`, belonging only to agency A."""


def make(case, task, secret):
    """Return the review of an accepted result, its draw for verification, and the two forms."""
    done = case.make_task(
        case.agency_a,
        coordinators=case.commune_x,
        state="done",
        name=f"{secret} done",
        directive_id=task.directive_id.id,
    )
    chosen = {"method": "hand", "chosen_task_ids": [(6, 0, done.ids)], "reason": secret}

    def of_office(model, **vals):
        return case.env[model].with_user(case.office_user).create(vals).with_env(case.env)

    drawn = of_office("directive.verification", **chosen)
    return {
        "directive.task.review": done.review_ids[:1],
        "directive.verification": drawn,
        "directive.verification.line": drawn.line_ids,
        "directive.verification.draw": of_office("directive.verification.draw", **chosen),
        "directive.verification.result": of_office(
            "directive.verification.result", line_ids=[(6, 0, drawn.line_ids.ids)], note=secret
        ),
    }
