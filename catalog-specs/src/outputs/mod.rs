//! The documents of a catalogue, and the gate that holds them to the code.
//!
//! [`Outputs`] says which documents there are and where; `format` makes each of them; `file` reads
//! and writes them, whole or not at all; `gate` compares what is there with what should be;
//! [`build_script`] is the gate as cargo runs it, and [`Outputs::check`] the gate as a test.

mod build_script;
mod file;
mod format;
mod gate;
mod ours;
mod place;

use std::path::{Path, PathBuf};

pub use file::{Drift, write as write_file};
pub use format::Format;
pub use gate::{Mode, Outcome, RESTORE_LOCK};
pub use ours::may_take;

use crate::Watch;
use crate::lock::Unread;
use crate::model::Catalog;
use crate::steps::NOBODY;

/// The documents of a catalogue, each with its place.
///
/// In a build script, over the source:
///
/// ```no_run
/// # #[cfg(feature = "scan")]
/// # fn scanned() {
/// catalog_specs::scan("src").markdown("docs/errors.md").lock("error-catalog.lock").run();
/// # }
/// ```
///
/// In a test, over the compiled registry: `Codes::outputs().markdown("docs/errors.md").check()`.
/// Paths are relative to the package.
#[derive(Debug, Clone)]
#[must_use = "documents are made by `run` in a build script, or by `check` in a test"]
pub struct Outputs {
    source: Source,
    base: PathBuf,
    files: Vec<(Format, PathBuf)>,
    lock: Option<PathBuf>,
    unread: Vec<Unread>,
}

/// Where the catalogue comes from.
#[derive(Debug, Clone)]
enum Source {
    /// It is there already.
    Catalog(Box<Catalog>),
    /// It is read from a source tree.
    #[cfg(feature = "scan")]
    Tree { root: PathBuf, registry: Option<String> },
}

impl Outputs {
    /// The documents of a catalogue.
    pub fn of(catalog: Catalog) -> Self {
        Self::new(Source::Catalog(Box::new(catalog)))
    }

    /// The documents of the catalogue in a source tree.
    #[cfg(feature = "scan")]
    pub(crate) fn scanned(root: PathBuf) -> Self {
        Self::new(Source::Tree { root, registry: None })
    }

    /// Which registry it is about, where the source has several.
    #[cfg(feature = "scan")]
    pub fn registry(mut self, name: impl Into<String>) -> Self {
        if let Source::Tree { registry, .. } = &mut self.source {
            *registry = Some(name.into());
        }
        self
    }

    /// One page of Markdown.
    pub fn markdown(self, path: impl Into<PathBuf>) -> Self {
        self.file(Format::Markdown, path)
    }

    /// A folder with a site of its own, to be opened or served as it is.
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

    /// An enum of reasons for protocol buffers.
    pub fn proto(self, path: impl Into<PathBuf>) -> Self {
        self.file(Format::Proto, path)
    }

    /// A document of a format.
    pub fn file(mut self, format: Format, path: impl Into<PathBuf>) -> Self {
        self.files.push((format, path.into()));
        self
    }

    /// The lock: what was promised, so that a breaking change fails.
    pub fn lock(mut self, path: impl Into<PathBuf>) -> Self {
        self.lock = Some(path.into());
        self
    }

    /// What the registry lists beside the catalogue, and whoever read it could not read.
    pub fn unread(mut self, unread: Vec<Unread>) -> Self {
        self.unread = unread;
        self
    }

    /// The folder that paths are relative to, where it is not the current one.
    pub fn base(mut self, folder: impl Into<PathBuf>) -> Self {
        self.base = folder.into();
        self
    }

    /// As a build script: writes what has changed; under `CI` it writes nothing and fails where
    /// something has.
    ///
    /// In a package that is built as somebody's dependency, or from a packaged or read-only copy, it
    /// does nothing. `ERROR_CATALOG=check`, `write` or `off` decides otherwise.
    pub fn run(self) {
        build_script::run(&self);
    }

    /// As a test: fails where a document is not what it should be; with `BLESS=1` it writes them,
    /// under `CI` as well, for nobody says that by accident.
    ///
    /// # Panics
    /// When the gate fails: that is what a test does.
    #[track_caller]
    pub fn check(self) {
        let bless = std::env::var_os("BLESS").is_some_and(|value| !value.is_empty());
        let mode = if bless { Mode::Write } else { Mode::Check };
        let outcome = self.outcome(mode);
        let mend = if build_script::is_running() {
            "`.check()` is for tests; in a build script, write `.run()`"
        } else {
            "run the test again with `BLESS=1`, and commit what it writes"
        };
        let report = outcome.report(mend);
        assert!(!outcome.failed(), "{report}");
        if !report.is_empty() {
            eprintln!("{report}");
        }
    }

    /// What the gate says, and with [`Mode::Write`] what it wrote.
    pub fn outcome(&self, mode: Mode) -> Outcome {
        self.outcome_watched(mode, NOBODY)
    }

    /// The same, and tells of every file that is read and every document that is made.
    pub fn outcome_watched(&self, mode: Mode, watch: Watch<'_>) -> Outcome {
        gate::run(self, mode, watch)
    }

    fn new(source: Source) -> Self {
        Self { source, base: PathBuf::new(), files: Vec::new(), lock: None, unread: Vec::new() }
    }

    fn place(&self, path: &Path) -> PathBuf {
        self.base.join(path)
    }
}
