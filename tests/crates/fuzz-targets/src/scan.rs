//! Source files, the first of which is `lib.rs`. A line `//- a.rs` begins the next one.

use catalog_specs::{render_problems, scan, spec};

use crate::folder;

const NAMES: &[&str] = &["a.rs", "a/mod.rs", "a/b.rs", "b.rs", "main.rs", "bin/c.rs"];

pub(crate) fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let files = split(text);
    folder::with_files(&files, |root| {
        let found = scan::read(root, None);
        let shown = render_problems(&found.problems, false);
        assert_eq!(shown.is_empty(), found.problems.is_empty());
        assert_eq!(scan::read(root, None), found, "the same source, and another catalogue");
        if found.problems.is_empty() && found.unread.is_empty() {
            // A catalogue without mistakes can be written and read.
            spec::write(&found.catalog);
        }
    });
}

fn split(text: &str) -> Vec<(&'static str, &str)> {
    let mut parts = text.split("\n//- ");
    let mut files = vec![("lib.rs", parts.next().unwrap_or_default())];
    for part in parts {
        let (name, text) = part.split_once('\n').unwrap_or((part, ""));
        let known = NAMES.iter().find(|known| **known == name.trim());
        files.extend(known.map(|name| (*name, text)));
    }
    files
}
