//! Policies of a team: what codes must declare, depending on how urgent, how public or from which domain they are.
//!
//! `tokens` and `parse` read a condition, `condition` evaluates it, `requirement` knows what can be required, `policy` has the
//! rows, `check` finds the codes that do not pass, and `locate` finds their literals in source.

mod check;
mod condition;
mod locate;
mod parse;
mod policy;
mod requirement;
mod tokens;

pub use check::POLICY_RULE;
pub(crate) use check::{Surroundings, check, domains_of_no_code, owners_of_no_code};
pub(crate) use condition::Condition;
pub(crate) use parse::{Mistake, parse};
pub use policy::Policies;
pub(crate) use policy::{Policy, URGENT, urgent};
pub(crate) use requirement::Requirement;
