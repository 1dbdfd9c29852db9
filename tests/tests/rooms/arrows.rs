//! Resolves what modules name to the modules that define it, and finds the circles.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::source::{Crate, ModulePath};

/// A name in one file that another file defines.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrow {
    pub from: Place,
    pub to: Place,
    pub name: String,
    pub line: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The top-level module, or the file of the root.
    pub room: String,
    pub file: String,
}

impl fmt::Display for Arrow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{} -> {}: `{}`", self.from.file, self.line, self.to.file, self.name)
    }
}

/// All arrows of a crate, sorted. A module that only passes on what its child modules define, as
/// `mod child; pub use child::Name;` does, has no arrow to them.
pub fn arrows(of: &Crate) -> Vec<Arrow> {
    let mut found = BTreeSet::new();
    for (path, module) in &of.modules {
        let mut push = |targets: Vec<Target>, name: &str, line: usize| {
            for target in targets {
                let (from, to) = (of.place(path), of.place(&target.module));
                if from.file != to.file {
                    found.insert(Arrow { from, to, name: name.to_owned(), line });
                }
            }
        };
        for import in &module.imports {
            let targets = of.resolve(path, &import.path, 0);
            let passes_on = import.is_public && !module.names.contains(&import.alias);
            let is_inside = |target: &Target| passes_on && target.module.starts_with(path);
            let targets = targets.into_iter().filter(|target| !is_inside(target)).collect();
            push(targets, import.path.last().map_or("", String::as_str), import.line);
        }
        for named in &module.paths {
            push(of.resolve(path, &named.path, 0), &named.path.join("::"), named.line);
        }
        let hidden = vec!["private".to_owned()];
        for &line in module.derives.iter().filter(|_| of.modules.contains_key(&hidden)) {
            push(vec![Target { module: hidden.clone() }], "derive(ErrorCatalog)", line);
        }
        for name in &module.macro_calls {
            // Otherwise it comes from a parent by the order of the text.
            let is_known = module.macros.contains(name)
                || module.imports.iter().any(|import| &import.alias == name);
            if !is_known {
                let defining = of.modules.iter().filter(|(_, other)| other.macros.contains(name));
                let targets = defining.map(|(module, _)| Target { module: module.clone() });
                push(targets.collect(), &format!("{name}!"), 0);
            }
        }
    }
    found.into_iter().collect()
}

/// The module that defines something.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Target {
    module: ModulePath,
}

/// Imports that import each other end here.
const DEEPEST: usize = 24;

impl Crate {
    fn place(&self, path: &ModulePath) -> Place {
        let file = self.modules[path].file.clone();
        let room = path.first().cloned();
        let room = room.unwrap_or_else(|| file.trim_end_matches(".rs").to_owned());
        Place { room, file }
    }

    /// The modules that define what a path in a module leads to; none if it is in another crate.
    fn resolve(&self, from: &ModulePath, path: &[String], depth: usize) -> Vec<Target> {
        let Some((first, rest)) = path.split_first() else { return Vec::new() };
        if depth > DEEPEST {
            return Vec::new();
        }
        let module = &self.modules[from];
        match first.as_str() {
            "crate" => self.descend(Vec::new(), rest, depth),
            "self" => self.descend(from.clone(), rest, depth),
            "super" => {
                let mut parent = from.clone();
                parent.pop();
                let mut rest = rest;
                while let Some(("super", after)) =
                    rest.split_first().map(|(first, after)| (first.as_str(), after))
                {
                    parent.pop();
                    rest = after;
                }
                self.descend(parent, rest, depth)
            }
            name if name == self.name => self.descend(Vec::new(), rest, depth),
            name if module.children.contains(name) => self.descend(from.clone(), path, depth),
            name if module.items.contains(name) => vec![Target { module: from.clone() }],
            name => {
                let mut found = Vec::new();
                for import in module.imports.iter().filter(|import| import.alias == name) {
                    // `use name::…` with the same first name is another crate.
                    if import.path.first().is_some_and(|first| first != name) {
                        let path: Vec<_> = import.path.iter().chain(rest).cloned().collect();
                        found.extend(self.resolve(from, &path, depth + 1));
                    }
                }
                found
            }
        }
    }

