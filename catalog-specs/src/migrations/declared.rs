//! What codes declare, and what came of looking for it.

use crate::Problem;
use crate::constraint::ConstraintKind;
use crate::model::Entry;

/// What came of the comparison.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Comparison {
    /// How many constraints the codes declare.
    pub declared: usize,
    /// The declared constraints that the migrations do not have.
    pub problems: Vec<Problem>,
    /// Why constraints were not compared.
    pub not_compared: Vec<Problem>,
    /// Whether the package says that it has no migrations.
    pub is_off: bool,
}

/// The constraints of a kind that a code declares.
pub(super) struct Declared<'c> {
    pub(super) entry: &'c Entry,
    pub(super) kind: ConstraintKind,
    pub(super) names: Vec<&'c str>,
}
