//! [`Outputs`]: the documents of a catalogue and their paths.

use std::path::{Path, PathBuf};

use super::{CONFIG_FILE, Config, Document, Format, RenderContext, paths};
use crate::lock::Unread;
use crate::metric::{Metric, Names};
use crate::model::Catalog;
use crate::operations::Operations;
use crate::policies::Policies;
use crate::{Problem, ProblemLevel};

/// The documents of a catalogue and their paths.
///
/// Declare them in `error-catalog.toml`, beside `Cargo.toml`:
///
/// ```toml
/// [documents]
/// markdown = "docs/errors.md"
/// [lock]
/// path = "error-catalog.lock"
/// ```
///
/// A build script writes them from the source. A test compares them with the compiled registry:
/// `Codes::outputs().check()`.
///
/// ```no_run
/// # #[cfg(feature = "scan")]
/// # fn scanned() {
/// catalog_specs::scan("src").run();
/// # }
/// ```
///
/// If Rust code names documents, for example with `.markdown("docs/errors.md")`, only `[operations]` and `[policies]` of
/// the file are read. Paths are relative to the package.
#[derive(Debug, Clone)]
#[must_use = "call `run` in a build script, or `check` in a test"]
pub struct Outputs {
    pub(super) source: CatalogSource,
    pub(super) base: PathBuf,
    pub(super) documents: Vec<Document>,
    pub(super) lock: Option<PathBuf>,
    pub(super) unread: Vec<Unread>,
    pub(super) allow_outside: bool,
    pub(super) force: bool,
    pub(super) operations: Option<Operations>,
    pub(super) policies: Option<Policies>,
    metrics_in_use: Option<Names>,
    /// Problems of the declaration.
    pub(super) problems: Vec<Problem>,
}

/// The source of the catalogue.
#[derive(Debug, Clone)]
pub(super) enum CatalogSource {
    Catalog(Box<Catalog>),
    #[cfg(feature = "scan")]
    Tree {
        root: PathBuf,
        registry: Option<String>,
    },
}

/// The documents of the catalogue in a source tree.
#[cfg(feature = "scan")]
pub fn scan(root: impl Into<PathBuf>) -> Outputs {
    Outputs::new(CatalogSource::Tree { root: root.into(), registry: None })
}

impl Outputs {
    /// The documents of a catalogue.
    pub fn from_catalog(catalog: Catalog) -> Self {
        Self::new(CatalogSource::Catalog(Box::new(catalog)))
    }

    /// Selects the registry, if the source has several.
    #[cfg(feature = "scan")]
    pub fn registry(mut self, name: impl Into<String>) -> Self {
        if let CatalogSource::Tree { registry, .. } = &mut self.source {
            *registry = Some(name.into());
        }
        self
    }

    /// One page of Markdown.
    pub fn markdown(self, path: impl Into<PathBuf>) -> Self {
        self.file(Format::Markdown, path)
    }

    /// A folder with a complete static site.
    pub fn html(self, folder: impl Into<PathBuf>) -> Self {
        self.file(Format::Html, folder)
    }

    /// Status, message and log level of every code, as JSON.
    pub fn json(self, path: impl Into<PathBuf>) -> Self {
        self.file(Format::Json, path)
    }

    /// The whole catalogue as JSON, which can be read back.
    pub fn spec(self, path: impl Into<PathBuf>) -> Self {
        self.file(Format::Spec, path)
    }

    /// Components of OpenAPI 3.1.
    pub fn openapi(self, path: impl Into<PathBuf>) -> Self {
        self.file(Format::OpenApi, path)
    }

    /// Types for clients in TypeScript.
    pub fn typescript(self, path: impl Into<PathBuf>) -> Self {
        self.file(Format::TypeScript, path)
    }

    /// Types for clients in Python.
    pub fn python(self, path: impl Into<PathBuf>) -> Self {
        self.file(Format::Python, path)
    }

    /// Types for clients in Go. The package has the name of the folder.
    pub fn go(self, path: impl Into<PathBuf>) -> Self {
        self.file(Format::Go, path)
    }

    /// Types for clients in Java. The class has the name of the file, the package that of the folders after `java`.
    pub fn java(self, path: impl Into<PathBuf>) -> Self {
        self.file(Format::Java, path)
    }

