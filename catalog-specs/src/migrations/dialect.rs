//! Which database the migrations of a folder are for.

use std::path::Path;

/// A database. Each reports a violated constraint in its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    Postgres,
    Sqlite,
}

/// The words in the names of folders.
const WORDS: [(&str, Dialect); 8] = [
    ("postgres", Dialect::Postgres),
    ("postgresql", Dialect::Postgres),
    ("pgsql", Dialect::Postgres),
    ("psql", Dialect::Postgres),
    ("pg", Dialect::Postgres),
    ("sqlite", Dialect::Sqlite),
    ("sqlite3", Dialect::Sqlite),
    ("lite", Dialect::Sqlite),
];

impl Dialect {
    /// The database that the path of a folder names, such as `migrations/postgres` or `sqlite_migrations`; the last word counts.
    pub(super) fn named_by(folder: &Path) -> Option<Self> {
        let path = folder.to_string_lossy().to_lowercase();
        let mut words = path.split(|c: char| !c.is_alphanumeric());
        let known = |word: &str| WORDS.iter().find(|(known, _)| *known == word);
        words.rfind(|word| known(word).is_some()).and_then(known).map(|(_, dialect)| *dialect)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_of_a_path_counts() {
        for (path, dialect) in [
            ("migrations", None),
            ("migrations/postgres", Some(Dialect::Postgres)),
            ("db/SQLite_migrations", Some(Dialect::Sqlite)),
            ("pg-and-more/sqlite3", Some(Dialect::Sqlite)),
            ("pgx", None),
            ("", None),
        ] {
            assert_eq!(Dialect::named_by(Path::new(path)), dialect, "{path}");
        }
    }
}
