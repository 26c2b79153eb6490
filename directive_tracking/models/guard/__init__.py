from . import search_guard
from . import read_guard
