"""What a user reads when something can't be done."""

from __future__ import annotations


def in_words(problem: Exception) -> str:
    """The message without the number that the system gives an error."""
    if isinstance(problem, OSError) and problem.filename and problem.strerror:
        return f"{problem.filename}: {problem.strerror}"
    return str(problem)


def written_for_users(problem: Exception) -> bool:
    """Whether the message is ours, or the file system's; anything else is a defect, whose traceback we want to see."""
    return isinstance(problem, OSError) or type(problem).__module__.startswith(
        ("flows.", "transforms.", "expectations.")
    )
