//! From a crate's roots through all its modules. The files of one depth are read side by side.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::compiled::COMPILED;
use super::enums::FoundEnum;
use super::file::{FileContent, Found, FoundModule, ModuleContent};
use super::folder::{Folder, shown};
use super::imports::Import;
use super::readers::read_all;
use super::registries::FoundRegistry;
use super::roots::roots;
use crate::cfg::Condition;
use crate::model::Place;
use crate::{Problem, Step, Watch};

/// The module of something: which root, and the path below `crate`.
pub(super) type Module = (usize, Vec<String>);

/// All that a source tree declares.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// The enums, in the order of the source.
    pub enums: Vec<Placed<FoundEnum>>,
    /// The registries, in the order of the source.
    pub registries: Vec<Placed<FoundRegistry>>,
    /// What each module brings in from elsewhere.
    pub imports: BTreeMap<Module, Vec<Import>>,
    /// Every module.
    pub modules: BTreeSet<Module>,
    /// What is wrong, and what could not be read.
    pub problems: Vec<Problem>,
    /// Whether something of the catalogue may be where it was not read.
    pub unread: bool,
    /// The files that were read.
    pub files: BTreeSet<PathBuf>,
}

/// Something with its module and the conditions of that.
#[derive(Debug)]
pub(super) struct Placed<T> {
    pub module: Module,
    pub conditions: Vec<String>,
    pub value: T,
    order: Vec<usize>,
}

/// Modules deeper than this are not followed.
const DEEPEST: usize = 100;

/// Walks a source tree: a folder with roots in it, or a root itself.
pub(super) fn walk(root: &Path, watch: Watch<'_>) -> Tree {
    let mut tree = Tree::default();
    let roots = match roots(root) {
        Ok(roots) => roots,
        Err(problem) => {
            tree.problems.push(problem);
            tree.unread = true;
            return tree;
        }
    };
    let done = AtomicUsize::new(0);
    let mut walker = Walker { tree, claimed: BTreeMap::new(), found: 0, done: &done, watch };
    for (root, file) in roots.into_iter().enumerate() {
        walker.walk(root, file);
    }
    let mut tree = walker.tree;
    tree.enums.sort_by(|a, b| (a.module.0, &a.order).cmp(&(b.module.0, &b.order)));
    tree.registries.sort_by(|a, b| (a.module.0, &a.order).cmp(&(b.module.0, &b.order)));
    tree
}

struct Walker<'w> {
    tree: Tree,
    /// How many files there are so far, how many were read, and who wants to know.
    found: usize,
    done: &'w AtomicUsize,
    watch: Watch<'w>,
    /// The root that has a file: of a file in two roots the first one's module counts.
    claimed: BTreeMap<PathBuf, usize>,
}

/// A file to be read, and what is known of its module.
struct Visit {
    file: PathBuf,
    declared: Option<Place>,
    spot: Spot,
}

/// Where items stand.
#[derive(Clone)]
struct Spot {
    module: Module,
    conditions: Vec<String>,
    folder: Folder,
    /// The file, and those that it was reached through.
    files: Vec<(PathBuf, String)>,
    order: Vec<usize>,
}

