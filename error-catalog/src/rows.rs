//! What registries and sets read of an enum at compile time.

use std::collections::BTreeSet;

#[cfg(feature = "openapi")]
use catalog_specs_core::model::Sends;

use crate::Entry;
use crate::entry::Place;

/// What the const evaluation of a registry reads of an enum. It demands nothing of the enum: where that lacks `Debug`, rustc
/// reports the missing impl alone.
#[doc(hidden)]
pub trait Rows {
    /// The type itself: of a type that is no error of a catalogue, rustc reports that alone.
    type Itself: ?Sized;

    /// The entries, in declaration order.
    const ROWS: &'static [Entry];

    /// The keys of the entries, sorted.
    const KEYS: &'static [u64];

    /// The keys of the first words of the codes.
    const WORDS: &'static [u64];

    /// Whether an entry names another code.
    const REFERS: bool;

    /// Whether a field has a data class.
    const CLASSED: bool = false;

    /// The codes that inner failures of transparent variants are sent as.
    const MASKS: &'static [&'static str];

    /// The position of the enum.
    const PLACE: Place;

    /// Whether the derive has nothing to report of the enum.
    const IS_SOUND: bool = true;

    /// The variants that have the entry of another one, with its number.
    const SHARED: &'static [(&'static str, usize)] = &[];

    /// The transparent variants.
    const INNER: &'static [Inner] = &[];

    /// Whether there are any. Enums may hold one another, and so nothing may follow from what another one has in `INNER`.
    const HAS_INNER: bool = false;
}

/// The codes of an enum, with those of its transparent variants.
#[derive(Debug, Clone, Copy)]
pub struct EnumCodes {
    entries: &'static [Entry],
    /// The variants that have the entry of another one.
    shared: &'static [(&'static str, usize)],
    inner: &'static [Inner],
}

/// A transparent variant.
#[derive(Debug, Clone, Copy)]
pub struct Inner {
    /// Its name.
    pub variant: &'static str,
    /// The code that server errors are sent as.
    pub mask: Option<&'static str>,
    /// Whether the inner error is an enum without transparent variants.
    pub is_leaf: bool,
    /// The codes of the inner error; `None` where its type is not known, such as `Box<dyn Catalogued>`. A function, because enums
    /// may hold one another.
    pub codes: fn() -> Option<EnumCodes>,
}

impl EnumCodes {
    /// Those of a type that is no enum of a catalogue.
    pub(crate) const NONE: Self = Self { entries: &[], shared: &[], inner: &[] };

    /// The codes of an enum.
    pub const fn from_enum<E: Rows + ?Sized>() -> Self {
        Self { entries: E::ROWS, shared: E::SHARED, inner: E::INNER }
    }

    /// Whether an entry is declared by the enum itself.
    fn declares(&self, entry: &'static Entry) -> bool {
        self.entries.as_ptr_range().contains(&core::ptr::from_ref(entry))
    }
}

/// A box of an error has its codes, as in a transparent variant.
#[diagnostic::do_not_recommend]
impl<E: Rows> Rows for Box<E> {
    type Itself = E::Itself;
    const ROWS: &'static [Entry] = E::ROWS;
    const KEYS: &'static [u64] = E::KEYS;
    const WORDS: &'static [u64] = E::WORDS;
    const REFERS: bool = E::REFERS;
    const CLASSED: bool = E::CLASSED;
    const MASKS: &'static [&'static str] = E::MASKS;
    const PLACE: Place = E::PLACE;
    const IS_SOUND: bool = E::IS_SOUND;
    const SHARED: &'static [(&'static str, usize)] = E::SHARED;
    const INNER: &'static [Inner] = E::INNER;
    const HAS_INNER: bool = E::HAS_INNER;
}

/// Whether an error may have a code that a set does not list though it lists the whole enum: that of an inner error whose type
/// is not known. An inner error that holds another one is taken for such.
#[expect(clippy::indexing_slicing, reason = "bounded by the loop; iterators are not const")]
pub(crate) const fn has_unknown_code(inner: &[Inner]) -> bool {
    let mut at = 0;
    while at < inner.len() {
        if !inner[at].is_leaf {
            return true;
        }
        at += 1;
    }
    false
}

/// The codes of the error in a transparent variant, by its type.
#[derive(Debug)]
pub struct InnerCodes<T: ?Sized>(core::marker::PhantomData<T>);

impl<T: Rows + ?Sized> InnerCodes<T> {
    /// Whether the type has no transparent variants. It hides the constant of [`UnknownCodes`].
    pub const IS_LEAF: bool = !T::HAS_INNER;

    /// The codes of a type that is declared in a catalogue. It hides the function of [`UnknownCodes`].
    pub fn codes() -> Option<EnumCodes> {
        Some(EnumCodes::from_enum::<T>())
    }
}

