//! Which packages can have codes: those that depend on error-catalog, themselves or through packages with a path. One of
//! these may re-export the derive.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::package::{Member, Package};

/// The folders of the packages that can have codes, among these members and the packages that they depend on by path.
pub(crate) fn packages_with_codes(members: &[Member]) -> BTreeSet<PathBuf> {
    let mut graph = Graph::default();
    graph.add(members);
    while let Some(folder) = graph.unknown() {
        // It belongs to another workspace. Cargo itself refuses to build with a package that it cannot read.
        graph.dependencies.insert(folder.clone(), Vec::new());
        graph.add(&Package { folder }.members().unwrap_or_default());
    }
    graph.reaching()
}

/// Packages by their folders.
#[derive(Default)]
struct Graph {
    /// The packages that each depends on by path.
    dependencies: BTreeMap<PathBuf, Vec<PathBuf>>,
    /// Those that depend on error-catalog themselves.
    direct: BTreeSet<PathBuf>,
}

impl Graph {
    fn add(&mut self, members: &[Member]) {
        for member in members {
            let folder = member.folder().to_owned();
            if member.is_direct {
                self.direct.insert(folder.clone());
            }
            self.dependencies.insert(folder, member.depends_on.clone());
        }
    }

    /// A package that was not read yet.
    fn unknown(&self) -> Option<PathBuf> {
        let mut paths = self.dependencies.values().flatten();
        paths.find(|path| !self.dependencies.contains_key(*path)).cloned()
    }

    fn reaching(self) -> BTreeSet<PathBuf> {
        let mut reaching = self.direct;
        loop {
            let is_new = |(folder, paths): &(&PathBuf, &Vec<PathBuf>)| {
                !reaching.contains(*folder) && paths.iter().any(|path| reaching.contains(path))
            };
            let found = self.dependencies.iter().filter(is_new);
            let found: Vec<_> = found.map(|(folder, _)| folder.clone()).collect();
            if found.is_empty() {
                return reaching;
            }
            reaching.extend(found);
        }
    }
}
