"""`관리함은?`, `을를`: a particle on an ending that takes none, or two particles in a row."""

from __future__ import annotations

import re

from generator.editor.desk import Desk
from generator.editor.faults.fault import Fault
from generator.model import Candidate

_GLUED = re.compile(
    r"(?:[가-힣](?:함|됨|임|짐|킴)|음|니다|한다|된다|이다|하고|하며)(?:은|는|이|가|을|를|란|이란)\?|(?:을를|은는|이가)\s|[는은]\s[은는]\s|하는하는|\?\?|하기하는"
)


def _has(candidate: Candidate, desk: Desk) -> bool:
    return bool(_GLUED.search(candidate.stem))


FAULT = Fault("a broken ending", _has)
