"""Format the log: one line for a refused request, a traceback for a fault of ours."""

import logging

LONGEST = 500  # of a line about a request that was refused


class LineFormatter(logging.Formatter):
    """A formatter without tracebacks for refused requests, with which any stranger could fill
    the disk."""

    def format(self, record: logging.LogRecord) -> str:
        if getattr(record, "status_code", 500) >= 500:
            return super().format(record)
        plain = logging.makeLogRecord(record.__dict__)
        plain.exc_info = plain.exc_text = plain.stack_info = None
        line = " ".join(super().format(plain).splitlines())
        return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
