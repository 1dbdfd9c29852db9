//! The documents of a package, ready for the gate.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use catalog_specs::lock::Change;
use catalog_specs::model::{Catalog, Place};
use catalog_specs::{Drift, Format, Gravity, Mode, Outputs, Problem};

use crate::answer::Failure;
use crate::arguments::{DocumentArguments, SourceArguments};
use crate::progress::Working;
use crate::sources::chain::{Chain, Chains};
use crate::sources::package::Package;
use crate::sources::{Loaded, Source};

/// What the gate found, over all chains of a package.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    pub(crate) catalog: Catalog,
    pub(crate) problems: Vec<Problem>,
    pub(crate) changes: Vec<Change>,
    pub(crate) drifted: Vec<Drift>,
    pub(crate) written: Vec<PathBuf>,
    /// That a lock was made, where there was none.
    pub(crate) new_lock: Option<Problem>,
    /// Whether there is no lock where one should be.
    pub(crate) lacks_lock: bool,
    /// Why a chain cannot be followed: there may be more documents than are known.
    pub(crate) unread: Option<Problem>,
    /// Where the documents are, the lock included.
    pub(crate) kept: BTreeSet<PathBuf>,
    /// Where the lock is.
    pub(crate) lock: Option<PathBuf>,
}

/// Where the lock is, where nobody says otherwise.
pub(crate) const LOCK: &str = "error-catalog.lock";

/// Runs the gate over what was asked for: the documents of the flags, or those of the package.
pub(crate) fn gate(
    source: &SourceArguments,
    documents: &DocumentArguments,
    mode: Mode,
    working: &Working,
) -> Result<Gate, Failure> {
    let asked = asked(documents);
    let package = match &source.source {
        Some(_) => None,
        None => Some(Package::find(source.manifest_path.as_deref())?),
    };
    let mut gate = Gate::default();
    let mut known: Option<((Source, Option<String>), Loaded)> = None;
    let mut chains = Vec::new();
    if let (Some(package), true) = (&package, asked.is_empty()) {
        let found = Chains::of(package);
        chains = merged(found.chains);
        gate.unread = found.problems.first().cloned();
        gate.problems = found.problems;
    }
    if chains.is_empty() {
        chains.push(asked);
    }
    if let (Some(package), Mode::Check) = (&package, mode) {
        keep_lock(&mut chains, package);
    }
    for mut chain in chains {
        if let Some(registry) = &source.registry {
            chain.registry = Some(registry.clone());
        }
        let place = package.as_ref().map_or(Path::new(""), Package::place);
        let read = source_of(&chain, source, package.as_ref())?;
        let about = (read, chain.registry.clone());
        // Two chains are mostly about one source.
        if known.as_ref().is_none_or(|(known, _)| *known != about) {
            let (read, registry) = &about;
            let loaded =
                working.on("reading the source", |watch| read.load(registry.as_deref(), watch))?;
            known = Some((about, loaded));
        }
        if let Some((_, loaded)) = &known {
            gate.add(loaded, &chain, place, mode, working);
        }
    }
    Ok(gate)
}

/// Takes in the lock of a package that no chain names: somebody made it by hand, and means it.
fn keep_lock(chains: &mut [Chain], package: &Package) {
    let is_named = chains.iter().any(|chain| chain.lock.is_some());
    if is_named || !package.folder.join(LOCK).is_file() {
        return;
    }
    // A chain of the build script knows the source, as `cargo error-catalog lock` does.
    let scanned = chains.iter().position(|chain| !chain.is_compiled).unwrap_or_default();
    if let Some(chain) = chains.get_mut(scanned) {
        chain.lock = Some(PathBuf::from(LOCK));
    }
}

/// What a chain is about: what was asked for, or what it says, or the source of the package.
fn source_of(
    chain: &Chain,
    asked: &SourceArguments,
    package: Option<&Package>,
) -> Result<Source, Failure> {
    match (package, &chain.root) {
        (Some(package), Some(root)) => {
            let root = package.folder.join(root);
            if root.exists() {
                return Ok(Source::Tree(root));
            }
            let message = format!("`{}` is not there, and build.rs reads it", root.display());
            let cure = "write the path of the source: `catalog_specs::scan(\"src\")`";
            Err(Failure::unreadable(message, cure))
        }
        (Some(package), None) => package.source().map(Source::Tree),
        (None, _) => Source::asked(asked),
    }
}

