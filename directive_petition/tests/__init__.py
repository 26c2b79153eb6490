from . import test_petition_translations
from .letter import test_matter_steps
from .term import test_terms
from .tools import test_petition_tools_doctests
