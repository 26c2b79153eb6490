from . import search_guard
from . import read_guard
from . import base_bounds
from . import base_secrecy

# After search_guard: what is too much is refused before it is looked at.
from . import base_questions
from . import ir_http
from . import res_users
from . import res_partner
from . import login_settings
from . import login_users
from . import record_guard
from . import contact_guard
from . import ir_filters
from . import base_twice
