"""What a person does: each verb one transaction, keyword-only, returning the thing."""
