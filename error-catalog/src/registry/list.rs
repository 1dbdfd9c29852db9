//! What a registry is made of: lists of entries with sorted keys, in const evaluation.

#[cfg(feature = "async-graphql")]
use core::any::Any;
use core::error::Error;
use std::sync::Arc;

use crate::entry::Place;
#[cfg(feature = "openapi")]
use crate::rows::EnumCodes;
use crate::{Catalogued, Entry, ErrorCatalog};

/// Looks at an error as one of an enum.
pub(crate) type Cast = for<'e> fn(&'e (dyn Error + 'static)) -> Option<&'e dyn Catalogued>;

/// Looks at a value of any type as an error of one enum.
#[cfg(feature = "async-graphql")]
pub(crate) type CastAny = for<'e> fn(&'e (dyn Any + Send + Sync)) -> Option<&'e dyn Catalogued>;

/// The entries of an enum, or the retired codes of a registry.
#[derive(Debug, Clone, Copy)]
pub struct List {
    /// The keys of its codes, current and former, each with the number of its entry; sorted.
    pub(super) keys: &'static [u64],
    /// The keys of the first words of its codes, each with the number 0.
    pub(super) words: &'static [u64],
    /// The entries.
    pub(super) entries: &'static [Entry],
    /// Where the enum is declared.
    pub(super) place: Place,
    /// The codes that are never used again.
    pub(super) retired: &'static [(&'static str, &'static str)],
    /// Where the registry has it from.
    pub(super) origin: Origin,
    /// Whether all of it could be read. What else would be reported of it may follow from what is reported already.
    pub(super) is_sound: bool,
    /// Whether one of its entries names another code.
    pub(super) refers: bool,
    /// The codes that inner failures of its transparent variants are sent as.
    pub(super) masks: &'static [&'static str],
    /// Looks at an error as one of the enum.
    pub(super) cast: Option<Cast>,
    /// The same, also behind a pointer, where the enum has fields with data classes.
    pub(super) classed: Option<Cast>,
    /// The path of the enum, and its codes.
    #[cfg(feature = "openapi")]
    pub(super) codes: Option<fn() -> (&'static str, EnumCodes)>,
    /// The same for values whose type is not known to be an error.
    #[cfg(feature = "async-graphql")]
    pub(super) cast_any: Option<CastAny>,
}

/// Where a registry has a list from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// It is in the registry's own list, and the enum names the registry.
    Ours,
    /// It is in the registry's own list.
    Listed,
    /// Another registry lists it, which this one includes.
    Included,
    /// It stands for a registry that could not be read.
    Unread,
}

/// An entry by its list and its number in it.
#[derive(Clone, Copy)]
pub(super) struct Position {
    pub(super) list: usize,
    pub(super) row: usize,
}

impl Position {
    pub(super) const fn is_before(self, other: Self) -> bool {
        self.list < other.list || self.list == other.list && self.row < other.row
    }
}

impl List {
    /// Nothing.
    const NONE: Self = Self {
        keys: &[],
        words: &[],
        entries: &[],
        place: Place { file: "", line: 0, lines: &[] },
        retired: &[],
        origin: Origin::Listed,
        is_sound: true,
        refers: false,
        masks: &[],
        cast: None,
        classed: None,
        #[cfg(feature = "openapi")]
        codes: None,
        #[cfg(feature = "async-graphql")]
        cast_any: None,
    };

    /// What a registry lists that could not be read.
    pub const UNREAD: Self = Self { origin: Origin::Unread, is_sound: false, ..Self::NONE };

    /// The entries of an enum.
    pub const fn of_enum<E: ErrorCatalog + 'static>(ours: bool) -> Self {
        Self {
            keys: E::KEYS,
            words: E::WORDS,
            entries: E::ROWS,
            place: E::PLACE,
            origin: if ours { Origin::Ours } else { Origin::Listed },
            is_sound: E::IS_SOUND,
            refers: E::REFERS,
            masks: E::MASKS,
            cast: Some(cast::<E>),
            classed: if E::CLASSED { Some(cast_through::<E>) } else { None },
            #[cfg(feature = "openapi")]
            codes: Some(|| (core::any::type_name::<E>(), EnumCodes::from_enum::<E>())),
            #[cfg(feature = "async-graphql")]
            cast_any: Some(cast_any::<E>),
            ..Self::NONE
        }
    }

    /// The codes that a registry never uses again.
    pub const fn of_retired(retired: &'static [(&'static str, &'static str)]) -> Self {
        Self { retired, ..Self::NONE }
    }

    /// The same list in a registry that includes its own.
    const fn to_included(self) -> Self {
        Self { origin: Origin::Included, ..self }
    }

    /// Whether the enum names the very registry that lists it.
    pub(super) const fn is_ours(&self) -> bool {
        matches!(self.origin, Origin::Ours)
    }

    /// The path of the enum, and its codes.
    #[cfg(feature = "openapi")]
    pub(super) fn enum_codes(&self) -> Option<(&'static str, EnumCodes)> {
        self.codes.map(|codes| codes())
    }

    /// Where an entry was declared.
    #[expect(clippy::indexing_slicing, reason = "a row of the list, and iterators are not const")]
    pub(super) const fn place_of(&self, row: usize) -> (&'static str, u32) {
        let line = self.place.lines[row];
        (self.place.file, if line == 0 { self.place.line } else { line })
    }
}

