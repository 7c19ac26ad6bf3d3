"""Passkeys, codes of an authenticator, and recovery codes: the second step of a log-in, or a log-in
by themselves (docs/decisions/0058)."""
