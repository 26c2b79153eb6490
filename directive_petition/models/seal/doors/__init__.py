from . import base
from . import directive_directive
from . import directive_task
from . import directive_subject_mixin
from . import directive_paper_mixin
from . import ir_attachment
from . import petition_letter_traces
from . import petition_seal_hit
