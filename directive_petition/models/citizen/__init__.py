from . import petition_citizen_page
from . import petition_letter
from . import petition_receipt
