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

/// What violates a constraint: the kind, its SQLSTATE, and the name of that in PL/pgSQL.
const VIOLATIONS: [(ConstraintKind, &str, &str); 5] = [
    (ConstraintKind::Unique, "23505", "unique_violation"),
    (ConstraintKind::Unique, "23P01", "exclusion_violation"),
    (ConstraintKind::ForeignKey, "23503", "foreign_key_violation"),
    (ConstraintKind::ForeignKey, "23001", "restrict_violation"),
    (ConstraintKind::Check, "23514", "check_violation"),
];

/// The kind that an SQLSTATE of a violation names; `None` of any other.
pub fn kind_of_sqlstate(sqlstate: &str) -> Option<ConstraintKind> {
    VIOLATIONS.iter().find(|(_, state, _)| *state == sqlstate).map(|(kind, ..)| *kind)
}

/// The kind that the name of such an SQLSTATE in PL/pgSQL names.
pub fn kind_of_condition(name: &str) -> Option<ConstraintKind> {
    VIOLATIONS.iter().find(|(_, _, condition)| *condition == name).map(|(kind, ..)| *kind)
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

/// Whether a name is the same list of columns. `SQLite` ignores the case of names.
pub fn is_list_of(columns: &str, declared: &str) -> bool {
    let (mut columns, mut declared) = (columns.split(','), declared.split(','));
    loop {
        match (columns.next(), declared.next()) {
            (Some(one), Some(other)) if one.trim().eq_ignore_ascii_case(other.trim()) => {}
            (None, None) => return true,
            _ => return false,
        }
    }
}

/// Whether a name is the one that `PostgreSQL` derives from a list of columns, as `SQLite` reports it.
pub fn is_derived_from(columns: &str, is_primary: bool, declared: &str) -> bool {
    let mut table = None;
    let mut names = Vec::new();
    for column in columns.split(',') {
        let Some((of, name)) = column.trim().split_once('.') else { return false };
        if *table.get_or_insert(of) != of {
            return false;
        }
        names.push(name);
    }
    let table = table.unwrap_or_default();
    // Perhaps behind its table and a schema.
    let declared = format!(".{declared}").to_ascii_lowercase();
    let is = |columns: &[&str], suffix| {
        let name = derived_name(table, columns, suffix).to_ascii_lowercase();
        declared == format!(".{name}")
            || declared.ends_with(&format!(".{}.{name}", table.to_ascii_lowercase()))
    };
    is(&names, "key") || is(&names, "idx") || (is_primary && is(&[], "pkey"))
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
