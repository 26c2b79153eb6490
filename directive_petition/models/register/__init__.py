from . import petition_letter
