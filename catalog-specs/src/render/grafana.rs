//! A dashboard of Grafana. The source of its data is a variable, so that it can be imported anywhere.

use core::fmt::Write as _;

use super::GENERATED;
use super::markdown::{code, escaped};
use super::text::safe_url;
use crate::model::Catalog;
use crate::operations::{
    ALL, CodeLinks, DOMAIN, Limit, Operations, Panel, Row, Unit, View, dashboard, new_versions,
    select_failures,
};
use crate::{Json, hash};

/// The columns of a dashboard.
const COLUMNS: u32 = 24;
/// The schema of Grafana 11. Newer versions migrate it.
const SCHEMA_VERSION: u32 = 39;

/// The dashboard.
pub fn grafana(catalog: &Catalog, operations: &Operations) -> String {
    let service = catalog.settings.service.as_deref().unwrap_or("the service");
    let identity = [service, catalog.name.as_str()].join(" ");
    let uid = format!("error-catalog-{:016x}", hash::fnv_1a(&identity));
    let json = Json::object([
        ("uid", Json::from(uid)),
        ("title", format!("Errors of {service}").into()),
        // A dashboard has no room for a mark elsewhere.
        ("description", GENERATED.into()),
        ("tags", Json::list(["error-catalog"])),
        ("schemaVersion", SCHEMA_VERSION.into()),
        ("editable", true.into()),
        // One crosshair for all graphs.
        ("graphTooltip", 1u32.into()),
        ("time", Json::object([("from", Json::from("now-1h")), ("to", "now".into())])),
        ("refresh", "30s".into()),
        ("templating", Json::object([("list", Json::List(variables(operations)))])),
        ("annotations", Json::object([("list", Json::List(vec![versions(operations)]))])),
        ("panels", Json::List(panels(&dashboard(catalog, operations)))),
    ]);
    json.pretty()
}

/// The source of the data, and the domains that are shown.
fn variables(operations: &Operations) -> Vec<Json> {
    let datasource = Json::object([
        ("name", Json::from("datasource")),
        ("label", "Data source".into()),
        ("type", "datasource".into()),
        ("query", "prometheus".into()),
        ("refresh", 1u32.into()),
    ]);
    let query = format!("label_values({}, domain)", select_failures(operations));
    let everything = [("text", Json::from("All")), ("value", "$__all".into())];
    let domains = Json::object([
        ("name", Json::from(DOMAIN)),
        ("label", "Domain".into()),
        ("type", "query".into()),
        ("datasource", source()),
        ("query", Json::object([("query", Json::from(query)), ("refId", DOMAIN.into())])),
        // Read again when the shown time changes.
        ("refresh", 2u32.into()),
        ("sort", 1u32.into()),
        ("multi", true.into()),
        ("includeAll", true.into()),
        ("allValue", ALL.into()),
        ("current", Json::object(everything)),
    ]);
    vec![datasource, domains]
}

/// Marks when a version begins to run: that of error-catalog, or the label `version` that the scrape adds in its place.
fn versions(operations: &Operations) -> Json {
    let expression = new_versions(operations);
    Json::object([
        ("name", Json::from("New versions")),
        ("datasource", source()),
        ("enable", true.into()),
        ("iconColor", "blue".into()),
        ("expr", expression.into()),
        ("step", "60s".into()),
        ("titleFormat", "Version {{version}}".into()),
    ])
}

fn source() -> Json {
    Json::object([("type", Json::from("prometheus")), ("uid", "${datasource}".into())])
}

fn panels(rows: &[Row]) -> Vec<Json> {
    let mut panels = Vec::new();
    let mut y = 0;
    for row in rows {
        let mut heading = Json::object([("id", Json::from(next_id(&panels)))]);
        heading.put("type", "row");
        heading.put("title", row.title);
        heading.put("collapsed", false);
        heading.put("gridPos", position([0, y, COLUMNS, 1]));
        heading.put("panels", Json::List(Vec::new()));
        panels.push(heading);
        y += 1;
        let (mut x, mut lowest) = (0, y);
        for content in &row.panels {
            if x + content.width > COLUMNS {
                (x, y) = (0, lowest);
            }
            let place = [x, y, content.width, content.height];
            panels.push(panel(content, next_id(&panels), place));
            x += content.width;
            lowest = lowest.max(y + content.height);
        }
        y = lowest;
    }
    panels
}

fn next_id(panels: &[Json]) -> u32 {
    u32::try_from(panels.len()).unwrap_or(u32::MAX).saturating_add(1)
}

