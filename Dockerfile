FROM python:3.13-slim AS build
WORKDIR /app
COPY requirements.lock .
# Wheels alone, so nothing is compiled; http-ece comes as source only, which is plain Python. What
# translators write is never read when the app runs.
RUN python -m venv --without-pip /venv \
  && pip --python /venv/bin/python install --no-cache-dir --no-deps --require-hashes \
    --only-binary :all: --no-binary http-ece -r requirements.lock \
  && find /venv -name '*.po' -delete

FROM python:3.13-slim
LABEL org.opencontainers.image.title="backhealth" \
  org.opencontainers.image.description="Plan, teach and record lower-body strength training for a back that holds." \
  org.opencontainers.image.licenses="MIT"
RUN useradd --create-home --uid 10001 app && mkdir -m 700 /data && chown app /data
WORKDIR /app
COPY --from=build /venv /venv
COPY pyproject.toml manage.py gunicorn.conf.py ./
COPY backhealth backhealth
COPY accounts accounts
COPY exercises exercises
COPY learn learn
COPY routines routines
COPY builder builder
COPY history history
COPY exchange exchange
COPY reminders reminders
COPY upkeep upkeep
COPY templates templates
COPY static static
COPY docker-start ./
# Nothing can be written here later, and each process would compile the app anew: 3 s of a core at
# every start, and most of every health check. Python's own modules come uncompiled, too.
RUN python -m compileall -q --invalidation-mode unchecked-hash /app \
  && python -m compileall -q --invalidation-mode unchecked-hash \
    -x '/(ensurepip|idlelib|pydoc_data|site-packages|test|tkinter|turtledemo)/' \
    "$(python -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')"
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 BACKHEALTH_DATA=/data BACKHEALTH_LOGS=json HOST=0.0.0.0
USER app
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f\"http://localhost:{os.environ.get('PORT', 8000)}/healthz\", timeout=4)"]
CMD ["./docker-start"]
