//! The constraint that a statement violated, as a database reports it.

use catalog_specs_core::constraint::{
    ConstraintKind, is_derived_from, is_list_of, kept_name, kind_of_sqlstate,
};
use catalog_specs_core::sql::{bare_text, read};

/// The constraint that a statement violated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BrokenConstraint<'e> {
    kind: Option<ConstraintKind>,
    reported: Reported<'e>,
    table: Option<&'e str>,
    schema: Option<&'e str>,
}

/// What a database reports about a constraint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reported<'e> {
    Name(&'e str),
    /// Its name or its condition, as the schema of `SQLite` words it: the case of words, spaces and comments do not count.
    Words(&'e str),
    /// Its columns: `users.tenant, users.email`.
    Columns {
        columns: &'e str,
        is_primary: bool,
    },
    /// Nothing, as of a foreign key in `SQLite`.
    Nothing,
}

/// How a declared name fits a constraint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// The database does not say which constraint it is.
    Possible,
    /// The name is the same.
    Name,
    /// The name and its table are the same.
    Qualified,
}

impl<'e> BrokenConstraint<'e> {
    /// The constraint of an SQLSTATE: 23505, 23P01, 23503, 23001 or 23514. `None` of any other.
    pub fn from_sqlstate(sqlstate: &str, constraint: &'e str) -> Option<Self> {
        Some(Self::new(kind_of_sqlstate(sqlstate)?, Reported::Name(constraint)))
    }

    /// The constraint of an extended result code of `SQLite` and its message, such as 2067 and
    /// `UNIQUE constraint failed: users.email`. A trigger may name a constraint: `RAISE(ABORT, 'slots_overlap')`. `None` of any
    /// other.
    pub fn from_sqlite(extended_code: i32, message: &'e str) -> Option<Self> {
        // `SQLITE_CONSTRAINT` and, in the bits above, what was violated.
        let (kind, is_primary) = match extended_code {
            275 => (ConstraintKind::Check, false),
            // A trigger of SQLite itself does `ON DELETE RESTRICT`, and with this text.
            1811 if message == "FOREIGN KEY constraint failed" => {
                return Some(Self::new(ConstraintKind::ForeignKey, Reported::Nothing));
            }
            // The whole text of a trigger is the name, or it is none.
            1811 => {
                return Some(Self {
                    kind: None,
                    ..Self::new(ConstraintKind::Check, Reported::Name(message))
                });
            }
            787 => return Some(Self::new(ConstraintKind::ForeignKey, Reported::Nothing)),
            1555 | 2579 => (ConstraintKind::Unique, true),
            2067 => (ConstraintKind::Unique, false),
            _ => return None,
        };
        let (_, subject) = message.split_once(" constraint failed: ")?;
        let index = subject.strip_prefix("index '").and_then(|rest| rest.strip_suffix('\''));
        let reported = match (kind, index) {
            (ConstraintKind::Unique, None) => Reported::Columns { columns: subject, is_primary },
            (ConstraintKind::Unique, Some(index)) => Reported::Words(index),
            _ => Reported::Words(subject),
        };
        Some(Self::new(kind, reported))
    }

    fn new(kind: ConstraintKind, reported: Reported<'e>) -> Self {
        Self { kind: Some(kind), reported, table: None, schema: None }
    }

    /// The same, of a table.
    #[must_use]
    pub fn in_table(self, table: impl Into<Option<&'e str>>) -> Self {
        Self { table: table.into(), ..self }
    }

    /// The same, of a schema.
    #[must_use]
    pub fn in_schema(self, schema: impl Into<Option<&'e str>>) -> Self {
        Self { schema: schema.into(), ..self }
    }

    /// What it requires. `None` if the database does not say, as of a trigger in `SQLite`.
    pub fn kind(&self) -> Option<ConstraintKind> {
        self.kind
    }

