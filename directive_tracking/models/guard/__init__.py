from . import search_guard
from . import read_guard
from . import base_bounds
from . import base_secrecy

# After search_guard: what is too much is refused before it is looked at.
from . import base_questions
from . import ir_http
from . import res_users
from . import res_partner
from . import directive_settings
from . import res_config_settings
from . import res_users_login
from . import mail_mail
from . import record_guard
from . import directive_contact_guard
from . import res_partner_contact
from . import res_users_contact
from . import mail_followers
from . import base_contact
from . import directive_sharing_guard
from . import ir_filters
from . import ir_embedded_actions
from . import base_twice
