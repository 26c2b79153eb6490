"""Reading assignment appendices (phụ lục giao nhiệm vụ) as offices really write them.

Plain Python, no ORM. The caller passes the file and the names of its agencies, and gets tasks
with their original wording and any doubts.
"""

from .agency.agencies import GROUPS, AgencyReader, expand
from .errors import AppendixError
from .file.file_type import stamp_in
from .model import (
    ALL_COMMUNES,
    ALL_DEPARTMENTS,
    RELATED_AGENCIES,
    RELATED_COMMUNES,
    RELATED_DEPARTMENTS,
    TOKENS,
    AgencyName,
    Document,
    Reading,
    TaskRow,
    Warning,
)
from .page.pasted import page_of_rows
from .reader import read_appendix
