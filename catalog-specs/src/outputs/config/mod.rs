//! Reads `error-catalog.toml`, which declares the documents for the build script, the test and the command.

mod openapi;
mod operations;
mod policies;

use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Audience, Format};
use crate::lint_table::{self, LintLevel, LintLevels};
use crate::model::Place;
use crate::openapi_merge::MappedOperation;
use crate::operations::Operations;
use crate::policies::Policies;
use crate::{Problem, did_you_mean, files};

/// The file beside `Cargo.toml`.
pub const CONFIG_FILE: &str = "error-catalog.toml";

const TOP_KEYS: &[&str] = &[
    "registry",
    "allow_outside",
    "database",
    "documents",
    "lock",
    "lints",
    "openapi",
    "operations",
    "policies",
];
const DOCUMENT_KEYS: &[&str] = &["path", "audience"];
const LOCK_KEYS: &[&str] = &["path"];
const DATABASE_KEYS: &[&str] = &["migrations"];

/// What `error-catalog.toml` declares.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Config {
    /// The registry of the documents, if the package has several.
    pub registry: Option<String>,
    /// The documents, in the order of the file.
    pub documents: Vec<Document>,
    /// The lock.
    pub lock: Option<PathBuf>,
    /// The folders of the migrations; empty if the package says that it has none in SQL. `None` for the folder `migrations`.
    pub migrations: Option<Vec<PathBuf>>,
    /// The levels of the lints.
    pub lints: LintLevels,
    /// Whether a build script and a test may write outside the package. The command asks for `--allow-outside`.
    pub allow_outside: bool,
    /// The error sets of the operations of an `OpenAPI` document.
    #[doc(hidden)]
    pub openapi: Vec<MappedOperation>,
    /// The settings of operations.
    pub operations: Operations,
    /// The policies of the team.
    pub policies: Policies,
    /// The paths that are outside the package, as problems.
    pub outside: Vec<Problem>,
}

/// A document: format, path relative to the package, and audience.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Document {
    /// The format.
    pub format: Format,
    /// The file, or the folder of a site.
    pub path: PathBuf,
    /// The audience.
    pub audience: Audience,
}

impl Document {
    /// A document for the default audience of its format.
    pub fn new(format: Format, path: impl Into<PathBuf>) -> Self {
        Self { format, path: path.into(), audience: format.default_audience() }
    }
}

impl Config {
    /// Reads the file of a package; `None` if there is none.
    ///
    /// # Errors
    /// Every mistake with its place, or that the file cannot be read.
    pub fn read(package: &Path) -> Result<Option<Self>, Vec<Problem>> {
        let package = if package.as_os_str().is_empty() { Path::new(".") } else { package };
        let path = package.join(CONFIG_FILE);
        let bytes = match files::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.is_missing() => return Ok(None),
            Err(error) => return Err(vec![error.problem(&path)]),
        };
        let text = String::from_utf8(bytes).map_err(|_| {
            let message = format!("`{}` is not UTF-8", path.display());
            vec![Problem::without_place(message, "save it as UTF-8")]
        })?;
        let shown = path.strip_prefix(".").unwrap_or(&path).display().to_string();
        let mut config = Self::parse(&text, &shown)?;
        config.find_outside_paths(package, &text, &shown);
        config.documents.dedup();
        Ok(Some(config))
    }

    /// Parses the text of the file.
    ///
    /// # Errors
    /// Every mistake with its place.
    pub fn parse(text: &str, file: &str) -> Result<Self, Vec<Problem>> {
        let mut reader = ConfigReader { text, file, problems: Vec::new() };
        let config = match DeTable::parse(text) {
            Ok(table) => reader.config(table.get_ref()),
            Err(error) => {
                let span = error.span().unwrap_or_default();
                reader.problem(span, error.message().trim(), "see https://toml.io for the format");
                Self::default()
            }
        };
        if reader.problems.is_empty() { Ok(config) } else { Err(reader.problems) }
    }

    /// Finds paths outside the package: by default it must not write to the rest of the file system.
    fn find_outside_paths(&mut self, package: &Path, text: &str, file: &str) {
        let paths = self.documents.iter().map(|document| &document.path).chain(&self.lock);
        let problems = paths.filter_map(|path| {
            let problem = files::check_inside(package, &package.join(path)).err()?;
            let shown = path.display().to_string();
            let start = text.find(&shown).unwrap_or_default();
            let place = place_of(text, file, start..start + shown.len());
            let message = format!("`{shown}` is outside the package");
            Some(Problem { place: Some(place), message, ..problem })
        });
        self.outside = problems.collect();
    }
}

