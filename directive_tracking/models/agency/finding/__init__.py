from . import directive_agency_alias_search
from . import directive_agency_member_search
from . import directive_agency_search
from . import directive_search_mixin
