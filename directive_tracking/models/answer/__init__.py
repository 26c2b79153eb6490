from . import directive_notice_answer
from . import directive_notice_link

from . import directive_answer_page
from . import directive_notice_answer_search
from . import directive_notice_answering
from . import directive_notice_delivery
from . import directive_notice_event
from . import directive_subject_mixin
from . import res_config_settings
