//! Reads a catalogue.
//!
//! [`package`] finds the package, [`compiled`] gets the compiled registry from its tests, and [`git`]
//! reads files of a revision. A source tree gives a preview only.

pub(crate) mod compiled;
pub(crate) mod git;
pub(crate) mod named;
pub(crate) mod package;
pub(crate) mod reach;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use catalog_specs::lock::{Lock, Unread};
use catalog_specs::model::Catalog;
use catalog_specs::operations::Operations;
use catalog_specs::policies::Policies;
use catalog_specs::{Config, Problem, ProblemLevel, ProgressFn, scan, spec};

use crate::answer::Failure;
use crate::arguments::SourceArguments;
use crate::files;
use crate::progress::Working;
use package::Package;

/// Where a catalogue was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The compiled registry, which is exact.
    Compiled,
    /// Rust source, without the codes of macros and other crates.
    Preview,
    /// A spec.
    Spec,
}

/// The note that is printed with every result of a preview.
const PREVIEW_NOTE: &str = "preview: read from the source without compiling, so codes of macros and other crates are missing\n";

/// A catalogue that was read, with its problems.
#[derive(Debug, Clone)]
pub(crate) struct Loaded {
    pub(crate) catalog: Catalog,
    pub(crate) problems: Vec<Problem>,
    /// Items of the registry that were not read.
    pub(crate) unread: Vec<Unread>,
    /// Why the catalogue may be incomplete although it was read.
    pub(crate) doubts: Vec<Problem>,
    pub(crate) origin: Origin,
    /// Its package; `None` for another source.
    pub(crate) package: Option<Package>,
    /// The Rust source that the lints look at: folders and root files.
    pub(crate) roots: Vec<PathBuf>,
    /// What the package declares in `error-catalog.toml`.
    pub(crate) config: Option<Config>,
    /// The settings of operations; `None` for a spec, which belongs to no package.
    pub(crate) operations: Option<Operations>,
    /// The documents that Rust code names, as their format or `lock`, and their path.
    pub(crate) named: Vec<(&'static str, PathBuf)>,
}

/// The input of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    /// A folder or a file with Rust source.
    Tree(PathBuf),
    /// A spec.
    Spec(PathBuf),
    /// A lock: promises without texts.
    Lock(PathBuf),
}

