"""What others may ask of kubectl: is this command right, and do these two do the same?"""

from generator.domains.kubernetes.canonical import canonical, differences, same_command, version
from generator.domains.kubernetes.invocation import PROGRAMS, find
from generator.domains.kubernetes.reference import kinds, removed_apis, resources
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
