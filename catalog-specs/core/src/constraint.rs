//! Constraints of databases: their kinds, and the names that they have where a schema gives none.

use crate::keys::Key;

/// What a constraint of a database requires.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ConstraintKind {
    /// That values are unique: a unique or primary key, a unique index, or an exclusion constraint.
    Unique,
    /// That the row that is referred to exists.
    ForeignKey,
    /// That a condition holds.
    Check,
}

/// How many bytes of a name `PostgreSQL` keeps.
const LONGEST_NAME: usize = 63;

impl ConstraintKind {
    /// Every kind, in the order of the table of keys.
    pub const ALL: &'static [Self] = &[Self::Unique, Self::ForeignKey, Self::Check];

    /// The key that declares the code of a violation.
    pub const fn key(self) -> Key {
        match self {
            Self::Unique => Key::Unique,
            Self::ForeignKey => Key::ForeignKey,
            Self::Check => Key::Check,
        }
    }

    /// Its name in a sentence.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Unique => "unique constraint",
            Self::ForeignKey => "foreign key",
            Self::Check => "check constraint",
        }
    }
}

/// A name as `PostgreSQL` keeps it: at most 63 bytes of whole characters.
pub fn kept_name(name: &str) -> &str {
    cut_to(name, LONGEST_NAME)
}

/// The name that `PostgreSQL` gives a constraint or an index without one: `users_email_key`. `columns` are empty for the table's
/// own, such as `users_pkey`. Of a long name it shortens the longer of table and columns.
pub fn derived_name(table: &str, columns: &[&str], suffix: &str) -> String {
    let columns = columns.join("_");
    let separators = if columns.is_empty() { 1 } else { 2 };
    let room = LONGEST_NAME.saturating_sub(suffix.len() + separators);
    let (mut of_table, mut of_columns) = (table.len(), columns.len());
    while of_table + of_columns > room {
        if of_table > of_columns { of_table -= 1 } else { of_columns -= 1 }
    }
    let (table, columns) = (cut_to(table, of_table), cut_to(&columns, of_columns));
    if columns.is_empty() {
        format!("{table}_{suffix}")
    } else {
        format!("{table}_{columns}_{suffix}")
    }
}

/// The longest beginning of whole characters that has at most so many bytes.
fn cut_to(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_that_postgresql_derives() {
        assert_eq!(derived_name("users", &["email"], "key"), "users_email_key");
        assert_eq!(derived_name("users", &[], "pkey"), "users_pkey");
        assert_eq!(derived_name("a", &["b", "c"], "key"), "a_b_c_key");
        // As `PostgreSQL` 15 names them.
        let (table, column) = ("t".repeat(60), "c".repeat(60));
        let name = derived_name(&table, &[&column], "key");
        assert_eq!(name, format!("{}_{}_key", "t".repeat(29), "c".repeat(29)));
        let name = derived_name("users", &[&column], "key");
        assert_eq!(name, format!("users_{}_key", "c".repeat(53)));
        assert_eq!(name.len(), 63);
        let name = derived_name(&"日".repeat(30), &["電"], "key");
        assert_eq!(name, format!("{}_電_key", "日".repeat(18)));
    }

    #[test]
    fn a_long_name_is_cut_at_a_character() {
        assert_eq!(kept_name("users_email_key"), "users_email_key");
        assert_eq!(kept_name(&"a".repeat(70)), "a".repeat(63));
        assert_eq!(kept_name(&"予".repeat(30)), "予".repeat(21));
        assert_eq!(kept_name(&format!("a{}", "約".repeat(30))), format!("a{}", "約".repeat(20)));
    }
}
