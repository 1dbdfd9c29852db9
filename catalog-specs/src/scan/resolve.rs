//! Resolves the paths in a registry to enums of the tree.

use std::collections::BTreeMap;

use super::walk::{Module, Tree};
use crate::ready_sets;

/// The target of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// An enum of the tree, by its number.
    Enum(usize),
    /// A registry of the tree, by its number.
    Registry(usize),
    /// A set of the tree, by its number.
    Set(usize),
    /// Something of another crate.
    Outside(Vec<String>),
    /// Several enums have the name, and the path leads to none of them.
    Ambiguous(Vec<usize>),
}

/// Follows paths through modules and imports.
pub(super) struct Resolver<'t> {
    tree: &'t Tree,
    declared: BTreeMap<(&'t Module, &'t str), Target>,
    by_name: BTreeMap<&'t str, Vec<usize>>,
}

/// The longest chain of imports to follow.
const MAX_IMPORTS: usize = 32;

/// The cost of a `*` in that chain: with many of them the search would be exponential.
const GLOB_COST: usize = 8;

impl<'t> Resolver<'t> {
    pub(super) fn new(tree: &'t Tree) -> Self {
        let (mut declared, mut by_name) = (BTreeMap::new(), BTreeMap::new());
        for (at, found) in tree.enums.iter().enumerate() {
            let name = found.value.group.type_name.as_str();
            declared.entry((&found.module, name)).or_insert(Target::Enum(at));
            by_name.entry(name).or_insert_with(Vec::new).push(at);
        }
        for (at, found) in tree.registries.iter().enumerate() {
            let name = found.value.name.as_str();
            declared.entry((&found.module, name)).or_insert(Target::Registry(at));
        }
        for (at, found) in tree.sets.iter().enumerate() {
            let name = found.value.name.as_str();
            declared.entry((&found.module, name)).or_insert(Target::Set(at));
        }
        Self { tree, declared, by_name }
    }

    /// Resolves a path in a module. If it leads nowhere, the only enum with its name is the target: re-exports through
    /// macros and other crates cannot be followed.
    pub(super) fn resolve(&self, module: &Module, path: &[String]) -> Option<Target> {
        let outside = match self.resolve_path(module, path, 0) {
            Some(Target::Outside(path)) => path,
            Some(target) => return Some(target),
            None => Vec::new(),
        };
        // Modules that a program shares with the library of its package are read in the library. They have the same
        // path, or one that starts with the name of the library.
        for root in 0..module.0 {
            let shared = self.resolve_path(&(root, module.1.clone()), path, 0);
            let of_library = outside.get(1..).unwrap_or_default();
            let target = shared
                .filter(|target| !matches!(target, Target::Outside(_)))
                .or_else(|| self.resolve_in(&(root, Vec::new()), of_library, 0));
            if target.is_some() {
                return target;
            }
        }
        if !outside.is_empty() {
            return Some(Target::Outside(outside));
        }
        match self.by_name.get(path.last()?.as_str())?.as_slice() {
            [only] => Some(Target::Enum(*only)),
            several => Some(Target::Ambiguous(several.to_vec())),
        }
    }

    /// The crate from which a module imports a name.
    pub(super) fn crate_of(&self, module: &Module, name: &str) -> Option<String> {
        let imports = self.tree.imports.get(module)?;
        let import = imports.iter().find(|import| import.name.as_deref() == Some(name))?;
        import.path.iter().find(|segment| !segment.is_empty()).cloned()
    }

    fn resolve_path(&self, module: &Module, path: &[String], depth: usize) -> Option<Target> {
        let (first, rest) = path.split_first()?;
        let (root, mut inner) = module.clone();
        match first.as_str() {
            "" => Some(Target::Outside(rest.to_vec())),
            "crate" => self.resolve_in(&(root, Vec::new()), rest, depth),
            "self" => self.resolve_in(module, rest, depth),
            "super" => {
                inner.pop()?;
                match rest.first().map(String::as_str) {
                    Some("super") => self.resolve_path(&(root, inner), rest, depth),
                    _ => self.resolve_in(&(root, inner), rest, depth),
                }
            }
            _ => self
                .resolve_in(module, path, depth)
                .or_else(|| (!rest.is_empty()).then(|| Target::Outside(path.to_vec()))),
        }
    }

    /// Resolves a path among the names of a module.
    fn resolve_in(&self, module: &Module, path: &[String], depth: usize) -> Option<Target> {
        let (name, rest) = path.split_first()?;
        if depth > MAX_IMPORTS {
            return None;
        }
        if rest.is_empty() {
            if let Some(target) = self.declared.get(&(module, name.as_str())) {
                return Some(target.clone());
            }
        } else {
            let mut inner = module.clone();
            inner.1.push(name.clone());
            if self.tree.modules.contains(&inner) {
                if let Some(target) = self.resolve_in(&inner, rest, depth) {
                    return Some(target);
                }
            }
        }
        let imports = self.tree.imports.get(module).map(Vec::as_slice).unwrap_or_default();
        for import in imports.iter().filter(|import| import.name.as_ref() == Some(name)) {
            let imported: Vec<_> = import.path.iter().chain(rest).cloned().collect();
            // `use billing;` adds nothing.
            let target = if imported == path {
                None
            } else {
                self.resolve_path(module, &imported, depth + 1)
            };
            if target.is_some() {
                return target;
            }
        }
        for import in imports.iter().filter(|import| import.name.is_none()) {
            let imported: Vec<_> = import.path.iter().chain(path).cloned().collect();
            match self.resolve_path(module, &imported, depth + GLOB_COST) {
                // Of other crates only the built-in enums are known.
                Some(Target::Outside(path)) if !is_builtin(&path) => {}
                Some(target) => return Some(target),
                None => {}
            }
        }
        None
    }
}

/// The path of a module: `crate::auth`.
pub(super) fn module_text(module: &Module) -> String {
    let segments = std::iter::once("crate").chain(module.1.iter().map(String::as_str));
    segments.collect::<Vec<_>>().join("::")
}

/// Whether a path leads to a built-in enum of `error-catalog`.
fn is_builtin(path: &[String]) -> bool {
    let name =
        path.last().filter(|_| path.first().is_some_and(|name| name == super::advice::FACADE));
    let is_known =
        |name: &String| crate::spec::builtin(name).is_some() || ready_sets::by_name(name).is_some();
    name.is_some_and(is_known)
}
