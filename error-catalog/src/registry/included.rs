//! What a registry takes of one that it includes.

use super::list::List;
use crate::Registry;

/// The lists of a registry that another one includes.
pub const fn lists_of_registry<R: Registry>() -> &'static [List] {
    R::LISTS
}