    /// Follows names from a module down, through what it imports.
    fn descend(&self, mut module: ModulePath, path: &[String], depth: usize) -> Vec<Target> {
        for (index, name) in path.iter().enumerate() {
            let current = &self.modules[&module];
            let rest = &path[index + 1..];
            let mut found = Vec::new();
            let mut is_import = false;
            for import in current.imports.iter().filter(|import| &import.alias == name) {
                is_import = true;
                let path: Vec<_> = import.path.iter().chain(rest).cloned().collect();
                found.extend(self.resolve(&module, &path, depth + 1));
            }
            let is_module = current.children.contains(name) && {
                let mut child = module.clone();
                child.push(name.clone());
                self.modules.contains_key(&child)
            };
            if is_import && (rest.is_empty() || !is_module) {
                return found;
            }
            if is_module {
                module.push(name.clone());
                continue;
            }
            if current.items.contains(name) {
                return vec![Target { module }];
            }
            if let (true, Some(macro_module)) = (module.is_empty(), self.exported_macros.get(name))
            {
                return vec![Target { module: macro_module.clone() }];
            }
            for import in current.imports.iter().filter(|import| import.alias == "*") {
                let (_, glob) = import.path.split_last().expect("a path before the `*`");
                for target in self.resolve(&module, glob, depth + 1) {
                    if self.modules[&target.module].items.contains(name) {
                        return vec![target];
                    }
                    let imports = &self.modules[&target.module].imports;
                    if imports.iter().any(|import| &import.alias == name) {
                        return self.descend(target.module, &path[index..], depth + 1);
                    }
                }
            }
            break;
        }
        vec![Target { module }]
    }
}

/// A graph: who names whom, and the arrows that show it.
pub type Graph<'a> = BTreeMap<&'a str, BTreeMap<&'a str, Vec<&'a Arrow>>>;

/// The rooms and the arrows between them.
pub fn rooms(arrows: &[Arrow]) -> Graph<'_> {
    graph(arrows, |place| &place.room)
}

/// The files of each room and the arrows between them.
pub fn files(arrows: &[Arrow]) -> Graph<'_> {
    let mut graph = graph(arrows, |place| &place.file);
    for targets in graph.values_mut() {
        targets.retain(|_, arrows| arrows[0].from.room == arrows[0].to.room);
    }
    graph
}

fn graph(arrows: &[Arrow], end: impl Fn(&Place) -> &str) -> Graph<'_> {
    let mut graph = Graph::new();
    for arrow in arrows.iter().filter(|arrow| end(&arrow.from) != end(&arrow.to)) {
        let targets: &mut BTreeMap<_, Vec<_>> = graph.entry(end(&arrow.from)).or_default();
        targets.entry(end(&arrow.to)).or_default().push(arrow);
    }
    graph
}

/// The circles: sets of nodes each of which reaches the others, with the arrows among them.
pub fn circles<'a>(graph: &Graph<'a>) -> Vec<(Vec<&'a str>, Vec<&'a Arrow>)> {
    let reach: BTreeMap<&str, BTreeSet<&str>> =
        graph.keys().map(|&node| (node, reachable(graph, node))).collect();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (&node, reached) in &reach {
        if !reached.contains(node) || !seen.insert(node) {
            continue;
        }
        let is_member = |other: &&str| {
            reached.contains(*other) && reach.get(*other).is_some_and(|back| back.contains(node))
        };
        let members: Vec<&str> = graph.keys().copied().filter(is_member).collect();
        seen.extend(&members);
        let among = members.iter().flat_map(|member| &graph[member]);
        let among = among.filter(|(to, _)| members.contains(to)).flat_map(|(_, arrows)| arrows);
        let among = among.copied().collect();
        found.push((members, among));
    }
    found
}

fn reachable<'a>(graph: &Graph<'a>, from: &str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&str> = vec![from];
    while let Some(node) = next.pop() {
        for &to in graph.get(node).into_iter().flat_map(BTreeMap::keys) {
            if reached.insert(to) {
                next.push(to);
            }
        }
    }
    reached
}
