from . import search_guard
from . import read_guard
from . import record_guard
from . import base_questions
from . import ir_rule
from . import ir_http
