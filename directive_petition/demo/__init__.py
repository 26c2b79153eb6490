from . import citizens
from . import petition_demo
from . import reception
from . import seal
