//! Reads all modules of a crate, starting at its roots. The files of one depth are read in parallel.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::advice::COMPILED;
use super::enums::FoundEnum;
use super::file::{self, FileContent, Found, FoundModule, ModuleContent};
use super::folder::{Folder, display_path};
use super::imports::Import;
use super::parallel_read::read_all;
use super::registries::{FoundRegistry, FoundSet};
use super::roots::roots;
use crate::cfg::Condition;
use crate::model::Place;
use crate::{Problem, ProgressFn, Step};

/// A module: the index of its root, and its path below `crate`.
pub(super) type Module = (usize, Vec<String>);

/// The declarations of a source tree.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// Whether the root is that of a crate, and not one file of it.
    pub is_crate: bool,
    /// The enums, in source order.
    pub enums: Vec<Placed<FoundEnum>>,
    /// The registries, in source order.
    pub registries: Vec<Placed<FoundRegistry>>,
    /// The sets, in source order.
    pub sets: Vec<Placed<FoundSet>>,
    /// The imports of each module.
    pub imports: BTreeMap<Module, Vec<Import>>,
    /// Every module.
    pub modules: BTreeSet<Module>,
    /// The problems.
    pub problems: Vec<Problem>,
    /// Whether there may be codes that could not be read.
    pub unread: bool,
    /// The files that were read.
    pub files: BTreeSet<PathBuf>,
}

/// A declaration with its module and the conditions of the module.
#[derive(Debug)]
pub(super) struct Placed<T> {
    pub module: Module,
    pub conditions: Vec<String>,
    pub value: T,
    order: Vec<usize>,
}

/// The deepest module that is read.
const MAX_DEPTH: usize = 100;

/// How often one file is read, as several modules or by several `include!`. Without a limit, files that each name the
/// next one twice would be read without end.
const MAX_VISITS: usize = 16;

/// Walks a source tree: a folder with root files, or a root file.
pub(super) fn walk(root: &Path, progress: ProgressFn<'_>) -> Tree {
    let is_root = root.ends_with("lib.rs") || root.ends_with("main.rs");
    let mut tree = Tree { is_crate: root.is_dir() || is_root, ..Tree::default() };
    let roots = match roots(root) {
        Ok(roots) => roots,
        Err(problem) => {
            tree.problems.push(problem);
            tree.unread = true;
            return tree;
        }
    };
    let done = AtomicUsize::new(0);
    let mut walker = Walker {
        tree,
        claimed: BTreeMap::new(),
        visits: BTreeMap::new(),
        found: 0,
        done: &done,
        progress,
    };
    for (root, file) in roots.into_iter().enumerate() {
        walker.walk(root, file);
    }
    let mut tree = walker.tree;
    tree.enums.sort_by(|a, b| (a.module.0, &a.order).cmp(&(b.module.0, &b.order)));
    tree.registries.sort_by(|a, b| (a.module.0, &a.order).cmp(&(b.module.0, &b.order)));
    tree.sets.sort_by(|a, b| (a.module.0, &a.order).cmp(&(b.module.0, &b.order)));
    tree
}

struct Walker<'w> {
    tree: Tree,
    /// The number of files found so far; `done` counts those that were read.
    found: usize,
    done: &'w AtomicUsize,
    progress: ProgressFn<'w>,
    /// The first root that has a file: a file in two roots is read once.
    claimed: BTreeMap<PathBuf, usize>,
    /// How often each file was read.
    visits: BTreeMap<PathBuf, usize>,
}

/// A file to read, with the context of its module.
struct Visit {
    file: PathBuf,
    declared: Option<Place>,
    context: ModuleContext,
}

/// The context of the items of a module.
#[derive(Clone)]
struct ModuleContext {
    module: Module,
    conditions: Vec<String>,
    folder: Folder,
    /// The files on the way to this one, and this one.
    files: Vec<(PathBuf, String)>,
    order: Vec<usize>,
}