fn position([x, y, width, height]: [u32; 4]) -> Json {
    Json::object([("h", height), ("w", width), ("x", x), ("y", y)].map(|(key, n)| (key, n.into())))
}

fn panel(panel: &Panel, id: u32, place: [u32; 4]) -> Json {
    let mut json = Json::object([("id", Json::from(id))]);
    json.put("type", type_of(&panel.view));
    json.put("title", panel.title.as_str());
    json.put("description", panel.about.as_str());
    json.put("gridPos", position(place));
    if let View::Codes(codes) = &panel.view {
        let options =
            [("mode", Json::from("markdown")), ("content", Json::from(list_of_codes(codes)))];
        json.put("options", Json::object(options));
        return json;
    }
    json.put("datasource", source());
    json.put("fieldConfig", field_config(panel));
    json.put("options", options(&panel.view));
    let is_table = matches!(panel.view, View::Table { .. });
    let is_instant = !matches!(panel.view, View::Lines | View::Stack);
    let targets = panel.queries.iter().zip('A'..).map(|(query, name)| {
        let mut target = Json::object([("refId", Json::from(name.to_string()))]);
        target.put("datasource", source());
        target.put("editorMode", "code");
        target.put("expr", query.expression.as_str());
        target.put("legendFormat", query.legend.as_str());
        target.put("format", if is_table { "table" } else { "time_series" });
        target.put("instant", is_instant);
        target.put("range", !is_instant);
        target
    });
    json.put("targets", Json::List(targets.collect()));
    if let View::Table { columns, value, .. } = &panel.view {
        json.put("transformations", Json::List(vec![organize(columns, *value)]));
    }
    json
}

fn type_of(view: &View) -> &'static str {
    match view {
        View::Number => "stat",
        View::Bars => "bargauge",
        View::Lines | View::Stack => "timeseries",
        View::Table { .. } => "table",
        View::Codes(_) => "text",
    }
}

fn field_config(panel: &Panel) -> Json {
    let mut defaults = Json::object([("unit", Json::from(unit(panel.unit)))]);
    if !matches!(panel.view, View::Table { .. }) && !matches!(panel.view, View::Bars) {
        defaults.put("min", 0u32);
    }
    let has_lines = matches!(panel.view, View::Lines | View::Stack);
    let mode = if has_lines { "palette-classic" } else { "thresholds" };
    defaults.put("color", Json::object([("mode", Json::from(mode))]));
    defaults.put("thresholds", thresholds(panel));
    if has_lines {
        let is_stacked = matches!(panel.view, View::Stack);
        let stacking = if is_stacked { "normal" } else { "none" };
        let limit = if panel.limits.is_empty() { "off" } else { "line" };
        defaults.put(
            "custom",
            Json::object([
                ("drawStyle", Json::from("line")),
                ("lineWidth", 1u32.into()),
                ("fillOpacity", if is_stacked { 60u32 } else { 10 }.into()),
                ("showPoints", "never".into()),
                ("stacking", Json::object([("mode", Json::from(stacking))])),
                ("thresholdsStyle", Json::object([("mode", Json::from(limit))])),
            ]),
        );
    }
    let mut overrides: Vec<_> = panel.colours.iter().map(fixed_colour).collect();
    if let View::Table { links, .. } = &panel.view {
        overrides.extend((!links.is_empty()).then(|| code_links(links)));
    }
    Json::object([("defaults", defaults), ("overrides", Json::List(overrides))])
}

