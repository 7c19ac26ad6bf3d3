"""The verbs: everything a person does. Each is one transaction, keyword-only, and returns the
thing."""
