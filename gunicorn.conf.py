"""How the app is served: a few threads that never wait for a client (docs/decisions/0015)."""

from backhealth.environment import Environment

_environment = Environment.read()
bind = f"{_environment.HOST}:{_environment.PORT}"
worker_class = "backhealth.serving.Worker"
workers = 2
threads = 8
# In each worker, below the 1024 files that many systems allow a process. One more, and the
# connection that has least to lose is closed.
worker_connections = 800
# An open connection costs no thread, and opening one costs a phone a way there and back.
keepalive = 20
# Answers are sent from memory, static files too.
sendfile = False
control_socket_disable = True
