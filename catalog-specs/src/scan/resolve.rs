//! Paths of a registry's list: which enum of the tree each one means.

use std::collections::BTreeMap;

use super::walk::{Module, Tree};

/// What a path means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// An enum of the tree, by its number.
    Enum(usize),
    /// A registry of the tree, by its number.
    Registry(usize),
    /// Something of another crate.
    Outside(Vec<String>),
    /// Several enums that bear the name, where the path leads to none of them.
    Ambiguous(Vec<usize>),
}

/// Follows paths through modules and imports.
pub(super) struct Resolver<'t> {
    tree: &'t Tree,
    declared: BTreeMap<(&'t Module, &'t str), Target>,
    by_name: BTreeMap<&'t str, Vec<usize>>,
}

/// Imports that lead on and on are followed this far.
const FARTHEST: usize = 32;

/// A `*` is a far step: where many lead to many, trying all of them would take for ever.
const GLOB: usize = 8;

impl<'t> Resolver<'t> {
    /// Knows the names of a tree.
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
        Self { tree, declared, by_name }
    }

    /// What a path means in a module. Where it leads nowhere, an enum that alone bears the name is
    /// meant: re-exports through macros and other crates cannot be followed.
    pub(super) fn resolve(&self, module: &Module, path: &[String]) -> Option<Target> {
        let outside = match self.path(module, path, 0) {
            Some(Target::Outside(path)) => path,
            Some(target) => return Some(target),
            None => Vec::new(),
        };
        // What a program shares with its package's library is read there, and goes by the same path
        // or behind the library's name.
        for root in 0..module.0 {
            let shared = self.path(&(root, module.1.clone()), path, 0);
            let of_library = outside.get(1..).unwrap_or_default();
            let target = shared
                .filter(|target| !matches!(target, Target::Outside(_)))
                .or_else(|| self.inside(&(root, Vec::new()), of_library, 0));
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

    /// The crates that a name was imported from, seen from a module.
    pub(super) fn crate_of(&self, module: &Module, name: &str) -> Option<String> {
        let imports = self.tree.imports.get(module)?;
        let import = imports.iter().find(|import| import.name.as_deref() == Some(name))?;
        import.path.iter().find(|segment| !segment.is_empty()).cloned()
    }

    fn path(&self, module: &Module, path: &[String], depth: usize) -> Option<Target> {
        let (first, rest) = path.split_first()?;
        let (root, mut inner) = module.clone();
        match first.as_str() {
            "" => Some(Target::Outside(rest.to_vec())),
            "crate" => self.inside(&(root, Vec::new()), rest, depth),
            "self" => self.inside(module, rest, depth),
            "super" => {
                inner.pop()?;
                match rest.first().map(String::as_str) {
                    Some("super") => self.path(&(root, inner), rest, depth),
                    _ => self.inside(&(root, inner), rest, depth),
                }
            }
            _ => self
                .inside(module, path, depth)
                .or_else(|| (!rest.is_empty()).then(|| Target::Outside(path.to_vec()))),
        }
    }

    /// What a path means among the names of a module.
    fn inside(&self, module: &Module, path: &[String], depth: usize) -> Option<Target> {
        let (name, rest) = path.split_first()?;
        if depth > FARTHEST {
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
                if let Some(target) = self.inside(&inner, rest, depth) {
                    return Some(target);
                }
            }
        }
        let imports = self.tree.imports.get(module).map(Vec::as_slice).unwrap_or_default();
        for import in imports.iter().filter(|import| import.name.as_ref() == Some(name)) {
            let meant: Vec<_> = import.path.iter().chain(rest).cloned().collect();
            // `use billing;` says no more than the name does.
            let target = if meant == path { None } else { self.path(module, &meant, depth + 1) };
            if target.is_some() {
                return target;
            }
        }
        for import in imports.iter().filter(|import| import.name.is_none()) {
            let meant: Vec<_> = import.path.iter().chain(path).cloned().collect();
            match self.path(module, &meant, depth + GLOB) {
                // Of what another crate has, only names of ours are known.
                Some(Target::Outside(path)) if !is_builtin(&path) => {}
                Some(target) => return Some(target),
                None => {}
            }
        }
        None
    }
}

/// A module as one writes it: `crate::auth`.
pub(super) fn module_text(module: &Module) -> String {
    let segments = std::iter::once("crate").chain(module.1.iter().map(String::as_str));
    segments.collect::<Vec<_>>().join("::")
}

/// Whether a path can lead to an enum that `error-catalog` brings.
fn is_builtin(path: &[String]) -> bool {
    let name =
        path.last().filter(|_| path.first().is_some_and(|name| name == super::compiled::FACADE));
    name.is_some_and(|name| crate::spec::builtin(name).is_some())
}
