from . import citizens
from . import petition_demo
from . import processing
from . import reception
from . import seal