/// Reads one file and goes on after a mistake.
struct ConfigReader<'t> {
    text: &'t str,
    file: &'t str,
    problems: Vec<Problem>,
}

type Value<'v> = Spanned<DeValue<'v>>;

impl ConfigReader<'_> {
    fn config(&mut self, table: &DeTable<'_>) -> Config {
        let mut config = Config::default();
        for (key, value) in in_order(table) {
            match key.get_ref().as_ref() {
                "registry" => config.registry = self.expect_text(value, "the name of a `catalog!`"),
                "allow_outside" => config.allow_outside = self.expect_boolean(value),
                "database" => config.migrations = self.database(value),
                "documents" => config.documents = self.documents(value),
                "lock" => config.lock = self.lock(value),
                "lints" => config.lints = self.lints(value),
                "openapi" => config.openapi = self.openapi(value),
                "operations" => config.operations = self.operations(value),
                "policies" => config.policies = self.policies(value),
                _ => self.unknown(key, "key", TOP_KEYS),
            }
        }
        config
    }

    fn documents(&mut self, value: &Value<'_>) -> Vec<Document> {
        let formats: Vec<_> = Format::ALL.iter().map(|format| format.as_str()).collect();
        let Some(table) = self.expect_table(value, "`[documents]` with a path for each format")
        else {
            return Vec::new();
        };
        let mut documents = Vec::new();
        for (key, value) in in_order(table) {
            match Format::parse(key.get_ref()) {
                Some(format) => documents.extend(self.document(format, key, value)),
                None => self.unknown(key, "format", &formats),
            }
        }
        documents
    }

    /// A path, or a table with a path and an audience.
    fn document(
        &mut self,
        format: Format,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Value<'_>,
    ) -> Option<Document> {
        let DeValue::Table(table) = value.get_ref() else {
            let path = self.path(format.example(), value)?;
            return Some(Document::new(format, path));
        };
        let mut path = None;
        let mut has_path = false;
        let mut audience = format.default_audience();
        for (key, value) in in_order(table) {
            match key.get_ref().as_ref() {
                "path" => (path, has_path) = (self.path(format.example(), value), true),
                "audience" => audience = self.audience(format, value).unwrap_or(audience),
                _ => self.unknown(key, "key of a document", DOCUMENT_KEYS),
            }
        }
        if !has_path {
            let name = format.as_str();
            let message = format!("`{name}` has no `path`");
            let help = format!("write `{name} = {{ path = \"{}\" }}`", format.example());
            self.problem(key.span(), message, help);
        }
        path.map(|path| Document { format, path, audience })
    }

    fn audience(&mut self, format: Format, value: &Value<'_>) -> Option<Audience> {
        let words: Vec<_> = Audience::ALL.iter().map(|audience| audience.as_str()).collect();
        let word = self.expect_text(value, "an audience, `\"public\"` or `\"internal\"`")?;
        let known = Audience::ALL.iter().copied().find(|audience| audience.as_str() == word);
        let Some(audience) = known else {
            let message = format!("unknown audience `{word}`");
            self.problem(value.span(), message, did_you_mean(&word, &words));
            return None;
        };
        if !format.audiences().contains(&audience) {
            let only = format.default_audience().as_str();
            let message =
                format!("the audience of format `{}` is always `{only}`", format.as_str());
            self.problem(
                value.span(),
                message,
                format!("write `audience = \"{only}\"`, or remove `audience`"),
            );
            return None;
        }
        Some(audience)
    }

    fn lock(&mut self, value: &Value<'_>) -> Option<PathBuf> {
        let table = self.expect_table(value, "`[lock]` with a `path`")?;
        let mut path = None;
        for (key, value) in in_order(table) {
            match key.get_ref().as_ref() {
                "path" => path = self.path("error-catalog.lock", value),
                _ => self.unknown(key, "key of the lock", LOCK_KEYS),
            }
        }
        if path.is_none() && self.problems.is_empty() {
            let help = "write `path = \"error-catalog.lock\"` in it";
            self.problem(value.span(), "`[lock]` has no `path`", help);
        }
        path
    }

    /// The folders of the migrations: a path, or a list of paths for several databases.
    fn database(&mut self, value: &Value<'_>) -> Option<Vec<PathBuf>> {
        let table = self.expect_table(value, "`[database]` with `migrations`")?;
        let mut migrations = None;
        for (key, value) in in_order(table) {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("migrations", DeValue::Array(list)) => {
                    let paths = list.iter().filter_map(|value| self.path("migrations", value));
                    migrations = Some(paths.collect());
                }
                ("migrations", _) => {
                    migrations = self.path("migrations", value).map(|path| vec![path]);
                }
                _ => self.unknown(key, "key of the database", DATABASE_KEYS),
            }
        }
        migrations
    }

    fn lints(&mut self, value: &Value<'_>) -> LintLevels {
        let words: Vec<_> = LintLevel::ALL.iter().map(|level| level.as_str()).collect();
        let mut levels = LintLevels::default();
        let Some(table) = self.expect_table(value, "`[lints]` with a level for each lint") else {
            return levels;
        };
        for (key, value) in in_order(table) {
            let Some(lint) = lint_table::by_id(key.get_ref()) else {
                self.unknown(key, "lint", &lint_table::ids());
                continue;
            };
            let expected = "a level, `\"allow\"`, `\"warn\"` or `\"deny\"`";
            let Some(word) = self.expect_text(value, expected) else { continue };
            match LintLevel::parse(&word) {
                Some(level) => levels.set(lint, level),
                None => {
                    let message = format!("unknown level `{word}`");
                    self.problem(value.span(), message, did_you_mean(&word, &words));
                }
            }
        }
        levels
    }

    fn path(&mut self, example: &str, value: &Value<'_>) -> Option<PathBuf> {
        let text = self.expect_text(value, &format!("a path, such as `\"{example}\"`"))?;
        if text.trim().is_empty() {
            self.problem(value.span(), "the path is empty", "write the path of the file");
            return None;
        }
        if text.contains(char::is_control) {
            let help = "write it without line breaks and other control characters";
            self.problem(value.span(), "the path has a control character", help);
            return None;
        }
        Some(PathBuf::from(text))
    }

    fn expect_boolean(&mut self, value: &Value<'_>) -> bool {
        if let DeValue::Boolean(value) = value.get_ref() {
            return *value;
        }
        self.unexpected(value, "`true` or `false`");
        false
    }

    fn expect_text(&mut self, value: &Value<'_>, expected: &str) -> Option<String> {
        if let DeValue::String(text) = value.get_ref() {
            return Some(text.clone().into_owned());
        }
        self.unexpected(value, expected);
        None
    }

    fn expect_table<'v, 'i>(
        &mut self,
        value: &'v Value<'i>,
        expected: &str,
    ) -> Option<&'v DeTable<'i>> {
        if let DeValue::Table(table) = value.get_ref() {
            return Some(table);
        }
        self.unexpected(value, expected);
        None
    }

    fn expect_list<'v, 'i>(
        &mut self,
        value: &'v Value<'i>,
        expected: &str,
    ) -> Option<&'v [Value<'i>]> {
        if let DeValue::Array(list) = value.get_ref() {
            return Some(list);
        }
        self.unexpected(value, expected);
        None
    }

    fn unexpected(&mut self, value: &Value<'_>, expected: &str) {
        let found = value.get_ref().type_str();
        let message = format!("expected {expected}, found a value of type {found}");
        self.problem(value.span(), message, "");
    }

    fn unknown(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>, noun: &str, known: &[&str]) {
        let name = key.get_ref();
        self.problem(key.span(), format!("unknown {noun} `{name}`"), did_you_mean(name, known));
    }

    fn problem(
        &mut self,
        span: std::ops::Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.problems.push(Problem::error(place_of(self.text, self.file, span), message, help));
    }
}

