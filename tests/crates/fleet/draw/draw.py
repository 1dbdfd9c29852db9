#!/usr/bin/env python3
"""Draws the generated dashboard as a picture, with the numbers of a real Prometheus.

usage: tests/crates/fleet/draw/draw.py FOLDER PICTURE.png

FOLDER has the documents of `cargo run -p fleet --example documents -- FOLDER shop`. The script makes three hours of
traffic with an outage in the last 20 minutes, loads it into Prometheus, asks it for each panel and lets Chromium draw the
result. It is not Grafana: places, titles, units, limits and numbers are those of the dashboard, and the rest is plain.
"""

import html
import json
import math
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

STEP = 15
HOURS = 3
OUTAGE = 20 * 60
COLUMN, LINE = 70, 38
COLOURS = ["#73bf69", "#f2cc0c", "#5794f2", "#ff780a", "#b877d9", "#f2495c", "#8ab8ff", "#c8f2c2", "#ffb357"]


def main():
    folder, picture = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    dashboard = json.loads((folder / "grafana.json").read_text())
    codes = json.loads((folder / "codes.json").read_text())
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        end = int(time.time()) // 60 * 60
        (work / "traffic.txt").write_text(traffic(codes, end))
        run(work, "promtool", "tsdb", "create-blocks-from", "openmetrics", "traffic.txt", "data")
        rules = folder / "error-catalog.rules.json"
        with Prometheus(work) as prometheus:
            # The recorded series, for the time before Prometheus ran.
            run(work, "promtool", "tsdb", "create-blocks-from", "rules", f"--start={end - HOURS * 3600}",
                f"--end={end}", f"--url={prometheus.url}", "--eval-interval=60s", "--output-dir=recorded", rules)
        for block in (work / "recorded").iterdir():
            block.rename(work / "data" / block.name)
        with Prometheus(work) as prometheus:
            page = draw(dashboard, prometheus, end)
    height = max(p["gridPos"]["y"] + p["gridPos"]["h"] for p in dashboard["panels"]) * LINE + 80
    source = picture.with_suffix(".html")
    source.write_text(page)
    run(folder, "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
        f"--window-size={24 * COLUMN + 40},{height}", f"--screenshot={picture}", source.as_uri())


