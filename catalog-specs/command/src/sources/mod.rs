//! Where a catalogue comes from.
//!
//! [`package`] finds the package of the current folder, [`chain`] reads there which documents it
//! keeps, and [`git`] brings what a revision had.

pub(crate) mod chain;
pub(crate) mod git;
pub(crate) mod package;

use std::path::{Path, PathBuf};

use catalog_specs::lock::Unread;
use catalog_specs::model::Catalog;
use catalog_specs::{Gravity, Problem, Watch, scan, spec};

use crate::answer::Failure;
use crate::arguments::SourceArguments;
use crate::files;
use crate::progress::Working;
use package::Package;

/// A catalogue that was read, and what is wrong with it.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) catalog: Catalog,
    pub(crate) problems: Vec<Problem>,
    /// What its registry lists and was not read.
    pub(crate) unread: Vec<Unread>,
}

/// What a catalogue is read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    /// A folder or a file with Rust source.
    Tree(PathBuf),
    /// A spec.
    Spec(PathBuf),
    /// A lock, which has promises and no texts.
    Lock(PathBuf),
}

impl Source {
    /// What a path means: a package stands for its `src`.
    pub(crate) fn of(path: &Path) -> Result<Self, Failure> {
        let shown = path.display();
        if path.is_dir() {
            let src = path.join("src");
            let is_package = path.join("Cargo.toml").is_file() && src.is_dir();
            return Ok(Self::Tree(if is_package { src } else { path.to_owned() }));
        }
        if !path.exists() {
            let message = format!("`{shown}` is not there");
            return Err(Failure::unreadable(
                message,
                "write the path of a folder with source, of a `.rs` file, or of a spec",
            ));
        }
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("rs") => Ok(Self::Tree(path.to_owned())),
            Some("json") => Ok(Self::Spec(path.to_owned())),
            Some("lock") => Ok(Self::Lock(path.to_owned())),
            _ => Err(Failure::usage(
                format!("cannot tell what `{shown}` is"),
                "a catalogue is a folder with source, a `.rs` file, a spec (`.json`) or, to compare, a lock (`.lock`)",
            )),
        }
    }

    /// The source that was asked for, or the package's.
    pub(crate) fn asked(asked: &SourceArguments) -> Result<Self, Failure> {
        match &asked.source {
            Some(path) => Self::of(path),
            None => Package::find(asked.manifest_path.as_deref())?.source().map(Self::Tree),
        }
    }

    /// Reads it, with what is wrong.
    pub(crate) fn load(&self, registry: Option<&str>, watch: Watch<'_>) -> Result<Loaded, Failure> {
        match self {
            Self::Tree(root) => {
                let scan = scan::read_watched(root, registry, watch);
                Ok(Loaded { catalog: scan.catalog, problems: scan.problems, unread: scan.unread })
            }
            Self::Spec(path) => {
                let text = files::read(path)?;
                let catalog = spec::read_with_places(&text, &path.display().to_string());
                let catalog = catalog.map_err(Failure::Unreadable)?;
                Ok(Loaded { catalog, problems: Vec::new(), unread: Vec::new() })
            }
            Self::Lock(path) => Err(Failure::usage(
                format!(
                    "`{}` is a lock, which has the promises of a catalogue and not the catalogue",
                    path.display()
                ),
                "name the source or a spec; `diff` takes locks",
            )),
        }
    }
}

impl Loaded {
    /// The catalogue that was asked for.
    pub(crate) fn asked(asked: &SourceArguments, working: &Working) -> Result<Self, Failure> {
        let source = Source::asked(asked)?;
        working.on("reading the source", |watch| source.load(asked.registry.as_deref(), watch))
    }

    /// The catalogue, if it can be told whole: half of one would tell half the truth.
    pub(crate) fn whole(self) -> Result<Catalog, Failure> {
        if self.has_errors() { Err(Failure::of(self.problems)) } else { Ok(self.catalog) }
    }

    /// What a reader of half a catalogue should know.
    pub(crate) fn note(&self) -> String {
        let errors =
            self.problems.iter().filter(|problem| problem.gravity == Gravity::Error).count();
        if errors == 0 {
            return String::new();
        }
        let count = crate::printing::plural(errors, "mistake");
        format!(
            "{} the catalogue has {count}, so some of it may be missing; `cargo error-catalog check` tells more\n",
            crate::printing::Style::WARNING.paint("warning:")
        )
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.gravity == Gravity::Error)
    }
}