/// The documents of the flags.
fn asked(documents: &DocumentArguments) -> Chain {
    let named = [
        (Format::Markdown, &documents.markdown),
        (Format::Html, &documents.html),
        (Format::Json, &documents.json_file),
        (Format::Spec, &documents.spec),
        (Format::OpenApi, &documents.openapi),
        (Format::TypeScript, &documents.typescript),
        (Format::Proto, &documents.proto),
    ];
    let named = named.into_iter().filter_map(|(format, path)| Some((format, path.clone()?)));
    Chain { documents: named.collect(), lock: documents.lock_file.clone(), ..Chain::default() }
}

impl Chain {
    /// Whether it names nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.documents.is_empty() && self.lock.is_none()
    }
}

/// Chains over the same source as one, so that it is read once.
fn merged(chains: Vec<Chain>) -> Vec<Chain> {
    let mut merged: Vec<Chain> = Vec::new();
    let src = Path::new("src");
    for chain in chains {
        let same = |known: &&mut Chain| {
            let root = |chain: &Chain| chain.root.clone().unwrap_or_else(|| src.to_owned());
            known.is_compiled == chain.is_compiled
                && root(known) == root(&chain)
                && (known.registry == chain.registry
                    || known.registry.is_none()
                    || chain.registry.is_none())
        };
        let Some(known) = merged.iter_mut().find(same) else {
            merged.push(chain);
            continue;
        };
        known.registry = known.registry.take().or(chain.registry);
        known.lock = known.lock.take().or(chain.lock);
        for document in chain.documents {
            if !known.documents.contains(&document) {
                known.documents.push(document);
            }
        }
    }
    merged
}

impl Gate {
    /// Goes on with what one chain is about.
    fn add(&mut self, loaded: &Loaded, chain: &Chain, place: &Path, mode: Mode, working: &Working) {
        let paths = chain.documents.iter().map(|(_, path)| path).chain(&chain.lock);
        self.kept.extend(paths.map(|path| shown(&place.join(path))));
        if let Some(lock) = &chain.lock {
            self.lock = Some(shown(&place.join(lock)));
        }
        let is_sound = !loaded.has_errors();
        let is_whole = loaded.problems.iter().all(|problem| problem.rule.is_some());
        add_new(&mut self.problems, loaded.problems.clone());
        self.catalog = loaded.catalog.clone();
        if chain.is_compiled && is_sound && !is_whole {
            self.problems.push(Problem {
                gravity: Gravity::Warning,
                ..Problem::nowhere(
                    "the documents of `outputs()` are made of the compiled registry, of which the source does not tell all",
                    "compare them with `cargo test`, and write them with `BLESS=1 cargo test`",
                )
            });
        } else if is_sound {
            let mut outputs =
                Outputs::of(self.catalog.clone()).base(place).unread(loaded.unread.clone());
            for (format, path) in &chain.documents {
                outputs = outputs.file(*format, path);
            }
            if let Some(lock) = &chain.lock {
                outputs = outputs.lock(lock);
            }
            let outcome =
                working.on("making the documents", |watch| outputs.outcome_watched(mode, watch));
            // Two chains may keep one document or one lock, of which all is told once.
            let is_told = |place: &Option<Place>| {
                outcome.problems.iter().any(|problem| problem.place == *place)
            };
            // One word about what was not read is enough.
            self.problems.retain(|known| {
                known.gravity == Gravity::Error || known.place.is_none() || !is_told(&known.place)
            });
            add_new(&mut self.problems, outcome.problems);
            self.new_lock = self.new_lock.take().or(outcome.new_lock);
            self.lacks_lock |= outcome.lacks_lock;
            add_new(&mut self.changes, outcome.changes);
            add_new(&mut self.drifted, outcome.drifted);
            add_new(&mut self.written, outcome.written);
        }
    }

    /// Whether something is wrong that must be mended first.
    pub(crate) fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.gravity == Gravity::Error)
    }
}

/// Adds what is not there yet.
fn add_new<T: PartialEq>(known: &mut Vec<T>, found: Vec<T>) {
    for new in found {
        if !known.contains(&new) {
            known.push(new);
        }
    }
}

/// A path without a needless `./` before it.
pub(crate) fn shown(path: &Path) -> PathBuf {
    path.strip_prefix(".").unwrap_or(path).to_owned()
}
