//! The table of changes: what each kind of change breaks, on which surface, and why.
//!
//! Reports fill in the placeholders `{old}`, `{new}`, `{code}` and `{subject}`.

mod codes;
mod declare;
mod effects;
mod fields;
mod markdown;
mod registry;
mod rule;
mod sets;
mod texts;

use crate::keys::Key;
use declare::KEY_RULES;
use rule::Family;

pub use codes::*;
pub use effects::*;
pub use fields::*;
pub use markdown::table_markdown;
pub use registry::*;
pub use rule::{ChangeRule, Mirror, Surface, Verdict};
pub use sets::*;
pub use texts::*;

/// The families with their rules.
const FAMILIES: [&[Family]; 6] = [
    codes::FAMILIES,
    effects::FAMILIES,
    fields::FAMILIES,
    texts::FAMILIES,
    registry::FAMILIES,
    sets::FAMILIES,
];

/// Every rule, family by family.
pub fn all() -> impl Iterator<Item = &'static ChangeRule> {
    FAMILIES.into_iter().flatten().flat_map(|(family, rules)| {
        let key_rules = KEY_RULES.iter().map(|(_, rule)| rule);
        rules.iter().copied().chain(key_rules.filter(move |rule| rule.family == *family))
    })
}

/// The rule with an id.
pub fn by_id(id: &str) -> Option<&'static ChangeRule> {
    all().find(|rule| rule.id == id)
}

/// The rule of a key that has one for every change of its value.
pub(super) fn by_key(key: Key) -> Option<&'static ChangeRule> {
    KEY_RULES.iter().find(|(known, _)| *known == key).map(|(_, rule)| rule)
}
