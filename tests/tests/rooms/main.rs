//! The rooms of each crate, which are its top-level modules, import each other as CONTRIBUTING.md
//! lists it, and neither they nor the files of one room import each other in a circle.
//!
//! `ROOMS=print cargo test -p error-catalog-tests --test rooms -- --nocapture` shows the list as the code has it.

mod arrows;
mod list;
mod planted;
mod source;

use std::collections::BTreeSet;
use std::path::Path;

use source::{Crate, files_below};

/// A crate of the repository: its name, the folder of its sources and the root file in it.
struct Checked {
    name: &'static str,
    sources: &'static str,
    root: &'static str,
}

const CRATES: [Checked; 7] = [
    Checked { name: "catalog-specs-core", sources: "catalog-specs/core/src", root: "lib.rs" },
    Checked { name: "catalog-specs-syntax", sources: "catalog-specs/syntax/src", root: "lib.rs" },
    Checked { name: "catalog-specs", sources: "catalog-specs/src", root: "lib.rs" },
    Checked { name: "cargo-error-catalog", sources: "catalog-specs/command/src", root: "main.rs" },
    Checked { name: "error-catalog-derive", sources: "error-catalog-derive/src", root: "lib.rs" },
    Checked { name: "error-catalog", sources: "error-catalog/src", root: "lib.rs" },
    Checked {
        name: "reservation",
        sources: "error-catalog/examples/reservation/src",
        root: "main.rs",
    },
];

#[test]
fn rooms_import_each_other_as_contributing_lists_it() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let contributing = std::fs::read_to_string(repository.join("CONTRIBUTING.md")).unwrap();
    let lists = list::read(&contributing);
    let mut problems = Vec::new();
    for Checked { name, sources, root } in CRATES {
        let read = Crate::read(name, root, &files_below(&repository.join(sources)));
        let arrows = arrows::arrows(&read);
        let rooms: BTreeSet<String> =
            read.modules.keys().filter_map(|path| path.first().cloned()).collect();
        if std::env::var_os("ROOMS").is_some() {
            let mut rooms: Vec<_> = rooms.iter().cloned().collect();
            rooms.extend(
                arrows
                    .iter()
                    .map(|arrow| arrow.from.room.clone())
                    .filter(|room| room == root.trim_end_matches(".rs"))
                    .take(1),
            );
            println!("```rooms {name}\n{}```", list::write(&arrows, &rooms));
        }
        let list =
            lists.get(name).unwrap_or_else(|| panic!("CONTRIBUTING.md lists no rooms of {name}"));
        let listed: BTreeSet<&str> = list.iter().map(|(room, _)| room.as_str()).collect();
        let unlisted = rooms.iter().filter(|room| !listed.contains(room.as_str()));
        let mut found: Vec<_> =
            unlisted.map(|room| format!("`{room}` is not in the list")).collect();
        found.extend(list::problems(&arrows, list));
        problems.extend(found.into_iter().map(|problem| format!("{name}: {problem}")));
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
