"""Threads, because a slow phone that trickles its request in would hold a whole sync worker."""

from backhealth.environment import Environment

_environment = Environment.read()
bind = f"{_environment.HOST}:{_environment.PORT}"
worker_class = "gthread"
workers = 2
threads = 8
control_socket_disable = True
