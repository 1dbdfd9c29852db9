//! Lints: mistakes in the bodies of functions that the compiler accepts, such as a catalogued error that is discarded.
//!
//! 1. `file` reads one file: `walk` goes through its items and bodies and asks the file of each lint. `scope` knows what the
//!    names in a body are, with the names that `binding` and `imports` put there.
//! 2. `constant` and `checked` know the values that cannot fail, `routes` the handlers, `places` the lines where code begins,
//!    `macros` the code in macro calls, and `allow` the comments that exempt.
//! 3. `check` merges what all files declare (`declared`), and decides which candidates are mistakes.
//!
//! Types are not known, only names. What the names do not show is not reported.

mod allow;
mod binding;
mod check;
mod checked;
mod constant;
mod declared;
mod expressions;
mod file;
mod hand_made_500;
mod imports;
mod items;
mod logged_and_lost;
mod macros;
mod patterns;
mod places;
mod printed_error;
mod routes;
mod scope;
mod source_in_message;
mod statuses;
mod swallowed_result;
mod texts;
mod types;
mod unwrap_in_handler;
mod walk;

pub use crate::lint_table::{ALL, Lint, LintLevel, LintLevels, by_id, ids};
pub use check::{LintReport, check, check_text};