    /// An enum of reasons for protocol buffers.
    pub fn proto(self, path: impl Into<PathBuf>) -> Self {
        self.file(Format::Proto, path)
    }

    /// A JSON schema of the log record that a reporter writes.
    pub fn log_record(self, path: impl Into<PathBuf>) -> Self {
        self.file(Format::LogRecord, path)
    }

    /// Rules of Prometheus: alerts and recorded series.
    pub fn prometheus(self, path: impl Into<PathBuf>) -> Self {
        self.file(Format::Prometheus, path)
    }

    /// A folder with unit tests of the rules, for `promtool test rules`.
    pub fn prometheus_tests(self, folder: impl Into<PathBuf>) -> Self {
        self.file(Format::PrometheusTests, folder)
    }

    /// The configuration of Alertmanager.
    pub fn alertmanager(self, path: impl Into<PathBuf>) -> Self {
        self.file(Format::Alertmanager, path)
    }

    /// A folder with the runbook: a page for each code, domain and alert.
    pub fn runbook(self, folder: impl Into<PathBuf>) -> Self {
        self.file(Format::Runbook, folder)
    }

    /// A dashboard of Grafana.
    pub fn grafana(self, path: impl Into<PathBuf>) -> Self {
        self.file(Format::Grafana, path)
    }

    /// The objectives as `OpenSLO`.
    pub fn slo(self, path: impl Into<PathBuf>) -> Self {
        self.file(Format::Slo, path)
    }

    /// A folder with the codes as semantic conventions of OpenTelemetry, for Weaver.
    pub fn weaver(self, folder: impl Into<PathBuf>) -> Self {
        self.file(Format::Weaver, folder)
    }

    /// A document of a format.
    pub fn file(self, format: Format, path: impl Into<PathBuf>) -> Self {
        self.document(Document::new(format, path))
    }

    /// A document for an audience.
    pub fn document(mut self, document: Document) -> Self {
        self.documents.push(document);
        self
    }

    /// The lock, with which a breaking change fails.
    pub fn lock(mut self, path: impl Into<PathBuf>) -> Self {
        self.lock = Some(path.into());
        self
    }

    /// The entries of the registry that could not be read.
    pub fn unread(mut self, unread: Vec<Unread>) -> Self {
        self.unread = unread;
        self
    }

    /// The names that the service gives its metrics in Rust: a check fails if the settings of operations have others.
    /// `Codes::outputs()` knows those that `metric::set_names` has set in its process.
    pub fn metrics_in_use(mut self, names: Names) -> Self {
        self.metrics_in_use = Some(names);
        self
    }

    /// The settings of operations, instead of `[operations]` in `error-catalog.toml`.
    pub fn operations(mut self, operations: Operations) -> Self {
        self.operations = Some(operations);
        self
    }

    /// The policies of the team, instead of `[policies]` in `error-catalog.toml`.
    pub fn policies(mut self, policies: Policies) -> Self {
        self.policies = Some(policies);
        self
    }

    /// Allows documents outside the package, such as `../docs/errors.md`. In `error-catalog.toml` it is
    /// `allow_outside = true`.
    pub fn allow_outside(mut self) -> Self {
        self.allow_outside = true;
        self
    }

    /// Overwrites files that were not generated.
    pub fn force(mut self) -> Self {
        self.force = true;
        self
    }

    /// The folder that paths are relative to, and that documents must not leave; the current one by default.
    pub fn base(mut self, folder: impl Into<PathBuf>) -> Self {
        self.base = folder.into();
        self
    }

    fn new(source: CatalogSource) -> Self {
        Self {
            source,
            base: PathBuf::new(),
            documents: Vec::new(),
            lock: None,
            unread: Vec::new(),
            allow_outside: false,
            force: false,
            operations: None,
            policies: None,
            metrics_in_use: None,
            problems: Vec::new(),
        }
    }

    /// Whether Rust code names a document or the lock, so that those of `error-catalog.toml` are not read.
    pub(super) fn names_documents(&self) -> bool {
        !self.documents.is_empty() || self.lock.is_some()
    }