/// How many lists there are in a registry and in those it includes.
#[expect(clippy::indexing_slicing, reason = "bounded by the loop; iterators are not const")]
pub const fn count_lists(own: &[List], included: &[&[List]]) -> usize {
    let (mut count, mut at) = (own.len(), 0);
    while at < included.len() {
        count += included[at].len();
        at += 1;
    }
    count
}

/// The lists of a registry, and then those of the registries that it includes.
#[expect(clippy::indexing_slicing, reason = "bounded by the loops; iterators are not const")]
pub const fn all_lists<const N: usize>(own: &[List], included: &[&[List]]) -> [List; N] {
    let mut lists = [List::NONE; N];
    let mut next = 0;
    while next < own.len() {
        lists[next] = own[next];
        next += 1;
    }
    let mut registry = 0;
    while registry < included.len() {
        let mut at = 0;
        while at < included[registry].len() {
            lists[next] = included[registry][at].to_included();
            next += 1;
            at += 1;
        }
        registry += 1;
    }
    lists
}

/// How an error is looked at as one of the enums in lists, if it is of one.
pub(crate) fn cast_of(lists: &[List], error: &(dyn Error + 'static)) -> Option<Cast> {
    lists.iter().filter_map(|list| list.cast).find(|cast| cast(error).is_some())
}

/// How a value is looked at as an error of one of the enums in lists, if it is one.
#[cfg(feature = "async-graphql")]
pub(crate) fn cast_of_any(lists: &[List], value: &(dyn Any + Send + Sync)) -> Option<CastAny> {
    lists.iter().filter_map(|list| list.cast_any).find(|cast| cast(value).is_some())
}

#[cfg(feature = "async-graphql")]
fn cast_any<E: ErrorCatalog + 'static>(value: &(dyn Any + Send + Sync)) -> Option<&dyn Catalogued> {
    value.downcast_ref::<E>().map(|error| -> &dyn Catalogued { error })
}

fn cast<'e, E: ErrorCatalog + 'static>(
    error: &'e (dyn Error + 'static),
) -> Option<&'e dyn Catalogued> {
    error.downcast_ref::<E>().map(|error| -> &dyn Catalogued { error })
}

fn cast_through<'e, E: ErrorCatalog + 'static>(
    error: &'e (dyn Error + 'static),
) -> Option<&'e dyn Catalogued> {
    let within_box = || error.downcast_ref::<Box<E>>().map(|error| &**error);
    let within_arc = || error.downcast_ref::<Arc<E>>().map(|error| &**error);
    let found = error.downcast_ref().or_else(within_box).or_else(within_arc);
    found.map(|error: &E| -> &dyn Catalogued { error })
}

/// How many entries lists have together.
#[expect(clippy::indexing_slicing, reason = "bounded by the loop; iterators are not const")]
pub const fn count_listed(lists: &[List]) -> usize {
    let (mut count, mut at) = (0, 0);
    while at < lists.len() {
        count += lists[at].entries.len();
        at += 1;
    }
    count
}

/// How many references are written at once.
const BLOCK: usize = 64;

/// The entries of all lists, one after the other.
///
/// Const evaluation keeps the references of an array in a sorted list and moves the rest of it at every write, so that
/// writing them one by one is quadratic. They are gathered in small blocks, whose lists are short, and written block by
/// block.
///
/// # Panics
/// Never: `N` is what [`count_listed`] gives.
#[expect(clippy::indexing_slicing, reason = "bounded by the loops; iterators are not const")]
pub const fn listed<const N: usize>(lists: &[List]) -> [&'static Entry; N] {
    let mut entries = [EMPTY; N];
    let mut rest: &mut [&'static Entry] = &mut entries;
    let mut block = [EMPTY; BLOCK];
    let (mut list, mut gathered) = (0, 0);
    while list < lists.len() {
        // What is done for each of thousands of entries calls nothing: a call costs more than all of it.
        let (mut row, from) = (0, lists[list].entries);
        while row < from.len() {
            while row < from.len() && gathered < BLOCK {
                block[gathered] = &from[row];
                gathered += 1;
                row += 1;
            }
            if gathered == BLOCK {
                let Some((place, after)) = rest.split_first_chunk_mut() else { return entries };
                *place = block;
                rest = after;
                gathered = 0;
            }
        }
        list += 1;
    }
    let mut at = 0;
    while at < gathered {
        rest[at] = block[at];
        at += 1;
    }
    entries
}

static EMPTY: &Entry = &Entry::NONE;
