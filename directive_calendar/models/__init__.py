from . import week
from . import meeting
from . import invitation
from . import conclusion
