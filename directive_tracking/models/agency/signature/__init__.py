from . import directive_signature_mixin
from . import directive_trail_mixin

from . import directive_agency_member_signature
from . import res_users_signature