impl Source {
    /// Classifies a path. The folder of a package means its `src`.
    pub(crate) fn at(path: &Path) -> Result<Self, Failure> {
        let shown = path.display();
        if path.is_dir() {
            let is_package = path.join("Cargo.toml").is_file();
            let source = is_package.then(|| Package { folder: path.to_owned() }.source());
            return Ok(Self::Tree(source.and_then(Result::ok).unwrap_or_else(|| path.to_owned())));
        }
        if !path.exists() {
            let message = format!("`{shown}` does not exist");
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
                format!("`{shown}` is not a known kind of file"),
                "a catalogue is a folder with source, a `.rs` file, a spec (`.json`) or, to compare, a lock (`.lock`)",
            )),
        }
    }

    /// Reads the catalogue with its problems.
    pub(crate) fn load(
        &self,
        registry: Option<&str>,
        watch: ProgressFn<'_>,
    ) -> Result<Loaded, Failure> {
        match self {
            Self::Tree(root) => {
                let scan = scan::read_with_progress(root, registry, watch);
                Ok(Loaded {
                    problems: scan.problems,
                    unread: scan.unread,
                    roots: vec![root.clone()],
                    operations: settings_beside(root)?,
                    ..Loaded::new(scan.catalog, Origin::Preview)
                })
            }
            Self::Spec(path) => {
                let text = files::read(path)?;
                let catalog = spec::read_with_places(&text, &path.display().to_string());
                let catalog = catalog.map_err(Failure::Unreadable)?;
                Ok(Loaded::new(catalog, Origin::Spec))
            }
            Self::Lock(path) => Err(Failure::usage(
                format!(
                    "`{}` is a lock: it has the promises of a catalogue, not the catalogue",
                    path.display()
                ),
                "name source or a spec; `diff` takes locks",
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
    /// The lock of the catalogue.
    pub(crate) fn lock(&self) -> Lock {
        let lock = Lock::from_catalog(&self.catalog);
        match &self.operations {
            Some(operations) => lock.with_operations(operations),
            None => lock,
        }
    }

    /// The policies that the package declares.
    pub(crate) fn policies(&self) -> Policies {
        self.config.as_ref().map(|config| config.policies.clone()).unwrap_or_default()
    }

    fn new(catalog: Catalog, origin: Origin) -> Self {
        Self {
            catalog,
            problems: Vec::new(),
            unread: Vec::new(),
            doubts: Vec::new(),
            origin,
            package: None,
            roots: Vec::new(),
            config: None,
            operations: None,
            named: Vec::new(),
        }
    }

    /// Reads the catalogue that the arguments select: the compiled registry of a package, unless they
    /// name another source or a preview.
    pub(crate) fn read(args: &SourceArguments, working: &Working) -> Result<Self, Failure> {
        let Some(path) = &args.source else {
            let package = Package::select(args)?;
            let config = package.config()?;
            let loaded = Self::read_package(&package, config.as_ref(), args, working)?;
            let operations = config.as_ref().map(|config| config.operations.clone());
            let operations = Some(operations.unwrap_or_default());
            let roots = package.roots()?;
            return Ok(Self { package: Some(package), roots, config, operations, ..loaded });
        };
        let source = Source::at(path)?;
        working.on("reading the source", |watch| source.load(args.registry.as_deref(), watch))
    }

    /// The same for lookups: falls back to a preview, with a note.
    pub(crate) fn read_or_preview(
        args: &SourceArguments,
        working: &Working,
    ) -> Result<Self, Failure> {
        match Self::read(args, working) {
            Err(Failure::NotCompared { problems, .. }) => {
                let preview = SourceArguments { preview: true, ..args.clone() };
                let mut loaded = Self::read(&preview, working)?;
                loaded.problems.extend(problems.into_iter().map(|mut problem| {
                    problem.level = ProblemLevel::Warning;
                    problem
                }));
                Ok(loaded)
            }
            result => result,
        }
    }

    fn read_package(
        package: &Package,
        config: Option<&Config>,
        args: &SourceArguments,
        working: &Working,
    ) -> Result<Self, Failure> {
        let registry = args.registry.as_deref();
        let registry = registry.or(config.and_then(|config| config.registry.as_deref()));
        let source = match (package.source(), args.preview) {
            (Ok(source), _) => Some(Source::Tree(source)),
            (Err(failure), true) => return Err(failure),
            (Err(_), false) => None,
        };
        let scanned = source
            .map(|source| working.on("reading the source", |watch| source.load(registry, watch)));
        let scanned = scanned.transpose()?;
        let scanned = match scanned {
            Some(scanned) if args.preview => return Ok(scanned),
            // The derive would report the same rules, only later.
            Some(mut scanned) if scanned.problems.iter().any(is_broken_rule) => {
                scanned.problems.retain(is_broken_rule);
                return Ok(scanned);
            }
            scanned => scanned,
        };
        let member = package.member()?;
        let mut tested = compiled::run_tests(&member, &args.features, working)?;
        let has_nothing = config.is_none() && tested.is_empty() && !package.has_lock();
        let mut catalog = tested.registry(&member.name, registry).map_err(|failure| {
            if has_nothing { failure.with_nothing_declared() } else { failure }
        })?;
        if let Some(scanned) = &scanned {
            copy_places(&mut catalog, &scanned.catalog);
        }
        Ok(Self {
            doubts: if registry.is_some() {
                Vec::new()
            } else {
                tested.doubt.into_iter().collect()
            },
            named: tested.named,
            ..Self::new(catalog, Origin::Compiled)
        })
    }

    /// The catalogue, if it has no errors.
    pub(crate) fn whole(self) -> Result<Catalog, Failure> {
        if self.has_errors() {
            Err(Failure::from_problems(self.problems))
        } else {
            Ok(self.catalog)
        }
    }

    /// Whether every code was read, as far as the reader knows.
    pub(crate) fn sees_every_code(&self) -> bool {
        let is_whole_preview =
            || self.unread.is_empty() && self.problems.iter().all(|problem| problem.rule.is_some());
        self.doubts.is_empty() && (self.origin != Origin::Preview || is_whole_preview())
    }

    /// The note on a preview; empty for other origins.
    pub(crate) fn preview_note(&self) -> String {
        if self.origin == Origin::Preview { PREVIEW_NOTE.to_owned() } else { String::new() }
    }

    /// The note on what is made of the catalogue, once: `incomplete` says what lacks codes where not every code was read.
    pub(crate) fn note_on_result(&self, incomplete: &str) -> String {
        if self.sees_every_code() {
            return self.preview_note();
        }
        let message = format!("{incomplete}, because not every code was read");
        let help = "leave out `--preview` and `--source`, or fix the failing test";
        crate::report::render_problems(&[Problem::without_place(message, help)])
    }

    /// The notes on an incomplete catalogue.
    pub(crate) fn note(&self) -> String {
        let mut note = self.preview_note();
        let compared = self.problems.iter().filter(|problem| problem.place.is_none());
        for problem in compared.filter(|problem| problem.level == ProblemLevel::Warning) {
            note.push_str(&crate::report::render_problems(std::slice::from_ref(problem)));
        }
        let errors =
            self.problems.iter().filter(|problem| problem.level == ProblemLevel::Error).count();
        if errors > 0 {
            let count = crate::printing::plural(errors, "error");
            note.push_str(&format!(
                "{} the catalogue has {count}, so codes may be missing; `cargo error-catalog check` shows them\n",
                crate::printing::Style::WARNING.paint("warning:")
            ));
        }
        note
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.level == ProblemLevel::Error)
    }
}

/// The settings of operations of the package that has a source file or folder.
fn settings_beside(source: &Path) -> Result<Option<Operations>, Failure> {
    let source = std::path::absolute(source).unwrap_or_else(|_| source.to_owned());
    let package = source.ancestors().find(|folder| folder.join("Cargo.toml").is_file());
    let config = package.map(Config::read).transpose().map_err(Failure::Unreadable)?.flatten();
    Ok(Some(config.unwrap_or_default().operations))
}

fn is_broken_rule(problem: &Problem) -> bool {
    problem.level == ProblemLevel::Error && problem.rule.is_some()
}

/// Copies source positions from the scan: a compiled catalogue has none.
fn copy_places(compiled: &mut Catalog, scanned: &Catalog) {
    let known: BTreeMap<_, _> =
        scanned.entries().map(|(_, entry)| (entry.code.as_str(), &entry.places)).collect();
    for entry in compiled.groups.iter_mut().flat_map(|group| &mut group.entries) {
        if let Some(places) = known.get(entry.code.as_str()) {
            entry.places.clone_from(places);
        }
    }
}