def run(folder, *command):
    subprocess.run([str(part) for part in command], cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def traffic(codes, end):
    """Counters in the format of OpenMetrics. The outage raises the codes of the first domain."""
    times = range(end - HOURS * 3600, end + 1, STEP)
    lines = []

    def counter(name, series):
        lines.append(f"# TYPE {name.removesuffix('_total')} counter")
        for labels, rate in series:
            total = 0.0
            for at in times:
                total += rate(at) * STEP
                lines.append(f"{name}{{{labels}}} {total:.3f} {at}")

    def with_outage(normal, outage):
        return lambda at: outage * (1 + 0.2 * math.sin(at / 97)) if at > end - OUTAGE else normal * (1 + 0.3 * math.sin(at / 313))

    def label(pairs):
        return ",".join(f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in pairs)

    first = codes[0]["domain"]
    base = label([("job", "shop")])
    errors, retries = [], []
    for place, code in enumerate(codes):
        is_server = code["severity"] != "WARNING"
        usual = 0.002 if is_server else 0.2 / (1 + place)
        outage = 0.5 / (1 + place) if code["domain"] == first and is_server else usual
        names = [("error_code", code["code"]), ("domain", code["domain"]), ("severity", code["severity"]), ("source", "api")]
        errors.append((label(names) + "," + base, with_outage(usual, outage)))
        retries.append((label(names[:1]) + "," + base, with_outage(usual / 3, outage / 2)))
    counter("error_catalog_errors_total", errors)
    counter("error_catalog_retries_total", retries)
    routes = [("/pay", 4, 0.5), ("/cart", 9, 0.08), ("/users/{id}", 15, 0.01)]
    requests, seconds, counts = [], [], []
    for route, rate, share in routes:
        name = label([("route", route)]) + "," + base
        requests.append((name + ',status="200"', with_outage(rate, rate * (1 - share))))
        requests.append((name + ',status="503"', with_outage(rate * 0.0005, rate * share)))
        seconds.append((name, with_outage(rate * 0.08, rate * (0.08 + share * 2))))
        counts.append((name, with_outage(rate, rate)))
    counter("http_requests_total", requests)
    lines.append("# TYPE http_request_duration_seconds summary")
    for end_of_name, series in [("_sum", seconds), ("_count", counts)]:
        for labels, rate in series:
            total = 0.0
            for at in times:
                total += rate(at) * STEP
                lines.append(f"http_request_duration_seconds{end_of_name}{{{labels}}} {total:.3f} {at}")
    counter("error_catalog_reports_dropped_total", [(base, with_outage(0, 0.05))])
    counter("error_catalog_alert_failures_total",
            [(f'channel="{channel}",{base}', with_outage(0, rate)) for channel, rate in [("slack", 0.02), ("pagerduty", 0)]])
    lines.append("# TYPE error_catalog_build_info gauge")
    for version, begin, ending in [("1.4.1", times[0], end - 1800), ("1.4.2", end - 1800, end)]:
        for process in "ab":
            for at in times:
                if begin <= at <= ending:
                    lines.append(f'error_catalog_build_info{{version="{version}",instance="{process}",{base}}} 1 {at}')
    firing = [("CriticalError", "CRITICAL"), ("RouteFailing", "ERROR"), ("BudgetBurn1h", "CRITICAL")]
    lines.append("# TYPE ALERTS gauge")
    for alert, severity in firing:
        labels = label([("alertname", alert), ("alertstate", "firing"), ("severity", severity), ("domain", first)])
        lines.extend(f"ALERTS{{{labels}}} 1 {at}" for at in times if at > end - OUTAGE)
    return "\n".join(lines) + "\n# EOF\n"


class Prometheus:
    def __init__(self, folder):
        self.folder = folder
        self.url = "http://127.0.0.1:19471"

    def __enter__(self):
        (self.folder / "prometheus.yml").write_text("{}")
        self.process = subprocess.Popen(
            ["prometheus", "--config.file=prometheus.yml", "--storage.tsdb.path=data", "--log.level=error",
             "--storage.tsdb.retention.time=90d", "--web.listen-address=127.0.0.1:19471"], cwd=self.folder)
        for _ in range(100):
            try:
                urllib.request.urlopen(self.url + "/-/ready", timeout=1)
                return self
            except OSError:
                time.sleep(0.1)
        raise SystemExit("Prometheus does not begin")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def ask(self, path, **parameters):
        url = f"{self.url}/api/v1/{path}?{urllib.parse.urlencode(parameters)}"
        with urllib.request.urlopen(url, timeout=30) as answer:
            return json.load(answer)["data"]["result"]


def draw(dashboard, prometheus, end):
    out = []
    for panel in dashboard["panels"]:
        place = panel["gridPos"]
        style = (f"left:{place['x'] * COLUMN}px;top:{place['y'] * LINE}px;"
                 f"width:{place['w'] * COLUMN - 8}px;height:{place['h'] * LINE - 8}px")
        if panel["type"] == "row":
            out.append(f'<h2 style="{style}">{html.escape(panel["title"])}</h2>')
            continue
        body = content(panel, prometheus, end)
        out.append(f'<section style="{style}"><h3>{html.escape(panel["title"])}</h3>{body}</section>')
    style = """
      body { background: #111217; color: #ccccdc; font: 13px sans-serif; margin: 16px; }
      main { position: relative; margin-top: 12px; }
      section { position: absolute; background: #181b1f; border: 1px solid #2c2f36; box-sizing: border-box; padding: 6px; overflow: hidden; }
      h2 { position: absolute; font-size: 15px; margin: 8px 0 0; } h3 { font-size: 13px; margin: 0 0 4px; font-weight: 500; }
      table { border-collapse: collapse; width: 100%; } td, th { text-align: left; padding: 2px 8px; border-bottom: 1px solid #2c2f36; }
      .number { font-size: 34px; text-align: center; margin-top: 14px; } small { color: #8e8e9c; } a { color: #6e9fff; }"""
    title = html.escape(dashboard["title"])
    return f'<!doctype html><meta charset="utf-8"><style>{style}</style><b>{title}</b><main>{"".join(out)}</main>'


def content(panel, prometheus, end):
    kind = panel["type"]
    if kind == "text":
        rows = [line.strip("|").split(" | ") for line in panel["options"]["content"].splitlines()]
        cells = lambda row: "".join(f"<td>{html.escape(cell)[:60]}</td>" for cell in row)
        return "<table>" + "".join(f"<tr>{cells(row)}</tr>" for row in rows if "---" not in row[0]) + "</table>"
    ranges = {"$__rate_interval": "1m", "$__range": "1h", "$domain": ".*"}
    queries = []
    for target in panel["targets"]:
        expression = target["expr"]
        for name, value in ranges.items():
            expression = expression.replace(name, value)
        queries.append((expression, target["legendFormat"]))
    defaults = panel["fieldConfig"]["defaults"]
    steps = defaults["thresholds"]["steps"]
    if kind == "timeseries":
        series = []
        for expression, legend in queries:
            for found in prometheus.ask("query_range", query=expression, start=end - 3600, end=end, step=30):
                points = [(float(at), float(value)) for at, value in found["values"] if value not in ("NaN", "+Inf")]
                series.append((fill(legend, found["metric"]), points))
        return graph(series, panel, steps, end)
    found = [item for expression, _ in queries for item in prometheus.ask("query", query=expression, time=end)]
    if kind == "table":
        options = panel["transformations"][0]["options"]
        columns = sorted(options["indexByName"], key=options["indexByName"].get)
        head = "".join(f"<th>{html.escape(options['renameByName'].get(name, name))}</th>" for name in columns)
        rows = ""
        for item in found:
            cell = lambda name: item["value"][1] if name == "Value" else item["metric"].get(name, "")
            rows += "<tr>" + "".join(f"<td>{html.escape(cell(name))}</td>" for name in columns) + "</tr>"
        links = [link["title"] for override in panel["fieldConfig"]["overrides"]
                 for property in override["properties"] for link in property["value"]]
        note = f"<small>links of the codes: {', '.join(links)}</small>" if links else ""
        return f"<table><tr>{head}</tr>{rows}</table>{note}"
    if kind == "bargauge":
        rows = ""
        for item in found:
            value = float(item["value"][1])
            name = html.escape(fill(queries[0][1], item["metric"]))
            width = max(0, min(100, value * 100))
            rows += (f'<div>{name} <span style="color:{colour(value, steps)}">{shown(value, defaults["unit"])}</span>'
                     f'<div style="background:{colour(value, steps)};height:14px;width:{width}%"></div></div>')
        return rows
    value = float(found[0]["value"][1]) if found else math.nan
    return f'<div class="number" style="color:{colour(value, steps)}">{shown(value, defaults["unit"])}</div>'


def fill(legend, labels):
    for name, value in labels.items():
        legend = legend.replace("{{" + name + "}}", value)
    return legend


def colour(value, steps):
    names = {"green": "#73bf69", "orange": "#ff9830", "red": "#f2495c", "text": "#ccccdc"}
    reached = [step["color"] for step in steps if step["value"] is None or value >= step["value"]]
    return names[reached[-1]]


def shown(value, unit):
    if math.isnan(value):
        return "no data"
    if unit == "percentunit":
        return f"{value * 100:.4g} %"
    return {"s": f"{value:.3g} s", "cpm": f"{value:.4g}/min", "suffix:x": f"{value:.4g}x"}.get(unit, f"{value:.6g}")


def graph(series, panel, steps, end):
    place, defaults = panel["gridPos"], panel["fieldConfig"]["defaults"]
    width, height = place["w"] * COLUMN - 30, place["h"] * LINE - 40 - 17 * min(len(series), 5)
    is_stacked = defaults["custom"]["stacking"]["mode"] == "normal"
    limits = [step["value"] for step in steps if step["value"] is not None]
    limits = limits if defaults["custom"]["thresholdsStyle"]["mode"] != "off" else []
    if is_stacked:
        below, stacked = {}, []
        for name, points in series:
            points = [(at, value + below.get(at, 0)) for at, value in points]
            below.update(points)
            stacked.append((name, points))
        drawn = stacked[::-1]
    else:
        drawn = series
    most = max([value for _, points in drawn for _, value in points] + limits + [1e-9]) * 1.1
    x = lambda at: 46 + (at - end + 3600) / 3600 * (width - 50)
    y = lambda value: height - 4 - value / most * (height - 10)
    parts = []
    for share in (0, 0.5, 0.9):
        parts.append(f'<text x="0" y="{y(most * share)}" fill="#8e8e9c" font-size="10">{shown(most * share, defaults["unit"])}</text>')
    order = {name: COLOURS[place % len(COLOURS)] for place, (name, _) in enumerate(series)}
    for override in panel["fieldConfig"]["overrides"]:
        order[override["matcher"]["options"]] = override["properties"][0]["value"]["fixedColor"]
    for name, points in drawn:
        line = " ".join(f"{x(at):.1f},{y(value):.1f}" for at, value in points)
        area = f'{x(points[0][0])},{y(0)} {line} {x(points[-1][0])},{y(0)}' if points else ""
        opacity = 0.6 if is_stacked else 0.08
        parts.append(f'<polygon points="{area}" fill="{order[name]}" opacity="{opacity}"/>')
        parts.append(f'<polyline points="{line}" fill="none" stroke="{order[name]}" stroke-width="1.3"/>')
    for limit in limits:
        parts.append(f'<line x1="46" x2="{width}" y1="{y(limit)}" y2="{y(limit)}" stroke="#f2495c" stroke-dasharray="5"/>')
    legend = "".join(
        f'<div><span style="color:{order[name]}">■</span> {html.escape(name)} <small>{shown(points[-1][1], defaults["unit"]) if points else ""}</small></div>'
        for name, points in series[:5])
    more = f"<small>and {len(series) - 5} more</small>" if len(series) > 5 else ""
    return f'<svg width="{width}" height="{height}">{"".join(parts)}</svg>{legend}{more}'


main()
