//! Compiled entries as the catalogue that documents are made of.

use catalog_specs::messages;
use catalog_specs::model::{
    Catalog, CodeSet as SetData, CodelessVariant, Group, Retired, Settings, sort_codeless,
};

use super::described::{Described, DescribedSet};
use super::model::model_entry;
use super::set::{CodeSet, SetCodes};
use super::{List, Registry};
use crate::Entry;
use crate::entry::Declared;

/// The catalogue of entries, with the settings of their registry.
pub(crate) fn catalog_of<R: Registry>(
    described: &Described,
    entries: &[&'static Entry],
) -> Catalog {
    let own_crate = described.module.split("::").next().unwrap_or_default();
    let mut groups: Vec<(&'static Declared, Group)> = Vec::new();
    for entry in entries {
        let declared = entry.declared();
        // Of two versions of one crate, or two instantiations of a generic enum, one entry is there.
        let known = groups.iter().position(|(known, _)| {
            known.type_name == declared.type_name && known.module == declared.module
        });
        let at = known.unwrap_or_else(|| {
            groups.push((declared, group(declared, own_crate)));
            groups.len() - 1
        });
        if let Some((_, group)) = groups.get_mut(at) {
            group.entries.push(model_entry(entry));
        }
    }
    let mut catalog = Catalog {
        name: described.name.to_owned(),
        description: described.description.to_owned(),
        settings: settings::<R>(described),
        groups: groups.into_iter().map(|(_, group)| group).collect(),
        sets: described.sets.iter().map(code_set::<R>).collect(),
        retired: retired(R::LISTS),
        codeless: codeless(R::LISTS, own_crate),
    };
    let registry = R::settings();
    if !registry.messages.is_empty() {
        messages::merge(&mut catalog, &|locale, code| registry.file_text(locale, code));
    }
    catalog
}

/// The registry of a set with the codes of the set alone, whether the registry names it or not.
pub(crate) fn catalog_of_set<C: CodeSet>() -> Catalog {
    let described = <C::Root as Registry>::DESCRIBED;
    if !C::IS_PART {
        return catalog_of::<C::Root>(&described, C::Root::ALL);
    }
    let set = code_set::<C::Root>(&C::DECLARED);
    let mut entries = C::entries();
    entries.retain(|entry| !set.masks(entry.code()));
    let mut catalog = catalog_of::<C::Root>(&Described { sets: &[], ..described }, &entries);
    catalog.sets = vec![set];
    catalog
}

/// A set as plain data.
fn code_set<R: Registry>(set: &DescribedSet) -> SetData {
    let found = SetCodes::new(set.members, R::settings());
    let codes = R::ALL.iter().map(|entry| entry.code()).filter(|code| found.all.contains(code));
    let codes: Vec<_> = codes.map(ToOwned::to_owned).collect();
    let masked = codes.iter().filter(|code| !found.sent.contains(code.as_str())).cloned().collect();
    let mut data = SetData::new(set.name, codes);
    data.masked = masked;
    set.description.clone_into(&mut data.description);
    data
}

/// A path as the crate of the registry writes it.
fn path_in(own_crate: &str, path: &str) -> String {
    match path.strip_prefix(own_crate) {
        Some(rest) if rest.is_empty() || rest.starts_with("::") => format!("crate{rest}"),
        _ => path.to_owned(),
    }
}

/// The variants without a code of their own.
fn codeless(lists: &[List], own_crate: &str) -> Vec<CodelessVariant> {
    let mut variants = Vec::new();
    for (path, codes) in lists.iter().filter_map(List::enum_codes) {
        // The parameters of a generic enum are no part of its path.
        let path = path_in(own_crate, path.split('<').next().unwrap_or(path));
        let of_enum = codes.codeless();
        variants.extend(
            of_enum.map(|(name, sends)| CodelessVariant { path: format!("{path}::{name}"), sends }),
        );
    }
    sort_codeless(&mut variants);
    variants
}

fn group(declared: &Declared, own_crate: &str) -> Group {
    Group {
        domain: declared.domain.to_owned(),
        type_name: declared.type_name.to_owned(),
        module: path_in(own_crate, declared.module),
        locales: declared.locales.iter().map(ToString::to_string).collect(),
        description: declared.description.to_owned(),
        non_exhaustive: declared.non_exhaustive,
        cfg: Vec::new(),
        entries: Vec::new(),
    }
}

fn settings<R: Registry>(described: &Described) -> Settings {
    let settings = R::settings();
    let text = |text: Option<&str>| text.map(ToOwned::to_owned);
    Settings {
        dialect: described.dialect.to_owned(),
        locales: settings.locales.iter().map(ToString::to_string).collect(),
        service: text(settings.service),
        docs: text(settings.docs),
        problem_type: text(settings.problem_type),
        internal: text(settings.internal),
        not_found: text(settings.not_found),
        require: described.require_grpc.then(|| "grpc".to_owned()).into_iter().collect(),
    }
}

/// The retired codes of a registry and of those it includes, each once.
fn retired(lists: &[List]) -> Vec<Retired> {
    let mut retired: Vec<Retired> = Vec::new();
    for (code, reason) in lists.iter().flat_map(|list| list.retired) {
        if !retired.iter().any(|known| known.code == *code) {
            let (code, reason) = ((*code).to_owned(), (*reason).to_owned());
            retired.push(Retired { code, reason });
        }
    }
    retired
}
