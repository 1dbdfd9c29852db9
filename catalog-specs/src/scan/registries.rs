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
use crate::syntax::field::doc_comment;
use crate::syntax::registry::RegistryItem;
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
    pub included: Vec<(String, Vec<String>, Place)>,
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

/// Reads a registry with its problems. A registry with broken rules is returned too.
pub(super) fn read(
    item: &ItemMacro,
    source: &SourceFile<'_>,
) -> (Option<FoundRegistry>, Vec<Problem>) {
    let mut registry = match syn::parse2::<RegistryItem>(item.mac.tokens.clone()) {
        Ok(registry) => registry,
        Err(error) => {
            let problems = error.into_iter().map(|error| {
                problems::from_macro_error(&error.to_string(), source.place(error.span()))
            });
            return (None, problems.collect());
        }
    };
    let mut diag = Diag::new();
    registry.check(&mut diag);
    let reader = Below(|| package_root(Path::new(source.file)));
    registry.read_messages(Some(&reader), &mut diag);
    let problems = diag::sorted(diag)
        .into_iter()
        .map(|found| problems::from_rule_problem(found, source))
        .collect();
    if attributes::is_test_only(&registry.attributes) {
        return (None, Vec::new());
    }
    (Some(registry_of(item, &registry, source)), problems)
}

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
    let included =
        registry.included.iter().filter(|included| !attributes::is_test_only(&included.attributes));
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
        included: included
            .map(|included| {
                let path = &included.path;
                (written(path), segments(path), source.place(path.span()))
            })
            .collect(),
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
