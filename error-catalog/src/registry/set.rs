//! Sets: what one endpoint can answer, as a part of a registry.

use core::any::Any;
use core::marker::PhantomData;
use std::collections::BTreeSet;

use super::described::{DescribedSet, Member};
use super::sealed::Sealed;
use super::{Includes, Lists, Registry};
use crate::dialect::Settings;
use crate::rows::{EnumCodes, InnerCode, is_same};
use crate::system::internal_entry;
use crate::{Entry, ErrorCatalog};

/// What a [`Failure`](crate::Failure) can be of: a registry, or a set of the codes of one, which [`catalog!`](crate::catalog) makes
/// of `struct SignUp of Codes { … }`.
///
/// Every registry is one, with all its codes. Only `catalog!` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a registry of error codes",
    label = "not a registry: name the one that lists the enum, as in `Failure<Codes>`",
    note = "declare one: `error_catalog::catalog! {{ pub struct Codes {{ ... }} }}`"
)]
pub trait CodeSet: Sealed + 'static {
    /// Whether it is a registry or a set, as a type: [`Whole`] or [`Part`].
    #[doc(hidden)]
    type Kind;

    /// The registry of a set; a registry is its own.
    type Root: Registry;

    /// What `catalog!` writes of it.
    #[doc(hidden)]
    const DECLARED: DescribedSet;

    /// The name, without the module.
    const NAME: &'static str = Self::DECLARED.name;

    /// The doc comment.
    const DESCRIPTION: &'static str = Self::DECLARED.description;

    /// Whether it is a set.
    #[doc(hidden)]
    const IS_PART: bool = true;

    /// Every entry: those that are listed, those that they are sent as (`public_as`), those of inner errors, and the code of
    /// unexpected failures. In the order of the registry, each once.
    fn entries() -> Vec<&'static Entry> {
        entries_of(Self::Root::ALL, Self::DECLARED.members, root_settings::<Self>())
    }
}

#[diagnostic::do_not_recommend]
impl<C: Registry> CodeSet for C {
    type Kind = Whole;
    type Root = C;
    const DECLARED: DescribedSet = DescribedSet {
        name: C::DESCRIBED.name,
        description: C::DESCRIBED.description,
        members: &[Member::Registry(C::ALL)],
    };
    const IS_PART: bool = false;
}

/// The settings that failures of a set are sent with: those of its registry.
pub(crate) fn root_settings<C: CodeSet + ?Sized>() -> &'static Settings {
    C::Root::settings()
}

/// The kind of a registry.
#[doc(hidden)]
#[derive(Debug)]
pub enum Whole {}

/// The kind of a set.
#[doc(hidden)]
#[derive(Debug)]
pub enum Part {}

/// How a set lists an enum. Only generated code writes it.
#[derive(Debug, Clone, Copy)]
pub enum Listing {
    /// With every code.
    Whole,
    /// With some variants: whether an error is one of them. Comparing variants costs a failing request less than looking for the
    /// code, which is left for errors that are none of them and may yet share a code with one.
    Some(fn(&dyn Any) -> bool),
}

/// That a set lists an error. [`catalog!`](crate::catalog) implements it for each enum in the list, and nothing else does.
#[diagnostic::on_unimplemented(
    message = "the set `{Self}` does not list `{E}`",
    label = "`{Self}` does not list `{E}`: add it to the set, or write `.or_internal()?` to send the internal code",
    note = "an enum is added with all its codes, `catalog! {{ pub struct {Self} of ... {{ ..., {E} }} }}`, or with some: `{E}::{{A, B}}`; `.or_fail(...)?` sends another code instead"
)]
pub trait Raises<E: ?Sized>: Sealed {
    /// An error of some variants is checked when it is raised, and so is one of an enum with inner errors. It has no default: an
    /// impl by hand, for a set of `catalog!`, would send a code that documents do not have.
    #[doc(hidden)]
    const LISTING: Listing;
}

/// That a set takes in another one. [`catalog!`](crate::catalog) implements it for each `..Other` in the list.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the set `{Self}` does not include the codes of `{C}`",
    label = "`{C}` has codes that `{Self}` does not list: add `..{C}` to the set",
    note = "`.widen()` goes to a set that has `..{C}`, or to the registry"
)]
pub trait TakesIn<C: ?Sized> {}

/// That failures of `C` are also failures of this registry or set.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not include the codes of `{C}`",
    label = "`{C}` has codes that `{Self}` does not list",
    note = "`.widen()` goes to the registry, or to a set that has `..{C}`"
)]
pub trait Takes<C, Kind> {
    #[doc(hidden)]
    fn take(seal: Seal);
}

#[diagnostic::do_not_recommend]
impl<C: CodeSet, D: Includes<C::Root>> Takes<C, Whole> for D {
    fn take(_: Seal) {}
}

#[diagnostic::do_not_recommend]
impl<C: CodeSet, D: TakesIn<C>> Takes<C, Part> for D {
    fn take(_: Seal) {}
}

/// Seals [`Takes`]: other crates cannot name it, and so cannot write the method. A set of theirs would else take in the codes
/// of a larger one.
#[derive(Debug, Clone, Copy)]
pub struct Seal;

