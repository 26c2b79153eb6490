"""Addresses of this addon for citizens: a number with its code, and a letter being written."""

from datetime import timedelta

from odoo.addons.directive_tracking.tests.matrix.links import GOOD, SIGNED, Link
from odoo.addons.directive_tracking.tools.notice import link_token
from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...models.citizen.petition_filing import LIFE
from ...tools.citizen.filing import Filing
from .letter_records import SECRET

FORM = "shows an empty form to everybody"


def make(case):
    """Return ``{method and route: links}``; a text instead says why there is nothing to open."""
    pairs = _pairs(case)
    forms = [Link(why, "", {"number": number, "code": code}) for why, number, code in pairs]
    squares = [Link(why, f"/don-thu/q/{number}/{code}") for why, number, code in pairs]
    written = _written(case)
    return {
        "GET /don-thu": FORM,
        "GET /don-thu/tra-cuu": FORM,
        "GET /don-thu/gui/<string:kind>": FORM,
        "POST /don-thu/gui/<string:kind>": "begins a letter of anybody",
        "POST /don-thu/tra-cuu": [one._replace(path="/don-thu/tra-cuu") for one in forms],
        "GET /don-thu/q/<string:number>/<string:code>": squares,
        "POST /don-thu/danh-gia": _ratings(case, forms),
        "POST /don-thu/van-ban": _papers(case, forms),
        "GET /don-thu/nhap/<string:token>": written,
        "POST /don-thu/nhap/<string:token>": [
            one._replace(form={"step": "again" if one.why == GOOD else "discard"})
            for one in written
        ],
    }


def _pairs(case):
    """Return ``(why, number, code)`` of a letter."""
    receipts, letter = case.env["petition.receipt"], case.records["petition.letter"]
    other = _other(case)[0]
    before = receipts._issue(letter)
    number, code = receipts._issue(letter)
    return [
        (GOOD, number, code),
        ("a new code was printed since", *before),
        ("the code of another letter", number, receipts._issue(other)[1]),
        ("a wrong code", number, "0000-0000-0000-0000"),
        ("no such number", "9999-9999", code),
        ("nothing", "0", "0"),
    ]


def _ratings(case, forms):
    """Return the forms with which a matter is rated; one was, and one is of another letter."""
    letter, rated = case.records["petition.letter"], case.records["petition.matter: sent"]
    matter = _matter(case, letter, state="decided")
    spoilt = {"rated already": rated, "of another letter": _other(case)[1]}
    return _chosen("/don-thu/danh-gia", forms, "matter", matter, spoilt, rating="good")


def _papers(case, forms):
    """Return the forms with which a paper is fetched; one is hidden, and one of another letter."""
    paper = case.records["petition.document.showing"].document_id
    paper = paper.with_context(directive_workflow=WORKFLOW)
    shown = {"date_shown": "2026-11-01", "shown_file": b"JVBERg==", "shown_file_name": "a.pdf"}
    hidden = paper.copy({"matter_id": paper.matter_id.id})
    other = paper.copy({"matter_id": _other(case)[1].id})
    (paper | other).write(shown)
    spoilt = {"not shown": hidden, "of another letter": other}
    return _chosen("/don-thu/van-ban", forms, "document", paper, spoilt)


def _chosen(path, forms, name, good, spoilt, **more):
    """Return ``forms`` with the good choice, and with the right code all that are spoilt."""
    links = [Link(one.why, path, {**one.form, name: str(good.id), **more}) for one in forms]
    for why, record in spoilt.items():
        form = {**links[0].form, name: str(record.id)}
        links.append(Link(why, path, form, is_told=True))
    return links


def _other(case):
    """Return another letter of agency A and its matter."""
    if not hasattr(case, "other_letter"):
        letters = case.env["petition.letter"].with_user(case.people["responder"])
        letter = letters.create({"agency_id": case.agency_a.id, "content": SECRET})
        letter = letter.with_env(case.env)
        case.other_letter = letter, _matter(case, letter, state="decided")
    return case.other_letter


def _matter(case, letter, state):
    matters = case.env["petition.matter"].with_user(case.people["responder"])
    values = {"letter_id": letter.id, "kind": "complaint", "content": SECRET}
    matter = matters.create(values).with_env(case.env)
    matter.sudo().with_context(directive_workflow=WORKFLOW).state = state
    return matter


def _written(case):
    """Return the addresses of letters being written; one ran out, one has been filed."""
    filings, addresses = case.env["petition.filing"], {}
    for why in (GOOD, "expired", "filed"):
        typed = Filing("petition", str(case.agency_a.id), SECRET, content=SECRET, email="a@b.vn")
        addresses[why] = filings._begin(typed)
    case.env.cr.execute(
        "UPDATE petition_filing SET create_date = create_date - %s WHERE id = %s",
        [LIFE + timedelta(minutes=1), addresses["expired"].id],
    )
    case.env.invalidate_all()
    addresses["filed"].state = "filed"
    tokens = {why: filing._token() for why, filing in addresses.items()}
    tokens |= {
        "the signature of another": tokens[GOOD][:-SIGNED] + tokens["filed"][-SIGNED:],
        "signed with another secret": link_token.make(addresses[GOOD].id, "ab" * 32),
        "of no letter": link_token.make(2**30, "ab" * 32),
        "nothing": "0",
    }
    return [Link(why, f"/don-thu/nhap/{token}") for why, token in tokens.items()]
