from . import directive_order_mixin
from . import directive_correction_mixin
from . import directive_directive
from . import directive_document_type
from . import directive_field
from . import directive_issuer
from . import directive_transition

from . import directive_directive_correction
from . import directive_directive_notice
from . import directive_directive_search
from . import directive_notice
from . import directive_notice_acknowledgement
from . import directive_notice_answer
from . import directive_notice_delivery
from . import directive_notice_event
