# The desk's page and command line in one image:
#   docker build -t dragoman .
#   docker run --rm -v desk:/data -v "$PWD":/in:ro dragoman --case /data/desk.db add /in/articles
#   docker run -d -p 127.0.0.1:8642:8642 -e DRAGOMAN_TOKEN=… -v desk:/data dragoman
FROM python:3.12-slim-bookworm AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY src ./src
RUN python -m venv /opt/dragoman \
    && /opt/dragoman/bin/pip install --no-cache-dir --disable-pip-version-check '.[postgres,pdf]' \
    && /opt/dragoman/bin/python -m compileall -q /opt/dragoman/lib

FROM python:3.12-slim-bookworm
# Pango prints the briefs
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home desk \
    && install -d -o desk -g desk /data
COPY --from=build /opt/dragoman /opt/dragoman
ENV PATH=/opt/dragoman/bin:$PATH \
    PYTHONUTF8=1
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8642
# any answer, a refusal for want of a token too, is a sign of life
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import http.client as h; c = h.HTTPConnection('127.0.0.1', 8642, timeout=4); c.request('GET', '/'); raise SystemExit(c.getresponse().status >= 500)"]
ENTRYPOINT ["dragoman"]
CMD ["--case", "/data/desk.db", "serve", "--host", "0.0.0.0", "--port", "8642"]
