from . import directive_example_inspection
from . import directive_notice_event