impl Walker<'_> {
    fn walk(&mut self, root: usize, file: PathBuf) {
        let folder = Folder::around(&file);
        let spot = Spot {
            module: (root, Vec::new()),
            conditions: Vec::new(),
            folder,
            files: Vec::new(),
            order: Vec::new(),
        };
        let mut wave = vec![Visit { file, declared: None, spot }];
        while !wave.is_empty() {
            let visits: Vec<_> =
                wave.into_iter().filter_map(|visit| self.enter(root, visit)).collect();
            let files: Vec<_> =
                visits.iter().map(|(visit, _)| (visit.file.clone(), shown(&visit.file))).collect();
            wave = Vec::new();
            self.found += files.len();
            let (watch, done, of) = (self.watch, self.done, self.found);
            let step = || {
                let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                watch(Step { what: "files", done, of });
            };
            for ((visit, is_new), content) in visits.into_iter().zip(read_all(&files, &step)) {
                self.tree.files.insert(visit.file);
                self.take_file(visit.spot, content, is_new, &mut wave);
            }
        }
    }

    /// Looks at a file before it is read, and says whether it is the first time.
    fn enter(&mut self, root: usize, mut visit: Visit) -> Option<(Visit, bool)> {
        let real = match visit.file.canonicalize() {
            Ok(real) => real,
            Err(error) => {
                let message = format!("`{}` cannot be read: {error}", shown(&visit.file));
                let help = "make it readable, or remove its `mod`";
                self.refuse(visit.declared, message, help.to_owned());
                return None;
            }
        };
        if visit.spot.files.iter().any(|(known, _)| *known == real) {
            let mut circle: Vec<_> =
                visit.spot.files.iter().map(|(_, shown)| shown.as_str()).collect();
            let last = shown(&visit.file);
            circle.push(&last);
            let message = format!("circular modules: {}", circle.join(" -> "));
            let help = "remove the `mod`, or the link that leads back".to_owned();
            self.refuse(visit.declared, message, help);
            return None;
        }
        if visit.spot.module.1.len() > DEEPEST {
            let message = format!("modules are nested more than {DEEPEST} deep");
            self.refuse(visit.declared, message, "move it nearer to the root".to_owned());
            return None;
        }
        let is_new = !self.claimed.contains_key(&real);
        if *self.claimed.entry(real.clone()).or_insert(root) != root {
            return None;
        }
        visit.spot.files.push((real, shown(&visit.file)));
        Some((visit, is_new))
    }

    fn take_file(
        &mut self,
        mut spot: Spot,
        content: FileContent,
        is_new: bool,
        next: &mut Vec<Visit>,
    ) {
        self.tree.unread |= content.unread;
        if is_new {
            self.tree.problems.extend(content.problems);
        }
        spot.conditions.extend(content.conditions);
        self.take(content.found, &spot, next);
    }

    fn take(&mut self, found: Vec<Found>, spot: &Spot, next: &mut Vec<Visit>) {
        self.tree.modules.insert(spot.module.clone());
        for (at, found) in found.into_iter().enumerate() {
            let mut order = spot.order.clone();
            order.push(at);
            match found {
                Found::Enum(found) => {
                    self.tree.files.extend(found.files.iter().cloned());
                    self.tree.enums.push(Placed::new(*found, spot, order));
                }
                Found::Registry(found) => {
                    let files = found.files.as_ref().map(|(files, _)| files);
                    self.tree.files.extend(super::enums::paths(files));
                    self.tree.registries.push(Placed::new(*found, spot, order));
                }
                Found::Import(import) => {
                    self.tree.imports.entry(spot.module.clone()).or_default().push(import);
                }
                Found::Include { path, place, conditions } => {
                    self.include(&path, place, &conditions, &Spot { order, ..spot.clone() }, next);
                }
                Found::Module(module) => {
                    let mut inner = Spot { order, ..spot.clone() };
                    inner.module.1.push(module.name.clone());
                    inner.conditions.extend(module.conditions.iter().cloned());
                    self.module(module, inner, next);
                }
            }
        }
    }

    fn include(
        &mut self,
        path: &str,
        place: Place,
        conditions: &[String],
        spot: &Spot,
        next: &mut Vec<Visit>,
    ) {
        let including = spot.files.last().map(|(_, shown)| PathBuf::from(shown));
        let file = including.as_deref().and_then(Path::parent).unwrap_or(Path::new("")).join(path);
        let mut spot = Spot { folder: Folder::around(&file), ..spot.clone() };
        spot.conditions.extend(conditions.iter().cloned());
        if is_there(&file) {
            next.push(Visit { file, declared: Some(place), spot });
        } else {
            let help = format!("create `{}`", shown(&file));
            self.missing(place, "file not found for this `include!`".to_owned(), help, &spot);
        }
    }

    fn module(&mut self, module: FoundModule, spot: Spot, next: &mut Vec<Visit>) {
        let FoundModule { name, place, content, .. } = module;
        match content {
            ModuleContent::Inline(found, path) => {
                let folder = spot.folder.inside(&name, path.as_deref());
                self.take(found, &Spot { folder, ..spot }, next);
            }
            ModuleContent::File { named, usual } => {
                for (condition, path) in &named {
                    let file = spot.folder.named(path);
                    let mut spot = Spot { folder: Folder::around(&file), ..spot.clone() };
                    spot.conditions.extend(condition.iter().map(ToString::to_string));
                    if is_there(&file) {
                        next.push(Visit { file, declared: Some(place.clone()), spot });
                    } else {
                        let message = format!("file not found for module `{name}`");
                        let help = format!("create `{}`", shown(&file));
                        self.missing(place.clone(), message, help, &spot);
                    }
                }
                if usual {
                    let otherwise = named.into_iter().filter_map(|(condition, _)| condition);
                    let otherwise: Vec<_> = otherwise
                        .map(|condition| Condition::Not(Box::new(condition)).to_string())
                        .collect();
                    self.usual(&name, place, spot, &otherwise, next);
                }
            }
        }
    }

    /// A module in `name.rs` or `name/mod.rs`. Where `#[path]` names other files under conditions,
    /// the usual ones need not be there.
    fn usual(
        &mut self,
        name: &str,
        place: Place,
        mut spot: Spot,
        otherwise: &[String],
        next: &mut Vec<Visit>,
    ) {
        let [beside, within] = spot.folder.usual(name);
        spot.conditions.extend(otherwise.iter().cloned());
        let (file, folder) = match (is_there(&beside), is_there(&within)) {
            (true, false) => (beside.clone(), Folder::beside(&beside, name)),
            (false, true) => (within.clone(), Folder::around(&within)),
            (true, true) => {
                let (beside, within) = (shown(&beside), shown(&within));
                let message =
                    format!("file for module `{name}` found at both `{beside}` and `{within}`");
                let help = "delete or rename one of them to remove the ambiguity".to_owned();
                self.refuse(Some(place), message, help);
                return;
            }
            (false, false) => {
                if otherwise.is_empty() {
                    let message = format!("file not found for module `{name}`");
                    let (beside, within) = (shown(&beside), shown(&within));
                    let help = format!("create `{beside}` or `{within}`");
                    self.missing(place, message, help, &spot);
                }
                return;
            }
        };
        next.push(Visit { file, declared: Some(place), spot: Spot { folder, ..spot } });
    }

    fn refuse(&mut self, place: Option<Place>, message: String, help: String) {
        self.tree.unread = true;
        self.tree.problems.push(Problem { place, ..Problem::nowhere(message, help) });
    }

    /// A file that is not there. Under a condition that does not hold, rustc would not look.
    fn missing(&mut self, place: Place, message: String, help: String, spot: &Spot) {
        self.tree.unread = true;
        self.tree.problems.push(if spot.conditions.is_empty() {
            Problem::error(place, message, help)
        } else {
            let help = format!("{help}; where it is made while building, {COMPILED}");
            Problem::warning(place, message, help)
        });
    }
}

impl<T> Placed<T> {
    fn new(value: T, spot: &Spot, order: Vec<usize>) -> Self {
        let (module, conditions) = (spot.module.clone(), spot.conditions.clone());
        Self { module, conditions, value, order }
    }
}

/// Whether there is a file, or a link that leads to none, which is told when it is read.
fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|found| !found.is_dir())
}
