FROM python:3.13-slim AS build
WORKDIR /app
COPY requirements.lock .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements.lock

FROM python:3.13-slim
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
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 BACKHEALTH_DATA=/data BACKHEALTH_LOGS=json HOST=0.0.0.0
USER app
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f\"http://localhost:{os.environ.get('PORT', 8000)}/healthz\", timeout=4)"]
CMD ["./docker-start"]