impl Walker<'_> {
    fn walk(&mut self, root: usize, file: PathBuf) {
        let folder = Folder::around(&file);
        let context = ModuleContext {
            module: (root, Vec::new()),
            conditions: Vec::new(),
            folder,
            files: Vec::new(),
            order: Vec::new(),
        };
        let mut wave = vec![Visit { file, declared: None, context }];
        while !wave.is_empty() {
            let visits: Vec<_> =
                wave.into_iter().filter_map(|visit| self.enter(root, visit)).collect();
            let files: Vec<_> = visits
                .iter()
                .map(|(visit, _)| (visit.file.clone(), display_path(&visit.file)))
                .collect();
            wave = Vec::new();
            self.found += files.len();
            let (progress, done, total) = (self.progress, self.done, self.found);
            let step = || {
                let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                progress(Step { what: "files", done, total });
            };
            for ((visit, is_new), content) in
                visits.into_iter().zip(read_all(&files, &file::read, &step))
            {
                self.tree.files.insert(visit.file);
                self.add_file(visit.context, content, is_new, &mut wave);
            }
        }
    }

    /// Checks a file before it is read, and whether it is new.
    fn enter(&mut self, root: usize, mut visit: Visit) -> Option<(Visit, bool)> {
        let real = match visit.file.canonicalize() {
            Ok(real) => real,
            Err(error) => {
                let message = format!("cannot read `{}`: {error}", display_path(&visit.file));
                let help = "make it readable, or remove its `mod`";
                self.report(visit.declared, message, help.to_owned());
                return None;
            }
        };
        if visit.context.files.iter().any(|(known, _)| *known == real) {
            let mut circle: Vec<_> =
                visit.context.files.iter().map(|(_, shown)| shown.as_str()).collect();
            let last = display_path(&visit.file);
            circle.push(&last);
            let message = format!("circular modules: {}", circle.join(" -> "));
            let help = "remove the `mod`, or the link to a parent".to_owned();
            self.report(visit.declared, message, help);
            return None;
        }
        let visits = self.visits.entry(real.clone()).or_default();
        *visits += 1;
        if *visits > MAX_VISITS {
            if *visits == MAX_VISITS + 1 {
                let file = display_path(&visit.file);
                let message = format!("`{file}` is read more than {MAX_VISITS} times");
                let help = "declare it once, and use it from there".to_owned();
                self.report(visit.declared, message, help);
            }
            return None;
        }
        if visit.context.module.1.len() > MAX_DEPTH || visit.context.files.len() > MAX_DEPTH {
            let message = format!("modules and `include!` are nested more than {MAX_DEPTH} deep");
            self.report(visit.declared, message, "move it closer to the root".to_owned());
            return None;
        }
        let is_new = !self.claimed.contains_key(&real);
        if *self.claimed.entry(real.clone()).or_insert(root) != root {
            return None;
        }
        visit.context.files.push((real, display_path(&visit.file)));
        Some((visit, is_new))
    }

    fn add_file(
        &mut self,
        mut context: ModuleContext,
        file: FileContent,
        is_new: bool,
        next: &mut Vec<Visit>,
    ) {
        self.tree.unread |= file.unread;
        if is_new {
            self.tree.problems.extend(file.problems);
        }
        context.conditions.extend(file.conditions);
        self.add_items(file.found, &context, next);
    }

    fn add_items(&mut self, found: Vec<Found>, context: &ModuleContext, next: &mut Vec<Visit>) {
        self.tree.modules.insert(context.module.clone());
        for (at, found) in found.into_iter().enumerate() {
            let mut order = context.order.clone();
            order.push(at);
            match found {
                Found::Enum(found) => {
                    self.tree.files.extend(found.files.iter().cloned());
                    self.tree.enums.push(Placed::new(*found, context, order));
                }
                Found::Registry(found) => {
                    let files = found.files.as_ref().map(|(files, _)| files);
                    self.tree.files.extend(super::enums::paths(files));
                    self.tree.registries.push(Placed::new(*found, context, order));
                }
                Found::Set(found) => self.tree.sets.push(Placed::new(*found, context, order)),
                Found::Import(import) => {
                    self.tree.imports.entry(context.module.clone()).or_default().push(import);
                }
                Found::Include { path, place, conditions } => {
                    self.include(
                        &path,
                        place,
                        &conditions,
                        &ModuleContext { order, ..context.clone() },
                        next,
                    );
                }
                Found::Module(module) => {
                    let mut inner = ModuleContext { order, ..context.clone() };
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
        context: &ModuleContext,
        next: &mut Vec<Visit>,
    ) {
        let including = context.files.last().map(|(_, shown)| PathBuf::from(shown));
        let file = including.as_deref().and_then(Path::parent).unwrap_or(Path::new("")).join(path);
        let mut context = ModuleContext { folder: Folder::around(&file), ..context.clone() };
        context.conditions.extend(conditions.iter().cloned());
        if is_file_or_link(&file) {
            next.push(Visit { file, declared: Some(place), context });
        } else {
            let help = format!("create `{}`", display_path(&file));
            self.report_missing(
                place,
                "file not found for this `include!`".to_owned(),
                help,
                &context,
            );
        }
    }

    fn module(&mut self, module: FoundModule, context: ModuleContext, next: &mut Vec<Visit>) {
        let FoundModule { name, place, content, .. } = module;
        match content {
            ModuleContent::Inline(found, path) => {
                let folder = context.folder.inside(&name, path.as_deref());
                self.add_items(found, &ModuleContext { folder, ..context }, next);
            }
            ModuleContent::File { named, usual } => {
                for (condition, path) in &named {
                    let file = context.folder.named(path);
                    let mut context =
                        ModuleContext { folder: Folder::around(&file), ..context.clone() };
                    context.conditions.extend(condition.iter().map(ToString::to_string));
                    if is_file_or_link(&file) {
                        next.push(Visit { file, declared: Some(place.clone()), context });
                    } else {
                        let message = format!("file not found for module `{name}`");
                        let help = format!("create `{}`", display_path(&file));
                        self.report_missing(place.clone(), message, help, &context);
                    }
                }
                if usual {
                    let otherwise = named.into_iter().filter_map(|(condition, _)| condition);
                    let otherwise: Vec<_> = otherwise
                        .map(|condition| Condition::Not(Box::new(condition)).to_string())
                        .collect();
                    self.default_file(&name, place, context, &otherwise, next);
                }
            }
        }
    }

    /// Adds a module in `name.rs` or `name/mod.rs`. They may be missing if `#[path]` names other files under conditions.
    fn default_file(
        &mut self,
        name: &str,
        place: Place,
        mut context: ModuleContext,
        otherwise: &[String],
        next: &mut Vec<Visit>,
    ) {
        let [beside, within] = context.folder.usual(name);
        context.conditions.extend(otherwise.iter().cloned());
        let (file, folder) = match (is_file_or_link(&beside), is_file_or_link(&within)) {
            (true, false) => (beside.clone(), Folder::beside(&beside, name)),
            (false, true) => (within.clone(), Folder::around(&within)),
            (true, true) => {
                let (beside, within) = (display_path(&beside), display_path(&within));
                let message =
                    format!("file for module `{name}` found at both `{beside}` and `{within}`");
                let help = "delete or rename one of them to remove the ambiguity".to_owned();
                self.report(Some(place), message, help);
                return;
            }
            (false, false) => {
                if otherwise.is_empty() {
                    let message = format!("file not found for module `{name}`");
                    let (beside, within) = (display_path(&beside), display_path(&within));
                    let help = format!("create `{beside}` or `{within}`");
                    self.report_missing(place, message, help, &context);
                }
                return;
            }
        };
        next.push(Visit {
            file,
            declared: Some(place),
            context: ModuleContext { folder, ..context },
        });
    }

    fn report(&mut self, place: Option<Place>, message: String, help: String) {
        self.tree.unread = true;
        self.tree.problems.push(Problem { place, ..Problem::without_place(message, help) });
    }

    /// Reports a missing file. Under a condition that does not hold rustc ignores it, so this is only a warning.
    fn report_missing(
        &mut self,
        place: Place,
        message: String,
        help: String,
        context: &ModuleContext,
    ) {
        self.tree.unread = true;
        self.tree.problems.push(if context.conditions.is_empty() {
            Problem::error(place, message, help)
        } else {
            let help = format!("{help}; if the build generates it, {COMPILED}");
            Problem::warning(place, message, help)
        });
    }
}

impl<T> Placed<T> {
    fn new(value: T, context: &ModuleContext, order: Vec<usize>) -> Self {
        let (module, conditions) = (context.module.clone(), context.conditions.clone());
        Self { module, conditions, value, order }
    }
}

/// Whether there is a file or a dangling link. Reading the link reports the error.
fn is_file_or_link(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|found| !found.is_dir())
}
