//! `catalog! { … }`, read with the parser of the macro.

use std::path::Path;

use syn::spanned::Spanned as _;
use syn::{Attribute, ItemMacro, Type};

use super::imports::segments;
use super::place::SourceFile;
use super::{attributes, problems};
use crate::Problem;
use crate::diag::{self, Diag};
use crate::keys::{Key, Kind};
use crate::messages::{Below, MessageFiles, package_root};
use crate::model::{Place, Retired, Settings};
use crate::syntax::catalog::CatalogInput;
use crate::syntax::field::doc_comment;
use crate::syntax::registry::{Included, RegistryItem};
use crate::syntax::set::SetItem;
use crate::syntax::variants::ListedVariant;
use crate::syntax::{plain, written};

/// A registry with the paths of its enums.
#[derive(Debug, Clone)]
pub(super) struct FoundRegistry {
    pub name: String,
    pub description: String,
    pub settings: Settings,
    /// The message files, and the place of `messages`.
    pub files: Option<(MessageFiles, Place)>,
    pub listed: Vec<FoundListed>,
    /// The included registries: text, path and place.
    pub included: Vec<FoundPath>,
    /// The sets that documents have.
    pub sets: Vec<FoundPath>,
    pub retired: Vec<(Retired, Place)>,
    /// Whether message files could not be read, so that texts may be missing.
    pub may_hide_texts: bool,
    /// The place of its name.
    pub place: Place,
    /// The places of `internal` and `not_found`.
    pub named: Vec<(&'static str, Place)>,
    /// Paths of `error-catalog`, under which its built-in enums are found.
    pub facades: Vec<Vec<String>>,
}

/// A variant, and its place unless it is listed under a condition.
pub(super) type FoundVariant = (String, Option<Place>);

/// A path as written, its segments and its place.
pub(super) type FoundPath = (String, Vec<String>, Place);

/// A set with the paths of its enums.
#[derive(Debug, Clone)]
pub(super) struct FoundSet {
    pub name: String,
    pub description: String,
    /// The path of its registry.
    pub registry: Vec<String>,
    /// The enums, each with the variants that are listed, if not all are.
    pub listed: Vec<(FoundListed, Option<Vec<FoundVariant>>)>,
    /// The sets that it takes in.
    pub included: Vec<FoundPath>,
    pub place: Place,
}

/// What a `catalog!` declares.
#[derive(Debug, Default)]
pub(super) struct FoundCatalog {
    pub registry: Option<FoundRegistry>,
    pub sets: Vec<FoundSet>,
}

/// An enum in the list.
#[derive(Debug, Clone)]
pub(super) struct FoundListed {
    /// The path without generics.
    pub path: Vec<String>,
    /// The path as written.
    pub shown: String,
    pub conditions: Vec<String>,
    pub place: Place,
}

/// Reads a `catalog!` with its problems. A registry with broken rules is returned too.
pub(super) fn read(item: &ItemMacro, source: &SourceFile<'_>) -> (FoundCatalog, Vec<Problem>) {
    let mut input = match syn::parse2::<CatalogInput>(item.mac.tokens.clone()) {
        Ok(input) => input,
        Err(error) => {
            let problems = error.into_iter().map(|error| {
                problems::from_macro_error(&error.to_string(), source.place(error.span()))
            });
            return (FoundCatalog::default(), problems.collect());
        }
    };
    // An item of tests only has no problems.
    input.sets.retain(|set| !attributes::is_test_only(&set.attributes));
    input.registry =
        input.registry.filter(|registry| !attributes::is_test_only(&registry.attributes));
    let mut diag = Diag::new();
    input.check(&mut diag);
    if let Some(registry) = &mut input.registry {
        let reader = Below(|| package_root(Path::new(source.file)));
        registry.read_messages(Some(&reader), &mut diag);
    }
    let problems = diag::sorted(diag)
        .into_iter()
        .map(|found| problems::from_rule_problem(found, source))
        .collect();
    let own = input.own_sets().map(|set| {
        let name = plain(&set.ident);
        (name.clone(), vec![name], source.place(set.ident.span()))
    });
    let found = FoundCatalog {
        registry: input.registry.as_ref().map(|registry| {
            let named = paths(&registry.sets, source);
            FoundRegistry {
                sets: own.chain(named).collect(),
                ..registry_of(item, registry, source)
            }
        }),
        sets: input.sets.iter().map(|set| set_of(set, source)).collect(),
    };
    (found, problems)
}

fn set_of(set: &SetItem, source: &SourceFile<'_>) -> FoundSet {
    let listed = set.listed.iter().filter(|member| !attributes::is_test_only(&member.attributes));
    FoundSet {
        name: plain(&set.ident),
        description: doc_comment(&set.attributes),
        registry: segments(&set.parent),
        listed: listed
            .map(|member| {
                let variants = member.variants.as_ref().map(|variants| {
                    let named = variants.iter();
                    let named = named.filter(|named| !attributes::is_test_only(&named.attributes));
                    let place = |named: &ListedVariant| {
                        named.attributes.is_empty().then(|| source.place(named.ident.span()))
                    };
                    named.map(|named| (plain(&named.ident), place(named))).collect()
                });
                (listed_enum(&member.attributes, &member.ty, source), variants)
            })
            .collect(),
        included: paths(&set.included, source),
        place: source.place(set.ident.span()),
    }
}

/// The paths of registries or sets, without those of tests only.
fn paths(included: &[Included], source: &SourceFile<'_>) -> Vec<FoundPath> {
    let included =
        included.iter().filter(|included| !attributes::is_test_only(&included.attributes));
    let found = included
        .map(|Included { path, .. }| (written(path), segments(path), source.place(path.span())));
    found.collect()
}

/// A registry without its sets.
fn registry_of(
    item: &ItemMacro,
    registry: &RegistryItem,
    source: &SourceFile<'_>,
) -> FoundRegistry {
    let mut facades = Vec::new();
    let mut called = segments(&item.mac.path);
    called.pop();
    facades.extend(Some(called).filter(|path| !path.is_empty()));
    facades.extend(registry.paths.get(Key::Crate).map(segments));
    let keys = &registry.declared.keys;
    let named = Key::of_registries()
        .filter(|key| key.kind() == Kind::Code)
        .filter_map(|key| Some((key.name(), source.place(keys.value_pos(key)?))));
    let listed =
        registry.listed.iter().filter(|listed| !attributes::is_test_only(&listed.attributes));
    FoundRegistry {
        name: plain(&registry.ident),
        description: doc_comment(&registry.attributes),
        settings: registry.settings(),
        may_hide_texts: registry.may_hide_texts(),
        files: registry
            .files
            .clone()
            .zip(keys.messages.as_ref().map(|folder| source.place(folder.pos))),
        listed: listed.map(|listed| listed_enum(&listed.attributes, &listed.ty, source)).collect(),
        included: paths(&registry.included, source),
        sets: Vec::new(),
        retired: registry
            .declared
            .retired
            .iter()
            .map(|retired| {
                let (code, reason) = (retired.code.value.clone(), retired.reason.clone());
                (Retired { code, reason }, source.place(retired.code.pos))
            })
            .collect(),
        place: source.place(registry.ident.span()),
        named: named.collect(),
        facades,
    }
}

fn listed_enum(attributes: &[Attribute], ty: &Type, source: &SourceFile<'_>) -> FoundListed {
    FoundListed {
        path: match ty {
            Type::Path(path) if path.qself.is_none() => segments(&path.path),
            _ => Vec::new(),
        },
        shown: written(ty),
        conditions: texts(attributes),
        place: source.place(ty.span()),
    }
}

fn texts(attributes: &[Attribute]) -> Vec<String> {
    attributes::conditions(attributes).iter().map(ToString::to_string).collect()
}
