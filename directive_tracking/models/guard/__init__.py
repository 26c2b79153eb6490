from . import asking
from . import values
from . import login
from . import contacts
from . import sharing
from . import outside

from ...tools.guard import links

links.complete()
