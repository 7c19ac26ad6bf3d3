"""Why a backup can't be made or restored, in a sentence for the person at the keyboard."""


class BackupError(Exception):
    """A fault in one sentence."""
