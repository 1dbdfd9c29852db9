//! The constraints of a database, as the migrations of a package have them, and those that codes declare.
//!
//! 1. `folder` finds the files, and `statements` cuts their SQL.
//! 2. `reader` applies each statement to a [`Schema`]: constraints that are added, renamed and dropped. `partitions` have
//!    those of their table, and `triggers` those that they raise. A statement that it does not know adds none.
//! 3. `compare` looks each name that is `declared` up in each folder. Whether it `fit`s depends on the database.
//! 4. `explain` reports a name that is missing.
//!
//! It is not a full parser of SQL: it reads the statements of `PostgreSQL` and `SQLite` that name constraints, and skips the rest.

mod compare;
mod cursor;
mod declared;
mod definitions;
mod dialect;
mod explain;
mod fit;
mod folder;
mod name;
mod partitions;
mod raise;
mod reader;
mod schema;
mod statements;
mod triggers;

pub use compare::compare;
pub use declared::Comparison;
pub use schema::{Constraint, Schema};