/// What a set of the registry `R` can take in with two dots: another set of it, a registry that it includes, or what an extractor
/// answers.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a set of the registry `{R}`",
    label = "not a set of `{R}`",
    note = "an enum is listed without the two dots",
    note = "a set of another registry can be included if `{R}` includes that registry, with two dots before it"
)]
pub trait PartOf<R> {
    /// What is listed.
    const PARTS: &'static [Member];
}

#[diagnostic::do_not_recommend]
impl<C: CodeSet, R: Lists<C::Root>> PartOf<R> for C {
    const PARTS: &'static [Member] = C::DECLARED.members;
}

/// The codes of an enum in a set. The registry has the enum, or rustc refuses it.
pub fn codes_of_enum<R: Lists<E::Home>, E: ErrorCatalog>() -> EnumCodes {
    EnumCodes::from_enum::<E>()
}

/// The codes of an enum that the registry lists beside the set. What it lacks to be listed is reported there, once.
#[derive(Debug)]
pub struct ListedCodes<R, E: ?Sized>(PhantomData<(R, E)>);

impl<R: Lists<E::Home>, E: ErrorCatalog> ListedCodes<R, E> {
    /// The codes of an enum that can be listed. It hides the function of [`UnlistedCodes`].
    pub fn codes() -> EnumCodes {
        EnumCodes::from_enum::<E>()
    }
}

/// The codes of a type that cannot be listed.
pub trait UnlistedCodes {
    /// None: the registry reports the type.
    fn codes() -> EnumCodes {
        EnumCodes::NONE
    }
}

impl<R, E: ?Sized> UnlistedCodes for ListedCodes<R, E> {}

/// The codes that a set takes in.
pub const fn all_of<R, C: PartOf<R>>() -> Member {
    Member::Set(C::PARTS)
}

/// A set of the registry `R`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a set of the registry `{R}`",
    label = "not a set of `{R}`",
    note = "declare it: `catalog! {{ pub struct {Self} of {R} {{ ... }} }}`"
)]
pub trait SetOf<R>: CodeSet {}

#[diagnostic::do_not_recommend]
impl<R: Registry, C: CodeSet<Kind = Part, Root = R>> SetOf<R> for C {}

/// A set of a registry as documents have it.
pub const fn described_set<R: Registry, C: SetOf<R>>() -> DescribedSet {
    C::DECLARED
}

/// Whether a list has an entry, by the code of the entry itself.
#[cold]
pub(crate) fn lists(members: &[Member], entry: &'static Entry) -> bool {
    members.iter().any(|member| match member {
        Member::Enum(codes) => codes().has(None, entry),
        Member::Variants(codes, names) => codes().has(Some(names), entry),
        Member::Set(members) => lists(members, entry),
        Member::Codes(codes) => codes.contains(&entry.code()),
        Member::Registry(entries) => entries.iter().any(|own| is_same(own, entry)),
    })
}

/// The entries of a list in the order of a registry.
pub(crate) fn entries_of(
    all: &[&'static Entry],
    members: &[Member],
    settings: &'static Settings,
) -> Vec<&'static Entry> {
    let codes = SetCodes::new(members, settings).all;
    all.iter().copied().filter(|entry| codes.contains(entry.code())).collect()
}

/// The codes of a list.
pub(crate) struct SetCodes {
    /// All of them.
    pub(crate) all: BTreeSet<&'static str>,
    /// Those that the list does not have behind a `mask_5xx` alone.
    pub(crate) sent: BTreeSet<&'static str>,
}

impl SetCodes {
    pub(crate) fn new(members: &[Member], settings: &'static Settings) -> Self {
        let internal = BTreeSet::from([internal_entry(settings).code()]);
        let mut codes = Self { all: internal.clone(), sent: internal };
        collect(members, settings, &mut codes);
        codes
    }

    fn add(&mut self, code: &'static str, is_masked: bool) {
        self.all.insert(code);
        if !is_masked {
            self.sent.insert(code);
        }
    }
}

fn collect(members: &[Member], settings: &'static Settings, codes: &mut SetCodes) {
    for member in members {
        let (own, names) = match member {
            Member::Enum(own) => (own, None),
            Member::Variants(own, names) => (own, Some(*names)),
            Member::Set(members) => {
                collect(members, settings, codes);
                continue;
            }
            Member::Codes(own) => {
                own.iter().for_each(|code| codes.add(code, false));
                continue;
            }
            Member::Registry(entries) => {
                entries.iter().for_each(|entry| codes.add(entry.code(), false));
                continue;
            }
        };
        own().visit(names, &mut |code| match code {
            InnerCode::Entry(entry, is_masked) => {
                let is_masked = is_masked && entry.status().is_server_error();
                codes.add(entry.code(), is_masked);
                if let Some(public) = entry.public_as().and_then(settings.get) {
                    codes.add(public.code(), is_masked);
                }
            }
            InnerCode::Mask(code, is_masked) => {
                if let Some(mask) = (settings.get)(code) {
                    codes.add(mask.code(), is_masked);
                }
            }
        });
    }
}
