//! The table of formats. The reader of `error-catalog.toml`, the gate and the command loop over it.

use std::path::{Path, PathBuf};

use super::Audience;
use crate::model::Catalog;
use crate::operations::Operations;
use crate::{Problem, render, spec};

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// One page of Markdown.
    Markdown,
    /// A site in a folder.
    Html,
    /// Status, message and log level of every code.
    Json,
    /// The whole catalogue, which can be read back.
    Spec,
    /// Components of OpenAPI 3.1.
    OpenApi,
    /// Types for clients in TypeScript.
    TypeScript,
    /// Types for clients in Python.
    Python,
    /// Types for clients in Go.
    Go,
    /// Types for clients in Java.
    Java,
    /// An enum of reasons.
    Proto,
    /// A JSON schema of the log record.
    LogRecord,
    /// Rules of Prometheus.
    Prometheus,
    /// Unit tests of the rules, in a folder.
    PrometheusTests,
    /// The configuration of Alertmanager.
    Alertmanager,
    /// A page for each code, domain and alert, in a folder.
    Runbook,
    /// A dashboard of Grafana.
    Grafana,
    /// The objectives, as `OpenSLO`.
    Slo,
    /// A registry of semantic conventions, in a folder.
    Weaver,
}

/// What a document is made of besides the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RenderContext {
    /// The settings of operations.
    pub operations: Operations,
    /// The path of the document, of which some languages take names. Empty if it has none.
    pub path: PathBuf,
    /// The path of the rules of Prometheus from the folder of their tests.
    pub rules_file: String,
    /// The path of the rules of Prometheus from the folder of the runbook, if there are any.
    pub rules_from_runbook: Option<String>,
}

impl Default for RenderContext {
    fn default() -> Self {
        let rules_file = "../error-catalog.rules.json".to_owned();
        Self {
            operations: Operations::default(),
            path: PathBuf::new(),
            rules_file,
            rules_from_runbook: None,
        }
    }
}

/// The files of a document with their paths relative to that of the document.
type Files = Vec<(PathBuf, String)>;

/// What a renderer is asked for.
struct Request<'r> {
    catalog: &'r Catalog,
    audience: Audience,
    context: &'r RenderContext,
}

/// What is known about a format.
struct Row {
    /// The word in `error-catalog.toml` and the name of the method of `Outputs`.
    name: &'static str,
    /// The flag of `check` and `docs`.
    flag: &'static str,
    /// The help text of the command.
    about: &'static str,
    /// The path in examples and cures, with the usual extension.
    example: &'static str,
    /// Whether the document is a folder of files.
    is_folder: bool,
    /// The possible audiences, the default first.
    audiences: &'static [Audience],
    render: fn(&Request<'_>) -> Files,
}

/// Clients and developers read the same document.
const CLIENTS: &[Audience] = &[Audience::Public];
/// Only developers and operators read it.
const DEVELOPERS: &[Audience] = &[Audience::Internal];
/// The types are the same for everyone; the comments of the internal edition say more.
const BINDINGS: &[Audience] = &[Audience::Public, Audience::Internal];
/// The document has two editions.
const EITHER: &[Audience] = &[Audience::Internal, Audience::Public];

impl Format {
    /// Every format. `tests/tests/face` compares it with the enum.
    pub const ALL: &'static [Self] = &[
        Self::Markdown,
        Self::Html,
        Self::Json,
        Self::Spec,
        Self::OpenApi,
        Self::TypeScript,
        Self::Python,
        Self::Go,
        Self::Java,
        Self::Proto,
        Self::LogRecord,
        Self::Prometheus,
        Self::PrometheusTests,
        Self::Alertmanager,
        Self::Runbook,
        Self::Grafana,
        Self::Slo,
        Self::Weaver,
    ];

