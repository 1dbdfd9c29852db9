//! The list that a registry has of a registry it includes.

use super::list::{List, ListSource};
use crate::Registry;

impl List {
    /// The entries of another registry, with its retired codes.
    pub const fn of_registry<R: Registry>() -> Self {
        Self {
            keys: R::INDEX,
            source: ListSource::Registry(R::LISTED, R::LISTS),
            retired: R::RETIRED,
            ours: false,
            refers: false,
            masks: &[],
            cast: None,
            #[cfg(feature = "async-graphql")]
            cast_any: None,
        }
    }
}
