"""What others may ask of kubectl: is this command right, and do these two do the same?"""

from generator.domains.comparing import canonical, differences, same_command
from generator.domains.kubernetes.invocation import PROGRAMS, find
from generator.domains.kubernetes.reference import kinds, reference, removed_apis, resources
from generator.domains.kubernetes.remarks import check_command

__all__ = [
    "PROGRAMS",
    "canonical",
    "check_command",
    "differences",
    "find",
    "kinds",
    "removed_apis",
    "resources",
    "same_command",
    "version",
]


def version() -> str:
    """Return the release of kubectl that all this is true of."""
    return reference().version
