//! What a registry is made of: lists of entries with sorted keys, in const evaluation.

#[cfg(feature = "async-graphql")]
use core::any::Any;
use core::error::Error;

use crate::entry::Place;
use crate::{Catalogued, Entry, ErrorCatalog};

/// Looks at an error as one of an enum.
pub(crate) type Cast = for<'e> fn(&'e (dyn Error + 'static)) -> Option<&'e dyn Catalogued>;

/// Looks at a value of any type as an error of one enum.
#[cfg(feature = "async-graphql")]
pub(crate) type CastAny = for<'e> fn(&'e (dyn Any + Send + Sync)) -> Option<&'e dyn Catalogued>;

/// The entries of an enum, or of an included registry.
#[derive(Debug, Clone, Copy)]
pub struct List {
    /// The keys of its codes, each with the number of its entry in the list.
    pub(super) keys: &'static [u64],
    /// The entries.
    pub(super) source: ListSource,
    /// The codes that are never used again.
    pub(super) retired: &'static [(&'static str, &'static str)],
    /// Whether the enum names the very registry that lists it.
    pub(super) ours: bool,
    /// Whether one of its entries names another code.
    pub(super) refers: bool,
    /// The codes that inner failures of its transparent variants are sent as.
    pub(super) masks: &'static [&'static str],
    /// Looks at an error as one of the enum; `None` for a registry.
    pub(super) cast: Option<Cast>,
    /// The same for values whose type is not known to be an error.
    #[cfg(feature = "async-graphql")]
    pub(super) cast_any: Option<CastAny>,
}

/// Where the entries of a list come from.
#[derive(Debug, Clone, Copy)]
pub(super) enum ListSource {
    Enum(&'static [Entry], Place),
    Registry(&'static [&'static Entry], &'static [List]),
    /// Unknown: the registry could not be read.
    Unread,
}

impl List {
    /// The entries of an enum.
    pub const fn of_enum<E: ErrorCatalog + 'static>(ours: bool) -> Self {
        Self {
            keys: E::KEYS,
            source: ListSource::Enum(E::ROWS, E::PLACE),
            retired: &[],
            ours,
            refers: E::REFERS,
            masks: E::MASKS,
            cast: Some(cast::<E>),
            #[cfg(feature = "async-graphql")]
            cast_any: Some(cast_any::<E>),
        }
    }

    /// What a registry lists that could not be read.
    pub const UNREAD: Self = Self {
        keys: &[],
        source: ListSource::Unread,
        retired: &[],
        ours: false,
        refers: false,
        masks: &[],
        cast: None,
        #[cfg(feature = "async-graphql")]
        cast_any: None,
    };

    /// How many entries there are.
    pub(super) const fn len(&self) -> usize {
        match self.source {
            ListSource::Enum(entries, _) => entries.len(),
            ListSource::Registry(entries, _) => entries.len(),
            ListSource::Unread => 0,
        }
    }

    /// Where an entry was declared.
    #[expect(
        clippy::indexing_slicing,
        reason = "callers stay below `len`, and iterators are not const"
    )]
    pub(super) const fn place(&self, at: usize) -> (&'static str, u32) {
        match self.source {
            ListSource::Enum(_, place) => {
                let line = place.lines[at];
                (place.file, if line == 0 { place.line } else { line })
            }
            ListSource::Registry(_, lists) => {
                let (list, at) = locate(lists, at);
                lists[list].place(at)
            }
            ListSource::Unread => ("", 0),
        }
    }
}

/// How an error is looked at as one of the enums in lists, if it is of one.
pub(crate) fn cast_of(lists: &[List], error: &(dyn Error + 'static)) -> Option<Cast> {
    lists.iter().find_map(|list| match list.source {
        ListSource::Registry(_, inner) => cast_of(inner, error),
        ListSource::Enum(..) => list.cast.filter(|cast| cast(error).is_some()),
        ListSource::Unread => None,
    })
}

/// How a value is looked at as an error of one of the enums in lists, if it is one.
#[cfg(feature = "async-graphql")]
pub(crate) fn cast_of_any(lists: &[List], value: &(dyn Any + Send + Sync)) -> Option<CastAny> {
    lists.iter().find_map(|list| match list.source {
        ListSource::Registry(_, inner) => cast_of_any(inner, value),
        ListSource::Enum(..) => list.cast_any.filter(|cast| cast(value).is_some()),
        ListSource::Unread => None,
    })
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

/// How many keys lists have together.
#[expect(clippy::indexing_slicing, reason = "bounded by the loop; iterators are not const")]
pub const fn count_keys(lists: &[List]) -> usize {
    let (mut count, mut at) = (0, 0);
    while at < lists.len() {
        count += lists[at].keys.len();
        at += 1;
    }
    count
}

/// How many entries lists have together.
#[expect(clippy::indexing_slicing, reason = "bounded by the loop; iterators are not const")]
pub const fn count_listed(lists: &[List]) -> usize {
    let (mut count, mut at) = (0, 0);
    while at < lists.len() {
        count += lists[at].len();
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
        // As in the index: what is done for each of thousands of entries calls nothing.
        let (mut at, count) = (0, lists[list].len());
        while at < count {
            match lists[list].source {
                ListSource::Enum(from, _) => {
                    while at < count && gathered < BLOCK {
                        block[gathered] = &from[at];
                        gathered += 1;
                        at += 1;
                    }
                }
                ListSource::Unread => {}
                ListSource::Registry(from, _) => {
                    while at < count && gathered < BLOCK {
                        block[gathered] = from[at];
                        gathered += 1;
                        at += 1;
                    }
                }
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

/// Which list a position belongs to, and where in it.
#[expect(clippy::indexing_slicing, reason = "bounded by the loop; iterators are not const")]
pub(super) const fn locate(lists: &[List], mut position: usize) -> (usize, usize) {
    let mut list = 0;
    while list + 1 < lists.len() && position >= lists[list].len() {
        position -= lists[list].len();
        list += 1;
    }
    (list, position)
}

static EMPTY: &Entry = &Entry::NONE;
