//! Where a catalogue comes from.
//!
//! [`package`] finds the package, [`compiled`] asks its tests for the compiled registry, and [`git`]
//! brings what a revision had. A source tree gives a preview only.

pub(crate) mod compiled;
pub(crate) mod git;
pub(crate) mod package;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use catalog_specs::lock::Unread;
use catalog_specs::model::Catalog;
use catalog_specs::{Config, Gravity, Problem, Watch, scan, spec};

use crate::answer::Failure;
use crate::arguments::SourceArguments;
use crate::files;
use crate::progress::Working;
use package::Package;

/// What a catalogue was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The compiled registry, which is exact.
    Compiled,
    /// Rust source, which does not tell the codes of macros and other crates.
    Preview,
    /// A spec.
    Spec,
}

/// The note that is printed with every result of a preview.
const PREVIEW_NOTE: &str = "preview: this was read from the source and not compiled, so codes of macros and other crates are missing\n";

/// A catalogue that was read, and what is wrong with it.
#[derive(Debug, Clone)]
pub(crate) struct Loaded {
    pub(crate) catalog: Catalog,
    pub(crate) problems: Vec<Problem>,
    /// What its registry lists and was not read.
    pub(crate) unread: Vec<Unread>,
    pub(crate) origin: Origin,
    /// The package it is of; nothing for another source.
    pub(crate) package: Option<Package>,
    /// What the package declares in `error-catalog.toml`.
    pub(crate) config: Option<Config>,
    /// The documents that Rust code names, as their format or `lock`, and their path.
    pub(crate) named: Vec<(&'static str, PathBuf)>,
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

    /// Reads it, with what is wrong.
    pub(crate) fn load(&self, registry: Option<&str>, watch: Watch<'_>) -> Result<Loaded, Failure> {
        match self {
            Self::Tree(root) => {
                let scan = scan::read_watched(root, registry, watch);
                Ok(Loaded {
                    problems: scan.problems,
                    unread: scan.unread,
                    ..Loaded::of(scan.catalog, Origin::Preview)
                })
            }
            Self::Spec(path) => {
                let text = files::read(path)?;
                let catalog = spec::read_with_places(&text, &path.display().to_string());
                let catalog = catalog.map_err(Failure::Unreadable)?;
                Ok(Loaded::of(catalog, Origin::Spec))
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

impl Origin {
    /// Its word in JSON.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Compiled => "compiled",
            Self::Preview => "preview",
            Self::Spec => "spec",
        }
    }
}

impl Loaded {
    fn of(catalog: Catalog, origin: Origin) -> Self {
        Self {
            catalog,
            problems: Vec::new(),
            unread: Vec::new(),
            origin,
            package: None,
            config: None,
            named: Vec::new(),
        }
    }

    /// The catalogue that was asked for: the compiled registry of a package, unless another source
    /// or a preview is asked for.
    pub(crate) fn asked(asked: &SourceArguments, working: &Working) -> Result<Self, Failure> {
        let Some(path) = &asked.source else {
            let package = Package::asked(asked)?;
            let config = package.config()?;
            let loaded = Self::of_package(&package, config.as_ref(), asked, working)?;
            return Ok(Self { package: Some(package), config, ..loaded });
        };
        let source = Source::of(path)?;
        working.on("reading the source", |watch| source.load(asked.registry.as_deref(), watch))
    }

    /// The same to look something up: a preview where there is no compiled registry, with a note.
    pub(crate) fn asked_or_preview(
        asked: &SourceArguments,
        working: &Working,
    ) -> Result<Self, Failure> {
        match Self::asked(asked, working) {
            Err(Failure::NotCompared { problems, .. }) => {
                let preview = SourceArguments { preview: true, ..asked.clone() };
                let mut loaded = Self::asked(&preview, working)?;
                let warnings = problems.into_iter();
                let warnings =
                    warnings.map(|problem| Problem { gravity: Gravity::Warning, ..problem });
                loaded.problems.extend(warnings);
                Ok(loaded)
            }
            answered => answered,
        }
    }

    fn of_package(
        package: &Package,
        config: Option<&Config>,
        asked: &SourceArguments,
        working: &Working,
    ) -> Result<Self, Failure> {
        let registry = asked.registry.as_deref();
        let registry = registry.or(config.and_then(|config| config.registry.as_deref()));
        let source = match (package.source(), asked.preview) {
            (Ok(source), _) => Some(Source::Tree(source)),
            (Err(failure), true) => return Err(failure),
            (Err(_), false) => None,
        };
        let scanned = source
            .map(|source| working.on("reading the source", |watch| source.load(registry, watch)));
        let scanned = scanned.transpose()?;
        let scanned = match scanned {
            Some(scanned) if asked.preview => return Ok(scanned),
            // Rules are the same for the derive, and are reported here without building.
            Some(mut scanned) if scanned.problems.iter().any(is_broken_rule) => {
                scanned.problems.retain(is_broken_rule);
                return Ok(scanned);
            }
            scanned => scanned,
        };
        let member = package.member()?;
        let mut handed_over = compiled::ask(&member, &asked.features, working)?;
        let has_nothing = config.is_none() && handed_over.is_empty();
        let mut catalog = handed_over
            .registry(&member.name, registry)
            .map_err(|failure| if has_nothing { failure.of_nothing_declared() } else { failure })?;
        if let Some(scanned) = &scanned {
            take_places(&mut catalog, &scanned.catalog);
        }
        Ok(Self {
            problems: handed_over.warning.into_iter().collect(),
            named: handed_over.named,
            ..Self::of(catalog, Origin::Compiled)
        })
    }

    /// The catalogue, if it can be told whole: half of one would tell half the truth.
    pub(crate) fn whole(self) -> Result<Catalog, Failure> {
        if self.has_errors() { Err(Failure::of(self.problems)) } else { Ok(self.catalog) }
    }

    /// Whether the reader saw every code, as far as it can tell.
    pub(crate) fn sees_every_code(&self) -> bool {
        self.origin != Origin::Preview
            || self.unread.is_empty() && self.problems.iter().all(|problem| problem.rule.is_some())
    }

    /// That this is a preview; empty where it is none.
    pub(crate) fn preview_note(&self) -> String {
        if self.origin == Origin::Preview { PREVIEW_NOTE.to_owned() } else { String::new() }
    }

    /// What a reader of half a catalogue should know.
    pub(crate) fn note(&self) -> String {
        let mut note = self.preview_note();
        let compared = self.problems.iter().filter(|problem| problem.place.is_none());
        for problem in compared.filter(|problem| problem.gravity == Gravity::Warning) {
            note.push_str(&crate::report::told(std::slice::from_ref(problem)));
        }
        let errors =
            self.problems.iter().filter(|problem| problem.gravity == Gravity::Error).count();
        if errors > 0 {
            let count = crate::printing::plural(errors, "mistake");
            note.push_str(&format!(
                "{} the catalogue has {count}, so some of it may be missing; `cargo error-catalog check` tells more\n",
                crate::printing::Style::WARNING.paint("warning:")
            ));
        }
        note
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.gravity == Gravity::Error)
    }
}

fn is_broken_rule(problem: &Problem) -> bool {
    problem.gravity == Gravity::Error && problem.rule.is_some()
}

/// Takes the places of codes from the source: a compiled catalogue has none.
fn take_places(compiled: &mut Catalog, scanned: &Catalog) {
    let known: BTreeMap<_, _> =
        scanned.rows().map(|(_, row)| (row.code.as_str(), &row.places)).collect();
    for row in compiled.groups.iter_mut().flat_map(|group| &mut group.rows) {
        if let Some(places) = known.get(row.code.as_str()) {
            row.places.clone_from(places);
        }
    }
}
