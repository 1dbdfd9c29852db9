//! Finds the literals of codes in source, for problems of a compiled catalogue, which has no places.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::files;
use crate::model::Place;

/// Folders below this depth are not searched.
const DEEPEST: usize = 16;

/// The first place of each `code = "…"` in the source of a package.
pub(super) fn code_literals(package: &Path) -> BTreeMap<String, Place> {
    let mut found = BTreeMap::new();
    search(&package.join("src"), 0, &mut found);
    found
}

fn search(folder: &Path, depth: usize, found: &mut BTreeMap<String, Place>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut entries: Vec<_> = entries.flatten().collect();
    entries.sort_by_key(fs::DirEntry::path);
    for entry in entries {
        let (path, kind) = (entry.path(), entry.file_type());
        // What a link leads to may lead back.
        if kind.as_ref().is_ok_and(fs::FileType::is_dir) && depth < DEEPEST {
            search(&path, depth + 1, found);
        } else if kind.is_ok_and(|kind| kind.is_file())
            && path.extension().is_some_and(|end| end == "rs")
        {
            let Ok(bytes) = files::read(&path) else { continue };
            let file = path.strip_prefix(".").unwrap_or(&path).display().to_string();
            literals(&String::from_utf8_lossy(&bytes), &file, found);
        }
    }
}

fn literals(text: &str, file: &str, found: &mut BTreeMap<String, Place>) {
    for (number, line) in (1..).zip(text.lines()) {
        for (at, _) in line.match_indices("code") {
            let Some((before, rest)) = line.split_at_checked(at) else { continue };
            let is_name = |c: char| c.is_alphanumeric() || c == '_';
            let Some(value) = rest.strip_prefix("code").map(str::trim_start) else { continue };
            let Some(literal) = value.strip_prefix('=').map(str::trim_start) else { continue };
            let Some((code, _)) = literal.strip_prefix('"').and_then(|rest| rest.split_once('"'))
            else {
                continue;
            };
            if before.ends_with(is_name) || line.trim_start().starts_with("//") {
                continue;
            }
            let start = line.len() - literal.len();
            let column = line.get(..start).unwrap_or_default().chars().count() + 1;
            let length = code.chars().count() + 2;
            let place = Place { file: file.to_owned(), line: number, column, length };
            found.entry(code.to_owned()).or_insert(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_found_where_they_stand() {
        let text = "// code = \"A_OLD\"\n    #[catalog(status = 503, code = \"A_B\", x = 1)]\n\
                    #[catalog(\n    code= \"A_C\",\n)]\nlet error_code = \"A_D\";\ncode = \"A_B\"";
        let mut found = BTreeMap::new();
        literals(text, "src/a.rs", &mut found);
        let places: Vec<_> =
            found.iter().map(|(code, at)| format!("{code} {at}+{}", at.length)).collect();
        assert_eq!(places, ["A_B src/a.rs:2:36+5", "A_C src/a.rs:4:11+5"]);
    }
}