type Member<'t, 'i> = (&'t Spanned<std::borrow::Cow<'i, str>>, &'t Value<'i>);

/// The members of a table in the order of the file; the parser sorts them by name.
fn in_order<'t, 'i>(table: &'t DeTable<'i>) -> Vec<Member<'t, 'i>> {
    let mut members: Vec<_> = table.iter().collect();
    members.sort_by_key(|(key, _)| key.span().start);
    members
}

fn place_of(text: &str, file: &str, span: std::ops::Range<usize>) -> Place {
    let before = text.get(..span.start).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let in_line = |range: std::ops::Range<usize>| {
        let piece = text.get(range).unwrap_or_default();
        piece.lines().next().unwrap_or_default().chars().count()
    };
    Place {
        file: file.to_owned(),
        line: before.matches('\n').count() + 1,
        column: in_line(line_start..before.len()) + 1,
        length: in_line(span).max(1),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn parse(text: &str) -> Config {
        Config::parse(text, CONFIG_FILE).unwrap()
    }

    fn refused(text: &str) -> Vec<String> {
        let problems = Config::parse(text, CONFIG_FILE).unwrap_err();
        problems.iter().map(|problem| problem.to_string().replace("\n  ", "; ")).collect()
    }

    #[test]
    fn every_key_is_read() {
        let config = parse(
            "registry = \"Codes\"\n\
             [documents]\n\
             markdown = \"docs/errors.md\"\n\
             html = { path = \"docs/errors\", audience = \"public\" }\n\
             [documents.openapi]\n\
             path = \"docs/errors.openapi.json\"\n\
             audience = \"public\"\n\
             [lock]\n\
             path = \"error-catalog.lock\"\n",
        );
        let document =
            |format, path: &str, audience| Document { format, path: path.into(), audience };
        let documents = [
            document(Format::Markdown, "docs/errors.md", Audience::Internal),
            document(Format::Html, "docs/errors", Audience::Public),
            document(Format::OpenApi, "docs/errors.openapi.json", Audience::Public),
        ];
        assert_eq!(config.registry.as_deref(), Some("Codes"));
        assert_eq!(config.documents, documents);
        assert_eq!(config.lock.as_deref(), Some(Path::new("error-catalog.lock")));
        assert_eq!(parse(""), Config::default());
        let migrations = |text: &str| parse(&format!("[database]\nmigrations = {text}")).migrations;
        assert_eq!(migrations("\"db\""), Some(vec!["db".into()]));
        assert_eq!(migrations("[\"a\", \"b\"]"), Some(vec!["a".into(), "b".into()]));
        assert_eq!(migrations("[]"), Some(Vec::new()));
    }

    #[test]
    fn every_mistake_is_reported_at_its_place() {
        let mistakes = refused(
            "regstry = \"Codes\"\n\
             lock = \"error-catalog.lock\"\n\
             [documents]\n\
             markdwon = \"docs/errors.md\"\n\
             json = 1\n\
             html = { pth = \"docs\" }\n\
             spec = { path = \"\", audience = \"publik\" }\n\
             proto = { path = \"a.json\", audience = \"internal\" }\n",
        );
        assert_eq!(
            mistakes,
            [
                "error-catalog.toml:1:1: error: unknown key `regstry`; help: did you mean `registry`?",
                "error-catalog.toml:2:8: error: expected `[lock]` with a `path`, found a value of type string",
                "error-catalog.toml:4:1: error: unknown format `markdwon`; help: did you mean `markdown`?",
                "error-catalog.toml:5:8: error: expected a path, such as `\"docs/errors.json\"`, found a value of type integer",
                "error-catalog.toml:6:10: error: unknown key of a document `pth`; help: did you mean `path`?",
                "error-catalog.toml:6:1: error: `html` has no `path`; help: write `html = { path = \"docs/errors\" }`",
                "error-catalog.toml:7:17: error: the path is empty; help: write the path of the file",
                "error-catalog.toml:7:32: error: unknown audience `publik`; help: did you mean `public`?",
                "error-catalog.toml:8:39: error: the audience of format `proto` is always `public`; help: write `audience = \"public\"`, or remove `audience`",
            ]
        );
        let broken = refused("[documents]\nmarkdown = \"docs\n");
        assert!(broken[0].starts_with("error-catalog.toml:2:17: error: "), "{broken:?}");
        let twice = refused("[documents]\njson = \"a\"\njson = \"b\"\n");
        assert!(twice[0].starts_with("error-catalog.toml:3:1: error: duplicate key"), "{twice:?}");
    }

    #[test]
    fn the_settings_of_operations_are_read() {
        let operations = parse(
            "[operations]\n\
             labels = { job = \"shop\" }\n\
             runbook = \"https://runbooks.example.com/{code}\"\n\
             [operations.metrics]\n\
             requests = \"requests_total\"\n\
             [operations.contacts]\n\
             ops = \"ops@example.com\"\n\
             [operations.slo]\n\
             objective = 99.95\n\
             min_failures = 3\n\
             domains = { PAYMENT = 99 }\n\
             [operations.receivers]\n\
             slack = { url_file = \"/run/slack\", incidents = \"#fire\" }\n\
             pagerduty = { key_file = \"/run/pagerduty\" }\n\
             owners = { \"identity team\" = \"#identity\" }\n",
        )
        .operations;
        assert_eq!(operations.labels, [("job".into(), "shop".into())]);
        assert_eq!(operations.metrics.requests, "requests_total");
        assert_eq!(operations.metrics.status, "status");
        assert_eq!(operations.slo.objective("PAYMENT").percent(), "99");
        assert_eq!(operations.slo.objective("AUTH").percent(), "99.95");
        let slack = operations.receivers.slack.unwrap();
        assert_eq!((slack.alerts.as_str(), slack.incidents.as_str()), ("#alerts", "#fire"));
        assert_eq!(operations.receivers.owners, [("identity team".into(), "#identity".into())]);
    }

    #[test]
    fn the_settings_of_the_runbook_are_read() {
        let operations = parse(
            "[operations]\n\
             dashboard = \"https://grafana.example.com/{code}\"\n\
             escalation = [\"ops\", \"lead\"]\n\
             [operations.contacts]\n\
             ops = \"ops@example.com\"\n\
             lead = \"lead@example.com\"\n\
             [operations.logs]\n\
             Loki = '{app=\"shop\"} | json | error_code=\"{code}\"'\n\
             [operations.recovery]\n\
             \"Start it again\" = \"\"\"a\nb\"\"\"\n",
        )
        .operations;
        assert_eq!(operations.dashboard.as_deref(), Some("https://grafana.example.com/{code}"));
        assert_eq!(operations.escalation, ["ops", "lead"]);
        let query = "{app=\"shop\"} | json | error_code=\"{code}\"";
        assert_eq!(operations.logs, [("Loki".into(), query.into())]);
        assert_eq!(operations.recovery, [("Start it again".into(), "a\nb".into())]);
    }

    #[test]
    fn every_mistake_about_the_runbook_is_reported_at_its_place() {
        let mistakes = refused(
            "[operations]\n\
             dashboard = \"grafana\"\n\
             escalation = [\"osp\", 1, \"ops\", \"ops\"]\n\
             logs = { Loki = \" \" }\n\
             recovery = \"restart\"\n\
             [operations.contacts]\n\
             ops = \"ops@example.com\"\n",
        );
        assert_eq!(
            mistakes,
            [
                "error-catalog.toml:2:13: error: the address is not a URL of the web; help: write an absolute URL, such as `\"https://runbooks.example.com/{code}\"`",
                "error-catalog.toml:4:17: error: the text is empty; help: write it, or remove the line",
                "error-catalog.toml:5:12: error: expected a command for each action, found a value of type string",
                "error-catalog.toml:3:32: error: there are 3 lines of support; help: remove the contacts after them",
                "error-catalog.toml:3:15: error: unknown contact `osp`; help: did you mean `ops`?",
                "error-catalog.toml:3:22: error: expected the name of a contact, found a value of type integer",
            ]
        );
    }

    #[test]
    fn what_alertmanager_cannot_read_is_refused() {
        let mistakes = refused(
            "[operations.receivers]\n\
             watchdog = \"https://w.example.com/%x\"\n\
             email = { to = \"a@b.c\", from = \"a@b.c\", smarthost = \"mail.example.com\" }\n",
        );
        assert_eq!(
            mistakes,
            [
                "error-catalog.toml:2:12: error: the address is not a URL that can be called; help: write it as in `\"https://watchdog.example.com/shop\"`, with other characters as `%20`",
                "error-catalog.toml:3:53: error: `mail.example.com` has no port; help: write both, such as `\"mail.example.com:587\"`",
            ]
        );
        for watchdog in [
            "https://",
            "https:///a",
            "https://a b",
            "https://w/{{x}}",
            "https://w/100%",
            "https://w{/",
        ] {
            let config = format!("[operations.receivers]\nwatchdog = '{watchdog}'\n");
            assert_eq!(refused(&config).len(), 1, "{watchdog}");
        }
    }

    #[test]
    fn every_mistake_in_operations_is_reported_at_its_place() {
        let mistakes = refused(
            "[operations]\n\
             labls = { job = \"shop\" }\n\
             labels = { \"a-b\" = \"x\", severity = \"x\", __name__ = \"x\" }\n\
             runbook = \"runbooks\"\n\
             metrics = { request = \"x\", errors = \"a b\" }\n\
             slo = { objective = 100, min_failures = -1, window = 30 }\n\
             receivers = { slak = 1, slack = {}, email = { to = \"\" } }\n\
             thresholds = { surge = 3, surge_min = 0, failure_percent = 99, page = 1 }\n\
             schema_url = \"schemas\"\n",
        );
        assert_eq!(
            mistakes,
            [
                "error-catalog.toml:2:1: error: unknown key of operations `labls`; help: did you mean `labels`?",
                "error-catalog.toml:3:12: error: `a-b` is not the name of a label; help: write letters, digits and `_`",
                "error-catalog.toml:3:25: error: `severity` is a label of the counters or of the alerts; help: write one that the scrape adds, such as `job`",
                "error-catalog.toml:3:41: error: `__name__` is a label of the counters or of the alerts; help: write one that the scrape adds, such as `job`",
                "error-catalog.toml:4:11: error: the address is not a URL of the web; help: write an absolute URL, such as `\"https://runbooks.example.com/{code}\"`",
                "error-catalog.toml:5:13: error: unknown metric `request`; help: did you mean `requests`?",
                "error-catalog.toml:5:37: error: `a b` is no name in Prometheus; help: write letters, digits and `_`",
                "error-catalog.toml:6:21: error: `100` is no objective; help: write a percentage from 50 to below 100 with at most 4 decimals, such as `99.9`",
                "error-catalog.toml:6:41: error: expected a whole number from 0, found a value of type integer",
                "error-catalog.toml:6:45: error: unknown key of the objectives `window`; help: use one of `objective`, `domains` or `min_failures`",
                "error-catalog.toml:7:15: error: unknown receiver `slak`; help: did you mean `slack`?",
                "error-catalog.toml:7:25: error: `slack` has no `url_file`; help: write `url_file = \"…\"` in it",
                "error-catalog.toml:7:52: error: expected an address; help: write it on one line, without control characters",
                "error-catalog.toml:7:37: error: `email` has no `from`; help: write `from = \"…\"` in it",
                "error-catalog.toml:7:37: error: `email` has no `smarthost`; help: write `smarthost = \"…\"` in it",
                "error-catalog.toml:8:16: error: unknown threshold `surge`; help: use one of `server_errors`, `failure_percent`, `min_requests`, `surge_factor`, `surge_min`, `slow_percent`, `slow_min`, `retries_factor`, `retries_min` or `page`",
                "error-catalog.toml:8:39: error: `surge_min` is out of range; help: write a whole number from 1 to 100000",
                "error-catalog.toml:8:60: error: `failure_percent` is out of range; help: write a whole number from 1 to 98",
                "error-catalog.toml:8:71: error: expected `true` or `false`, found a value of type integer",
                "error-catalog.toml:9:14: error: the address is not a URL of the web; help: write an absolute URL, such as `\"https://runbooks.example.com/{code}\"`",
            ]
        );
    }

    #[test]
    fn a_path_outside_the_package_is_found_at_its_place() {
        let workspace = tempfile::tempdir().unwrap();
        let package = workspace.path().join("shop");
        fs::create_dir(&package).unwrap();
        let read = |path: &str, head: &str| {
            let text =
                format!("{head}[documents]\njson = '{path}'\n[lock]\npath = '{path}.lock'\n");
            fs::write(package.join(CONFIG_FILE), text).unwrap();
            Config::read(&package).unwrap().unwrap()
        };
        assert_eq!(read("docs/errors.json", "").outside, []);
        for path in ["../errors.json", "/errors.json", "docs/../../errors.json"] {
            let problems = read(path, "").outside;
            assert_eq!(problems.len(), 2, "{problems:?}");
            let first = problems[0].to_string();
            assert!(first.contains("error-catalog.toml:2:9: error: `"), "{first}");
            assert!(first.contains("--allow-outside") && first.contains("allow_outside = true"));
        }
        assert!(read("../errors.json", "allow_outside = true\n").allow_outside);
        let mistake = refused("allow_outside = \"yes\"\n");
        assert!(mistake[0].contains("expected `true` or `false`"), "{mistake:?}");
        assert!(refused("[documents]\njson = \"a\\nb\"\n")[0].contains("control character"));
    }

    #[test]
    fn deep_nesting_is_a_mistake() {
        let deep = refused(&format!("registry = {}1{}\n", "[".repeat(5_000), "]".repeat(5_000)));
        assert!(deep[0].starts_with("error-catalog.toml:1:"), "{deep:?}");
    }
}
