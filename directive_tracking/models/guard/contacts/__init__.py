from . import directive_contact_guard
from . import res_partner
from . import res_partner_contact
from . import res_users_contact
from . import base_contact
from . import mail_followers