/// The codes of any other type.
pub trait UnknownCodes {
    /// Not known.
    const IS_LEAF: bool = false;

    /// Not known.
    fn codes() -> Option<EnumCodes> {
        None
    }
}

impl<T: ?Sized> UnknownCodes for InnerCodes<T> {}

impl EnumCodes {
    /// Whether an entry is one of these variants, or of any.
    pub(crate) fn has(&self, names: Option<&[&'static str]>, entry: &'static Entry) -> bool {
        if self.declares(entry) {
            if self.names(names, entry) {
                return true;
            }
            if self.inner.is_empty() {
                return false;
            }
        }
        let mut is_it =
            |code: InnerCode| matches!(code, InnerCode::Entry(own, _) if is_same(own, entry));
        self.any(names, false, &mut Visited::default(), &mut is_it)
    }

    /// Whether an entry of the enum itself is one of these variants, or shares its code with one.
    fn names(&self, names: Option<&[&'static str]>, entry: &'static Entry) -> bool {
        let Some(names) = names else { return true };
        let is_shared = |(name, at): &(&'static str, usize)| {
            names.contains(name)
                && self.entries.get(*at).is_some_and(|own| core::ptr::eq(own, entry))
        };
        names.contains(&entry.variant()) || self.shared.iter().any(is_shared)
    }

    /// Calls a function with each code of these variants, or of all.
    pub(crate) fn visit(&self, names: Option<&[&'static str]>, found: &mut dyn FnMut(InnerCode)) {
        self.any(names, false, &mut Visited::default(), &mut |code| {
            found(code);
            false
        });
    }

    /// Whether one of the codes is meant. Enums may hold one another, and several may hold the same one: each is visited once, and
    /// once more behind a mask.
    fn any(
        &self,
        names: Option<&[&'static str]>,
        is_masked: bool,
        visited: &mut Visited,
        is_meant: &mut dyn FnMut(InnerCode) -> bool,
    ) -> bool {
        let is_named = |name: &str| names.is_none_or(|names| names.contains(&name));
        let own = self.entries.iter().filter(|entry| is_named(entry.variant()));
        let shared = self.shared.iter().filter(|(name, _)| is_named(name));
        let shared = shared.filter_map(|(_, at)| self.entries.get(*at));
        own.chain(shared).any(|entry| is_meant(InnerCode::Entry(entry, is_masked)))
            || self.inner.iter().filter(|inner| is_named(inner.variant)).any(|inner| {
                let masks = is_masked || inner.mask.is_some();
                inner.mask.is_some_and(|code| is_meant(InnerCode::Mask(code, is_masked)))
                    || (inner.codes)().is_some_and(|codes| {
                        visited.is_new(&codes, masks) && codes.any(None, masks, visited, is_meant)
                    })
            })
    }
}

/// The enums whose codes were all visited.
#[derive(Default)]
struct Visited {
    /// The first ones: a failing request comes by here, and does not allocate for them.
    first: [Option<EnumId>; 16],
    others: BTreeSet<EnumId>,
}

/// An enum by the places of its entries and of its transparent variants, and whether a mask is before it; one without either has
/// no codes.
type EnumId = (*const Entry, *const Inner, bool);

impl Visited {
    /// Adds an enum. Returns whether it was not there.
    fn is_new(&mut self, codes: &EnumCodes, is_masked: bool) -> bool {
        let id = (codes.entries.as_ptr(), codes.inner.as_ptr(), is_masked);
        for place in &mut self.first {
            match place {
                Some(visited) if *visited == id => return false,
                Some(_) => {}
                None => {
                    *place = Some(id);
                    return true;
                }
            }
        }
        self.others.insert(id)
    }
}

/// A code that an enum can have, and whether a mask is before it, which replaces server errors.
pub(crate) enum InnerCode {
    /// That of an entry.
    Entry(&'static Entry, bool),
    /// The code that inner server errors are sent as.
    Mask(&'static str, bool),
}

impl EnumCodes {
    /// The variants without a code of their own, each with what it sends.
    #[cfg(feature = "openapi")]
    pub(crate) fn codeless(&self) -> impl Iterator<Item = (&'static str, Sends)> {
        let shared = self.shared.iter().filter_map(|(name, at)| {
            Some((*name, Sends::SameAs(self.entries.get(*at)?.code().to_owned())))
        });
        let inner = self.inner.iter().map(|inner| {
            let sends = inner.mask.map_or(Sends::Inner, |code| Sends::Masked(code.to_owned()));
            (inner.variant, sends)
        });
        shared.chain(inner)
    }
}

/// Of two versions of one crate, or two instantiations of a generic enum, an entry is there twice.
pub(crate) fn is_same(one: &'static Entry, other: &'static Entry) -> bool {
    core::ptr::eq(one, other) || one.code() == other.code()
}