    /// Adds the documents of `error-catalog.toml`, unless Rust code names documents. Without either nothing would be
    /// compared, which is a problem of the given level.
    pub(super) fn declared(self, level: ProblemLevel) -> Self {
        let declared =
            if self.names_documents() { self.with_settings() } else { self.with_file(level) };
        declared.with_metrics_compared()
    }

    /// Compares the names of the metrics in Rust with those of the settings.
    fn with_metrics_compared(mut self) -> Self {
        let (Some(used), Some(operations)) = (&self.metrics_in_use, &self.operations) else {
            return self;
        };
        for metric in Metric::all() {
            let (here, there) = (used.get(metric), operations.metrics.get(metric));
            if here != there {
                let message = format!(
                    "`metric::set_names` names a metric `{here}` that documents and the lock name `{there}`"
                );
                let help = format!(
                    "write `{} = {here:?}` under `[operations.metrics]` in `{CONFIG_FILE}`",
                    metric.key()
                );
                self.problems.push(Problem::without_place(message, help));
            }
        }
        self
    }

    fn with_file(mut self, level: ProblemLevel) -> Self {
        match Config::read(&self.base) {
            Ok(Some(config)) => self.declare(config),
            Ok(None) => {
                let message = format!("no document is declared: there is no `{CONFIG_FILE}`");
                let help = "create it beside `Cargo.toml`, with `markdown = \"docs/errors.md\"` under `[documents]`";
                self.problems.push(Problem { level, ..Problem::without_place(message, help) });
            }
            Err(problems) => self.problems.extend(problems),
        }
        self
    }

    /// Adds the settings of operations and the policies, which are in the file also if Rust code names the documents.
    fn with_settings(mut self) -> Self {
        if self.operations.is_some() && self.policies.is_some() {
            return self;
        }
        match Config::read(&self.base) {
            Ok(Some(config)) => {
                self.operations.get_or_insert(config.operations);
                self.policies.get_or_insert(config.policies);
            }
            // The lock has the default names of the metrics.
            Ok(None) => drop(self.operations.get_or_insert_default()),
            Err(problems) => self.problems.extend(problems),
        }
        self
    }

    /// Adds the documents of the file if they belong to this registry.
    fn declare(&mut self, config: Config) {
        let is_other = |name: &String, own: &str| name.rsplit("::").next() != Some(own);
        match (&mut self.source, config.registry) {
            (CatalogSource::Catalog(catalog), Some(name)) if is_other(&name, &catalog.name) => {
                let own = &catalog.name;
                let message =
                    format!("`{CONFIG_FILE}` declares the documents of `{name}`, not of `{own}`");
                let help = format!(
                    "name the documents of `{own}` in Rust: `{own}::outputs().markdown(\"docs/errors.md\")`"
                );
                self.problems.push(Problem::without_place(message, help));
                return;
            }
            #[cfg(feature = "scan")]
            (CatalogSource::Tree { registry, .. }, Some(name)) => _ = registry.get_or_insert(name),
            _ => {}
        }
        if !self.allow_outside && !config.allow_outside {
            self.problems.extend(config.outside);
        }
        self.allow_outside |= config.allow_outside;
        self.documents = config.documents;
        self.operations.get_or_insert(config.operations);
        self.policies.get_or_insert(config.policies);
        self.lock = config.lock;
    }

    /// What documents are made of besides the catalogue.
    pub(super) fn context(&self) -> RenderContext {
        let mut context = RenderContext::default();
        let place = |wanted: Format| {
            let document = self.documents.iter().find(|document| document.format == wanted)?;
            Some(self.place(&document.path))
        };
        if let (Some(rules), Some(tests)) =
            (place(Format::Prometheus), place(Format::PrometheusTests))
        {
            context.rules_file = paths::relative_path(&tests, &rules);
        }
        if let (Some(rules), Some(runbook)) = (place(Format::Prometheus), place(Format::Runbook)) {
            context.rules_from_runbook = Some(paths::relative_path(&runbook, &rules));
        }
        if let Some(operations) = &self.operations {
            context.operations = operations.clone();
        }
        context
    }

    pub(super) fn place(&self, path: &Path) -> PathBuf {
        self.base.join(path)
    }
}
