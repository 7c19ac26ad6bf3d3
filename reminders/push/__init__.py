"""Reminders to browsers (Web Push): keys, push services, sending."""
