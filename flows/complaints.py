"""What a user reads when something can't be done."""

from __future__ import annotations

import errno

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def in_words(problem: Exception, place: str = "") -> str:
    """The message without the number that the system gives an error, and with its file, or else the ``place``.

    >>> in_words(OSError(28, "No space left on device"), "warehouse")
    'warehouse: No space left on device; what was published before stays as it is'
    >>> in_words(PermissionError(13, "Permission denied", "a.txt"), "warehouse")
    'a.txt: Permission denied'
    """
    if not isinstance(problem, OSError) or not problem.strerror:
        return str(problem)
    where = problem.filename or place
    words = f"{where}: {problem.strerror}" if where else problem.strerror
    return f"{words}; what was published before stays as it is" if problem.errno in _FULL else words


def written_for_users(problem: Exception) -> bool:
    """Whether the message is ours, or the file system's; anything else is a defect, whose traceback we want to see."""
    return isinstance(problem, OSError) or type(problem).__module__.startswith(
        ("flows.", "transforms.", "expectations.")
    )
