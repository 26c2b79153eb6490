from . import directive_agency
from . import directive_agency_alias
from . import directive_agency_group
from . import directive_agency_member
from . import directive_signature_mixin
from . import directive_visibility_mixin

from . import agency_keys
from . import directive_agency_alias_search
from . import directive_agency_member_search
from . import directive_agency_member_signature
from . import directive_agency_recipients
from . import directive_agency_search
from . import directive_visibility_readers
from . import res_partner
from . import res_users
from . import res_users_signature