    /// Its name, or its columns, as the database reports them. `None` of a foreign key in `SQLite`.
    pub fn name(&self) -> Option<&'e str> {
        match self.reported {
            Reported::Name(name) | Reported::Words(name) => Some(name),
            Reported::Columns { columns, .. } => Some(columns),
            Reported::Nothing => None,
        }
    }

    /// How a name that a variant declares fits. `None` if it is another constraint's.
    pub(super) fn fit(&self, declared: &str) -> Option<Fit> {
        match self.reported {
            // SQLite keeps the whole of a name.
            Reported::Name(name) => {
                self.fit_of_name(declared, |own| own == name || kept_name(own) == name)
            }
            Reported::Words(words) => {
                let words = bare_text(&read(words));
                self.fit_of_name(declared, |own| bare_text(&read(own)) == words)
            }
            Reported::Columns { columns, is_primary } => {
                let is_named =
                    is_list_of(columns, declared) || is_derived_from(columns, is_primary, declared);
                is_named.then_some(Fit::Name)
            }
            Reported::Nothing => Some(Fit::Possible),
        }
    }

    fn fit_of_name(&self, declared: &str, is_same: impl Fn(&str) -> bool) -> Option<Fit> {
        if is_same(declared) {
            return Some(Fit::Name);
        }
        // Names in quotes may have dots too.
        let mut splits = declared.match_indices('.').filter_map(|(dot, _)| {
            let (place, own) = (declared.get(..dot)?, declared.get(dot + 1..)?);
            is_same(own).then_some(place)
        });
        // SQLite does not report the table of a check.
        let Some(table) = self.table else { return splits.next().map(|_| Fit::Name) };
        splits.any(|place| self.is_place(place, table)).then_some(Fit::Qualified)
    }

    /// Whether a declared place is the table, or the schema and the table.
    fn is_place(&self, place: &str, table: &str) -> bool {
        match place.strip_suffix(table) {
            Some("") => true,
            Some(schema) => match (schema.strip_suffix('.'), self.schema) {
                (Some(declared), Some(reported)) => declared == reported,
                // The driver does not report it.
                (Some(_), None) => true,
                (None, _) => false,
            },
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sqlite(code: i32, message: &str) -> BrokenConstraint<'_> {
        BrokenConstraint::from_sqlite(code, message).unwrap()
    }

    #[test]
    fn only_violated_constraints_have_a_name() {
        for sqlstate in ["23502", "23000", "23", "40001", "42P01", "08006", "", "2350"] {
            assert_eq!(BrokenConstraint::from_sqlstate(sqlstate, "x"), None, "{sqlstate}");
        }
        let raised = "UNIQUE constraint failed: users.email";
        // A trigger has any text.
        assert_eq!(sqlite(1811, raised).fit("users_email_key"), None);
        assert_eq!(sqlite(1811, "slots_overlap").fit("slots_overlap"), Some(Fit::Name));
        // `ON DELETE RESTRICT`.
        let restricted = sqlite(1811, "FOREIGN KEY constraint failed");
        assert_eq!(restricted.kind(), Some(ConstraintKind::ForeignKey));
        assert_eq!(restricted.fit("users_team_id_fkey"), Some(Fit::Possible));
        for code in [19, 5, 1299, 3091, 0, -1] {
            assert_eq!(BrokenConstraint::from_sqlite(code, raised), None, "{code}");
        }
        assert_eq!(BrokenConstraint::from_sqlite(2067, "users.email"), None);
    }

    #[test]
    fn the_columns_of_sqlite_have_the_derived_name() {
        let email = sqlite(2067, "UNIQUE constraint failed: users.email");
        for name in ["users_email_key", "users.email", "users_email_idx", "Users.Email"] {
            assert_eq!(email.fit(name), Some(Fit::Name), "{name}");
        }
        for name in ["users.users_email_key", "app.Users.users_email_idx"] {
            assert_eq!(email.fit(name), Some(Fit::Name), "{name}");
        }
        for name in ["teams.users_email_key", "xusers.users_email_key", "users.users_phone_key"] {
            assert_eq!(email.fit(name), None, "{name}");
        }
        for name in ["users_email", "users_pkey", "users.emails", "users_email_key ", "", "."] {
            assert_eq!(email.fit(name), None, "{name}");
        }
        let both = sqlite(2067, "UNIQUE constraint failed: users.tenant, users.email");
        for name in ["users_tenant_email_key", "users.tenant,users.email"] {
            assert_eq!(both.fit(name), Some(Fit::Name), "{name}");
        }
        for name in ["users.email", "users.tenant", "users.email, users.tenant"] {
            assert_eq!(both.fit(name), None, "{name}");
        }
        let id = sqlite(1555, "UNIQUE constraint failed: users.id");
        assert_eq!(id.fit("users_pkey"), Some(Fit::Name));
        let index = sqlite(2067, "UNIQUE constraint failed: index 'users_lower_idx'");
        assert_eq!(index.fit("users_lower_idx"), Some(Fit::Name));
        let check = sqlite(275, "CHECK constraint failed: seats > 0");
        assert_eq!(check.fit("seats > 0"), Some(Fit::Name));
        assert_eq!(check.fit("rooms_seats_check"), None);
        let long = format!("seats IN ({})", "1, ".repeat(30));
        assert_eq!(
            sqlite(275, &format!("CHECK constraint failed: {long}")).fit(&long),
            Some(Fit::Name)
        );
    }

    #[test]
    fn a_qualified_name_is_that_of_one_table() {
        let broken = BrokenConstraint::from_sqlstate("23514", "positive").unwrap();
        let broken = broken.in_table("orders");
        assert_eq!(broken.fit("positive"), Some(Fit::Name));
        assert_eq!(broken.fit("orders.positive"), Some(Fit::Qualified));
        assert_eq!(broken.fit("rows.positive"), None);
        assert_eq!(broken.fit("reorders.positive"), None);
        let broken = broken.in_schema("shop");
        assert_eq!(broken.fit("shop.orders.positive"), Some(Fit::Qualified));
        assert_eq!(broken.fit("audit.orders.positive"), None);
        assert_eq!(broken.fit("workshop.orders.positive"), None);
    }

    #[test]
    fn odd_names_are_compared_as_they_are() {
        for name in ["a.b", "予約_重複", "x\"; DROP TABLE users; --", "a\n{b}\u{1b}[2J", " "] {
            let broken = BrokenConstraint::from_sqlstate("23505", name).unwrap();
            assert_eq!(broken.fit(name), Some(Fit::Name), "{name:?}");
            assert_eq!(broken.fit("users_email_key"), None);
        }
        let long = "約".repeat(40);
        let broken = BrokenConstraint::from_sqlstate("23505", &long[..63]).unwrap();
        assert_eq!(broken.fit(&long), Some(Fit::Name));
        let broken = broken.in_table("予.約").in_schema("店");
        for place in ["予.約", "店.予.約"] {
            assert_eq!(broken.fit(&format!("{place}.{long}")), Some(Fit::Qualified), "{place}");
        }
        for place in ["約", "予", "他.予.約", "店", ""] {
            assert_eq!(broken.fit(&format!("{place}.{long}")), None, "{place}");
        }
    }
}
