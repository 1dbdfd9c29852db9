//! `catalog! { … }`, read with the parser of the macro.

use std::path::Path;

use syn::spanned::Spanned as _;
use syn::{Attribute, ItemMacro, Type};

use super::imports::segments;
use super::place::Source;
use super::{attributes, told};
use crate::Problem;
use crate::diag::{self, Diag};
use crate::keys::{Key, Kind};
use crate::messages::{Below, MessageFiles, package_root};
use crate::model::{Place, Retired, Settings};
use crate::syntax::field::doc_comment;
use crate::syntax::registry::RegistryItem;
use crate::syntax::{plain, written};

/// A registry with what is needed to find its enums.
#[derive(Debug, Clone)]
pub(super) struct FoundRegistry {
    pub name: String,
    pub description: String,
    pub settings: Settings,
    /// Its message files, and where it names them.
    pub files: Option<(MessageFiles, Place)>,
    pub listed: Vec<FoundListed>,
    /// The registries it takes in: as written, their paths and where they stand.
    pub included: Vec<(String, Vec<String>, Place)>,
    pub retired: Vec<(Retired, Place)>,
    /// Whether texts may stand in files that are not sound.
    pub may_hide_texts: bool,
    /// Where its name stands.
    pub place: Place,
    /// Where `internal` and `not_found` name their codes.
    pub named: Vec<(&'static str, Place)>,
    /// Crates that the macro itself was taken from, so that their enums are ours.
    pub facades: Vec<Vec<String>>,
}

/// An enum in the list.
#[derive(Debug, Clone)]
pub(super) struct FoundListed {
    /// Its path, without generics.
    pub path: Vec<String>,
    /// Its path as written.
    pub shown: String,
    pub conditions: Vec<String>,
    pub place: Place,
}

/// Reads a registry; what is wrong is told, and what is sound is there all the same.
pub(super) fn read(item: &ItemMacro, source: &Source<'_>) -> (Option<FoundRegistry>, Vec<Problem>) {
    let mut registry = match syn::parse2::<RegistryItem>(item.mac.tokens.clone()) {
        Ok(registry) => registry,
        Err(error) => {
            let problems = error
                .into_iter()
                .map(|error| told::of_text(&error.to_string(), source.place(error.span())));
            return (None, problems.collect());
        }
    };
    let mut diag = Diag::new();
    registry.check(&mut diag);
    let reader = Below(|| package_root(Path::new(source.file)));
    registry.read_messages(Some(&reader), &mut diag);
    let problems =
        diag::sorted(diag).into_iter().map(|found| told::of_report(found, source)).collect();
    if attributes::is_test_only(&registry.attributes) {
        return (None, Vec::new());
    }
    (Some(found(item, &registry, source)), problems)
}

fn found(item: &ItemMacro, registry: &RegistryItem, source: &Source<'_>) -> FoundRegistry {
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
        listed: listed.map(|listed| found_listed(&listed.attributes, &listed.ty, source)).collect(),
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

fn found_listed(attributes: &[Attribute], ty: &Type, source: &Source<'_>) -> FoundListed {
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