    #[expect(clippy::too_many_lines, reason = "a table")]
    const fn row(self) -> &'static Row {
        match self {
            Self::Markdown => &Row {
                name: "markdown",
                flag: "markdown",
                about: "One page of Markdown",
                example: "docs/errors.md",
                is_folder: false,
                audiences: EITHER,
                render: |request| match request.audience {
                    Audience::Internal => file(render::markdown(request.catalog)),
                    Audience::Public => file(render::public_markdown(request.catalog)),
                },
            },
            Self::Html => &Row {
                name: "html",
                flag: "html",
                about: "A site in a folder",
                example: "docs/errors",
                is_folder: true,
                audiences: EITHER,
                render: |request| match request.audience {
                    Audience::Internal => {
                        let operations = &request.context.operations;
                        folder(render::html_for_operators(request.catalog, operations))
                    }
                    Audience::Public => folder(render::public_html(request.catalog)),
                },
            },
            Self::Json => &Row {
                name: "json",
                // `--json` is the format of the answer.
                flag: "json-file",
                about: "Summary: status, message and log level of every code",
                example: "docs/errors.json",
                is_folder: false,
                audiences: EITHER,
                render: |request| match request.audience {
                    Audience::Internal => file(render::catalogue(request.catalog)),
                    Audience::Public => file(render::public_catalogue(request.catalog)),
                },
            },
            Self::Spec => &Row {
                name: "spec",
                flag: "spec",
                about: "The whole catalogue, which `import` and `--source` read back",
                example: "docs/errors.spec.json",
                is_folder: false,
                audiences: DEVELOPERS,
                render: |request| file(spec::write(request.catalog)),
            },
            Self::OpenApi => &Row {
                name: "openapi",
                flag: "openapi",
                about: "Components of OpenAPI 3.1",
                example: "docs/errors.openapi.json",
                is_folder: false,
                audiences: BINDINGS,
                render: |request| match request.audience {
                    Audience::Internal => file(render::internal_openapi(request.catalog)),
                    Audience::Public => file(render::openapi(request.catalog)),
                },
            },
            Self::TypeScript => &Row {
                name: "typescript",
                flag: "typescript",
                about: "Types for clients in TypeScript",
                example: "web/errors.ts",
                is_folder: false,
                audiences: BINDINGS,
                render: |request| match request.audience {
                    Audience::Internal => file(render::internal_typescript(request.catalog)),
                    Audience::Public => file(render::typescript(request.catalog)),
                },
            },
            Self::Python => &Row {
                name: "python",
                flag: "python",
                about: "Types for clients in Python",
                example: "clients/errors.py",
                is_folder: false,
                audiences: BINDINGS,
                render: |request| match request.audience {
                    Audience::Internal => file(render::internal_python(request.catalog)),
                    Audience::Public => file(render::python(request.catalog)),
                },
            },
            Self::Go => &Row {
                name: "go",
                flag: "go",
                about: "Types for clients in Go, in the package of the folder",
                example: "clients/apierrors/errors.go",
                is_folder: false,
                audiences: BINDINGS,
                render: |request| {
                    let path = &request.context.path;
                    match request.audience {
                        Audience::Internal => file(render::internal_go(request.catalog, path)),
                        Audience::Public => file(render::go(request.catalog, path)),
                    }
                },
            },
            Self::Java => &Row {
                name: "java",
                flag: "java",
                about: "Types for clients in Java, in the package of the path",
                example: "clients/java/ApiErrors.java",
                is_folder: false,
                audiences: BINDINGS,
                render: |request| {
                    let path = &request.context.path;
                    match request.audience {
                        Audience::Internal => file(render::internal_java(request.catalog, path)),
                        Audience::Public => file(render::java(request.catalog, path)),
                    }
                },
            },
            Self::Proto => &Row {
                name: "proto",
                flag: "proto",
                about: "An enum of reasons for protocol buffers, with retired codes reserved",
                example: "proto/errors.proto",
                is_folder: false,
                audiences: CLIENTS,
                render: |request| file(render::proto(request.catalog)),
            },
            Self::LogRecord => &Row {
                name: "log_record",
                flag: "log-record",
                about: "A JSON schema of the log record",
                example: "docs/log-record.schema.json",
                is_folder: false,
                audiences: DEVELOPERS,
                render: |request| file(render::log_record(request.catalog)),
            },
            Self::Prometheus => &Row {
                name: "prometheus",
                flag: "prometheus",
                about: "Rules of Prometheus: alerts and recorded series",
                example: "ops/error-catalog.rules.json",
                is_folder: false,
                audiences: DEVELOPERS,
                render: |request| {
                    file(render::prometheus(request.catalog, &request.context.operations))
                },
            },
            Self::PrometheusTests => &Row {
                name: "prometheus_tests",
                flag: "prometheus-tests",
                about: "Unit tests of the rules, for `promtool test rules`",
                example: "ops/tests",
                is_folder: true,
                audiences: DEVELOPERS,
                render: |request| {
                    let RenderContext { operations, rules_file, .. } = request.context;
                    folder(render::prometheus_tests(request.catalog, operations, rules_file))
                },
            },
            Self::Alertmanager => &Row {
                name: "alertmanager",
                flag: "alertmanager",
                about: "The configuration of Alertmanager: routes by severity and owner",
                example: "ops/alertmanager.json",
                is_folder: false,
                audiences: DEVELOPERS,
                render: |request| {
                    file(render::alertmanager(request.catalog, &request.context.operations))
                },
            },
            Self::Runbook => &Row {
                name: "runbook",
                flag: "runbook",
                about: "The runbook: a page for each code, domain and alert, in a folder",
                example: "ops/runbook",
                is_folder: true,
                audiences: DEVELOPERS,
                render: |request| {
                    let RenderContext { operations, rules_from_runbook, .. } = request.context;
                    let rules = rules_from_runbook.as_deref();
                    folder(render::runbook(request.catalog, operations, rules))
                },
            },
            Self::Grafana => &Row {
                name: "grafana",
                flag: "grafana",
                about: "A dashboard of Grafana for those who answer the alerts",
                example: "ops/grafana.json",
                is_folder: false,
                audiences: DEVELOPERS,
                render: |request| {
                    file(render::grafana(request.catalog, &request.context.operations))
                },
            },
            Self::Slo => &Row {
                name: "slo",
                flag: "slo",
                about: "The objectives as OpenSLO, for tools that watch budgets",
                example: "ops/slo.yaml",
                is_folder: false,
                audiences: DEVELOPERS,
                render: |request| file(render::slo(request.catalog, &request.context.operations)),
            },
            Self::Weaver => &Row {
                name: "weaver",
                flag: "weaver",
                about: "The codes as semantic conventions of OpenTelemetry, for Weaver",
                example: "telemetry/registry",
                is_folder: true,
                audiences: DEVELOPERS,
                render: |request| {
                    folder(render::weaver(request.catalog, &request.context.operations))
                },
            },
        }
    }

    /// The word in `error-catalog.toml`.
    pub const fn as_str(self) -> &'static str {
        self.row().name
    }

    /// The name of its flag for `check` and `docs`, without the dashes.
    #[doc(hidden)]
    pub const fn flag(self) -> &'static str {
        self.row().flag
    }

    /// What the document is, as one line for the help of a command.
    pub const fn about(self) -> &'static str {
        self.row().about
    }

    /// A usual path of the document.
    pub const fn example(self) -> &'static str {
        self.row().example
    }

    /// Whether the document is a folder of files.
    pub const fn is_folder(self) -> bool {
        self.row().is_folder
    }

    /// Reads a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.as_str() == word)
    }

    /// The possible audiences, the default first. Bindings for clients have nothing internal.
    pub const fn audiences(self) -> &'static [Audience] {
        self.row().audiences
    }

    pub(crate) fn default_audience(self) -> Audience {
        self.audiences().first().copied().unwrap_or(Audience::Internal)
    }

    /// The problem that a document of the format cannot be at a path, of which some languages take names.
    #[doc(hidden)]
    pub fn check_path(self, path: &Path) -> Result<(), Problem> {
        let fault = (self == Self::Java).then(|| render::java_file_fault(path)).flatten();
        let Some(fault) = fault else { return Ok(()) };
        let message = format!("`{}` cannot be a file of Java: {fault}", path.display());
        let help = "name the file after the service, for example `ShopErrors.java`";
        Err(Problem::without_place(message, help))
    }

    /// The files of a document with their paths relative to that of the document. The path is empty if the document is
    /// one file.
    pub fn render(self, catalog: &Catalog) -> Vec<(PathBuf, String)> {
        self.render_for(catalog, self.default_audience())
    }

    /// The same for an audience, which is one of [`Self::audiences`].
    pub fn render_for(self, catalog: &Catalog, audience: Audience) -> Vec<(PathBuf, String)> {
        self.render_with(catalog, audience, &RenderContext::default())
    }

    /// The files of the document alone, with the settings of a package.
    pub fn render_for_package(
        self,
        catalog: &Catalog,
        operations: Operations,
    ) -> Vec<(PathBuf, String)> {
        let path = PathBuf::from(self.example());
        let context = RenderContext { operations, path, ..RenderContext::default() };
        self.render_with(catalog, self.default_audience(), &context)
    }

    /// The same with the settings of the package.
    pub fn render_with(
        self,
        catalog: &Catalog,
        audience: Audience,
        context: &RenderContext,
    ) -> Vec<(PathBuf, String)> {
        (self.row().render)(&Request { catalog, audience, context })
    }
}

fn file(text: String) -> Files {
    vec![(PathBuf::new(), text)]
}

fn folder(pages: Vec<(String, String)>) -> Files {
    pages.into_iter().map(|(path, text)| (PathBuf::from(path), text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_a_folder_if_its_row_says_so() {
        for format in Format::ALL {
            let files = format.render(&Catalog::default());
            let is_file =
                files.len() == 1 && files.iter().all(|(path, _)| path.as_os_str().is_empty());
            assert_eq!(is_file, !format.is_folder(), "{format:?}");
            let has_extension = Path::new(format.example()).extension().is_some();
            assert_eq!(has_extension, !format.is_folder(), "{format:?}");
        }
    }

    #[test]
    fn words_and_flags_are_unique() {
        for format in Format::ALL {
            assert_eq!(Format::parse(format.as_str()), Some(*format));
            assert_eq!(Format::ALL.iter().filter(|other| other.flag() == format.flag()).count(), 1);
            assert!(!format.flag().contains('_') && format.flag() != "json", "{format:?}");
        }
    }
}
