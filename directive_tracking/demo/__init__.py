from . import directive_demo
from . import acknowledgements
from . import delegation
from . import evidence
from . import recurrence
from . import chasing
from . import coordination
from . import requests
