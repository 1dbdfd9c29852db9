//! The rows of `[policies]`.

use super::condition::Condition;
use super::parse::parse;
use super::requirement::Requirement;
use crate::model::Place;

/// The policies of `[policies]`, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Policies {
    pub(crate) rows: Vec<Policy>,
}

impl Policies {
    /// The names of the policies.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().map(|policy| policy.name.as_str())
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// A policy: every code that meets a condition has what is required.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Policy {
    pub(crate) name: String,
    pub(crate) condition: Condition,
    /// The condition as it is written.
    pub(crate) when: String,
    pub(crate) require: Vec<Requirement>,
    pub(crate) why: String,
    /// Where the condition stands; `None` for the default policy.
    pub(crate) place: Option<Place>,
}

/// The name of the default policy.
pub(crate) const URGENT: &str = "urgent";
/// The condition of the default policy.
const URGENT_WHEN: &str = "incident <= P1";
/// What the default policy requires.
const URGENT_REQUIRE: [&str; 3] = ["owner", "solutions", "runbook"];
const URGENT_WHY: &str = "the engineer on call must know what to do, and whom to ask";

/// The policy that `[policies]` has by default.
pub(crate) fn urgent() -> Option<Policy> {
    Some(Policy {
        name: URGENT.to_owned(),
        condition: parse(URGENT_WHEN).ok()?,
        when: URGENT_WHEN.to_owned(),
        require: URGENT_REQUIRE.iter().filter_map(|word| Requirement::by_name(word)).collect(),
        why: URGENT_WHY.to_owned(),
        place: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_policy_is_whole() {
        let policy = urgent().unwrap();
        assert_eq!(policy.require.len(), URGENT_REQUIRE.len());
    }
}