/// The links of the column with the codes.
fn code_links(links: &[(&'static str, String)]) -> Json {
    let links = links.iter().map(|(name, url)| {
        Json::object([
            ("title", Json::from(*name)),
            ("url", url.as_str().into()),
            ("targetBlank", true.into()),
        ])
    });
    override_of("error_code", "links", Json::List(links.collect()))
}

fn fixed_colour((series, colour): &(&str, &str)) -> Json {
    let value = [("mode", Json::from("fixed")), ("fixedColor", (*colour).into())];
    override_of(series, "color", Json::object(value))
}

/// A property of one series or column.
fn override_of(name: &str, property: &str, value: Json) -> Json {
    let matcher = [("id", Json::from("byName")), ("options", name.into())];
    let property = [("id", Json::from(property)), ("value", value)];
    Json::object([
        ("matcher", Json::object(matcher)),
        ("properties", Json::List(vec![Json::object(property)])),
    ])
}

/// The colours by value. The colour of a graph is that of its series, so a limit is a line there.
fn thresholds(panel: &Panel) -> Json {
    let base = match (&panel.view, panel.limits.first()) {
        (View::Number | View::Bars, Some(Limit::Good(_)))
        | (View::Bars, Some(Limit::Warning(_))) => "red",
        (_, Some(_)) => "green",
        (_, None) => "text",
    };
    let base = Json::object([("color", Json::from(base)), ("value", Json::Null)]);
    let steps = panel.limits.iter().map(|limit| {
        let (color, value) = match limit {
            Limit::Good(value) => ("green", value),
            Limit::Warning(value) => ("orange", value),
            Limit::Bad(value) => ("red", value),
        };
        let value = value.parse().map_or(Json::Null, Json::Number);
        Json::object([("color", Json::from(color)), ("value", value)])
    });
    let steps = core::iter::once(base).chain(steps).collect();
    Json::object([("mode", Json::from("absolute")), ("steps", Json::List(steps))])
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "short",
        Unit::PerMinute => "cpm",
        Unit::Share => "percentunit",
        Unit::Seconds => "s",
        Unit::Times => "suffix:x",
    }
}

fn options(view: &View) -> Json {
    let last = || {
        let calculation = Json::list(["lastNotNull"]);
        Json::object([("calcs", calculation), ("fields", "".into()), ("values", false.into())])
    };
    match view {
        View::Number => Json::object([
            ("reduceOptions", last()),
            ("colorMode", "value".into()),
            ("graphMode", "none".into()),
            ("textMode", "value".into()),
        ]),
        View::Bars => Json::object([
            ("reduceOptions", last()),
            ("displayMode", "basic".into()),
            ("orientation", "horizontal".into()),
        ]),
        View::Lines | View::Stack => Json::object([
            (
                "legend",
                Json::object([
                    ("displayMode", Json::from("table")),
                    ("placement", "bottom".into()),
                    ("showLegend", true.into()),
                    ("calcs", Json::list(["lastNotNull", "max"])),
                ]),
            ),
            ("tooltip", Json::object([("mode", Json::from("multi")), ("sort", "desc".into())])),
        ]),
        View::Table { .. } => {
            Json::object([("showHeader", Json::from(true)), ("cellHeight", "sm".into())])
        }
        View::Codes(_) => Json::Object(Vec::new()),
    }
}

/// Shows these columns, in this order.
fn organize(columns: &[String], value: Option<&'static str>) -> Json {
    const VALUE: &str = "Value";
    let shown = columns.iter().map(String::as_str).chain(value.map(|_| VALUE));
    let mut options = Json::object([(
        "includeByName",
        Json::object(shown.clone().map(|name| (name, Json::from(true)))),
    )]);
    let order = shown.zip(0u32..).map(|(name, at)| (name, Json::from(at)));
    options.put("indexByName", Json::object(order));
    let renamed = value.map(|name| (VALUE, Json::from(name)));
    options.put("renameByName", Json::object(renamed));
    Json::object([("id", Json::from("organize")), ("options", options)])
}

/// The codes as a table of Markdown.
fn list_of_codes(codes: &[CodeLinks]) -> String {
    let mut text =
        "| Code | Severity | Incident | Owner | Runbook | Page |\n|---|---|---|---|---|---|\n"
            .to_owned();
    for line in codes {
        let title =
            if line.title.is_empty() { String::new() } else { format!(" {}", plain(&line.title)) };
        // Writing to a `String` does not fail.
        let _ = writeln!(
            text,
            "| {}{title} | {} | {} | {} | {} | {} |",
            code(&line.code).replace('|', "\\|").replace('$', "&#36;"),
            line.severity,
            line.incident,
            plain(&line.owner),
            link("runbook", line.runbook.as_deref()),
            link("page", line.page.as_deref()),
        );
    }
    text
}

/// Text in Markdown, in which Grafana finds no variable.
fn plain(text: &str) -> String {
    escaped(text).replace("\\$", "&#36;")
}

fn link(name: &str, url: Option<&str>) -> String {
    let Some(url) = url.and_then(safe_url) else { return String::new() };
    let encoded = url.chars().map(|c| match c {
        '$' => "%24".to_owned(),
        '[' => "%5B".to_owned(),
        ']' => "%5D".to_owned(),
        '(' => "%28".to_owned(),
        ')' => "%29".to_owned(),
        '<' => "%3C".to_owned(),
        '>' => "%3E".to_owned(),
        '|' => "%7C".to_owned(),
        '\\' => "%5C".to_owned(),
        '*' => "%2A".to_owned(),
        '{' => "%7B".to_owned(),
        '}' => "%7D".to_owned(),
        c => c.to_string(),
    });
    format!("[{name}]({})", encoded.collect::<String>())
}
