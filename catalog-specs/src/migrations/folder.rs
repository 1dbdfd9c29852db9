//! The files of migrations, in their order.

use std::cmp::Ordering;
use std::fs;
use std::path::{Path, PathBuf};

use super::dialect::Dialect;
use super::schema::Schema;
use crate::{Problem, files};

/// A folder that was read.
pub(super) struct Folder {
    pub(super) path: PathBuf,
    /// `None` if its path does not name it.
    pub(super) dialect: Option<Dialect>,
    pub(super) schema: Schema,
}

/// The schema that the files of a folder lead to. `None` if it has no file with SQL.
///
/// The files are those of sqlx, diesel and refinery: `1_create.sql`, `1_create.up.sql`, `1_create/up.sql` and `V1__create.sql`.
pub(super) fn read(folder: &Path, shown: &Path) -> Result<Option<Folder>, Problem> {
    let unreadable = |path: &Path, error: &dyn std::fmt::Display| {
        let message = format!("`{}` cannot be read: {error}", path.display());
        Problem::without_place(message, "make it readable, or name another folder")
    };
    let entries = fs::read_dir(folder).map_err(|error| unreadable(shown, &error))?;
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| unreadable(shown, &error))?.path();
        let inside = path.join("up.sql");
        if is_migration(&path) && path.is_file() {
            found.push(path);
        } else if inside.is_file() {
            found.push(inside);
        }
    }
    found.sort_by(|one, other| in_order(folder, one, other));
    let mut schema = Schema::default();
    for path in &found {
        let file = shown.join(path.strip_prefix(folder).unwrap_or(path));
        let bytes = files::read(path).map_err(|error| error.problem(&file))?;
        let sql = String::from_utf8(bytes).map_err(|_| unreadable(&file, &"it is not UTF-8"))?;
        schema.apply(&sql, &file.display().to_string());
    }
    let (path, dialect) = (shown.to_owned(), Dialect::named_by(shown));
    Ok((!found.is_empty()).then_some(Folder { path, dialect, schema }))
}

/// Whether a file makes the schema; `.down.sql` and `down.sql` undo it.
fn is_migration(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    name.strip_suffix(".sql").is_some_and(|name| name.rsplit('.').next() != Some("down"))
}

/// By the number in front, and then by the name.
fn in_order(folder: &Path, one: &Path, other: &Path) -> Ordering {
    let key = |path: &Path| -> (u128, PathBuf) {
        let inside = path.strip_prefix(folder).unwrap_or(path).to_owned();
        let name = inside.to_string_lossy().into_owned();
        let digits = name.trim_start_matches(['V', 'v', 'U']);
        // Diesel writes dates with signs between: 2026-01-31-120000.
        let end = digits.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(digits.len());
        let number: String = digits.chars().take(end).filter(char::is_ascii_digit).collect();
        (number.parse().unwrap_or_default(), inside)
    };
    key(one).cmp(&key(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_in_the_order_of_their_numbers() {
        let folder = Path::new("m");
        let mut names =
            ["10_b.sql", "9_c.up.sql", "V2__d.sql", "2026-01-31-120000_e/up.sql", "0001_a.sql"];
        names.sort_by(|one, other| in_order(folder, &folder.join(one), &folder.join(other)));
        assert_eq!(
            names,
            ["0001_a.sql", "V2__d.sql", "9_c.up.sql", "10_b.sql", "2026-01-31-120000_e/up.sql"]
        );
        for name in ["1_a.down.sql", "down.sql", "1_a.rs", "README.md", "sql"] {
            assert!(!is_migration(Path::new(name)), "{name}");
        }
    }
}
