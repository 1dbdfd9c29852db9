//! The sets of a registry, with the codes that the compiler finds for them.

use std::collections::BTreeSet;

use super::assemble::Assembler;
use super::enums::FoundEnum;
use super::problems::quoted_list;
use super::registries::{FoundListed, FoundRegistry, FoundSet, FoundVariant};
use super::resolve::{Resolver, Target, module_text};
use super::walk::{Module, Placed, Tree};
use crate::model::{Catalog, CodeSet, Entry, Group, Place};
use crate::{Problem, nearest, ready_sets, status};

/// The code that unexpected failures are sent as, unless the registry names another.
const INTERNAL: &str = "SYSTEM_INTERNAL_ERROR";

impl Assembler<'_> {
    /// Adds the sets that a registry names, and reports those of it that it does not name.
    pub(super) fn add_sets(
        &mut self,
        (at, registry): (usize, &Placed<FoundRegistry>),
        catalog: &mut Catalog,
    ) {
        let mut named = BTreeSet::new();
        for (shown, path, place) in &registry.value.sets {
            let Some(Target::Set(set)) = self.resolver.resolve(&registry.module, path) else {
                let message =
                    format!("the set `{shown}` is not read: it was not found in the source");
                self.leave_out(registry, place, message);
                continue;
            };
            named.insert(set);
            if let Some(found) = self.tree.sets.get(set) {
                let (codes, unmasked) = self.codes_of_set(registry, found, catalog);
                add_to_catalog(&found.value, &codes, &unmasked, catalog);
            }
        }
        for (index, found) in self.tree.sets.iter().enumerate() {
            let home = self.resolver.resolve(&found.module, &found.value.registry);
            if home == Some(Target::Registry(at)) && !named.contains(&index) {
                self.problems.push(in_no_document(registry, found));
            }
        }
    }

    /// The codes of a set, and those of them that it does not have behind a `mask_5xx` alone.
    fn codes_of_set(
        &mut self,
        registry: &Placed<FoundRegistry>,
        found: &Placed<FoundSet>,
        catalog: &Catalog,
    ) -> (BTreeSet<String>, BTreeSet<String>) {
        let internal = catalog.settings.internal.as_deref().unwrap_or(INTERNAL);
        let mut collector = Collector {
            tree: self.tree,
            resolver: self.resolver,
            codes: BTreeSet::from([internal.to_owned()]),
            sent: BTreeSet::from([internal.to_owned()]),
            is_masked: false,
            sets: BTreeSet::new(),
            enums: BTreeSet::new(),
            unread: Vec::new(),
            problems: Vec::new(),
        };
        collector.add_set(found);
        let Collector { mut codes, mut sent, unread, problems, .. } = collector;
        self.problems.extend(problems);
        for (place, shown) in unread {
            let set = &found.value.name;
            let message = format!("the codes of `{shown}` in the set `{set}` are not read");
            self.leave_out(registry, &place, message);
        }
        for codes in [&mut codes, &mut sent] {
            let own = catalog.entries().filter(|(_, entry)| codes.contains(&entry.code));
            let public = own.filter_map(|(_, entry)| catalog.get(entry.public_as.as_ref()?));
            let public: Vec<_> = public.map(|(_, entry)| entry.code.clone()).collect();
            codes.extend(public);
        }
        (codes, sent)
    }
}

/// Adds a set with its codes in the order of the catalogue.
fn add_to_catalog(
    found: &FoundSet,
    codes: &BTreeSet<String>,
    unmasked: &BTreeSet<String>,
    catalog: &mut Catalog,
) {
    if catalog.set(&found.name).is_some() {
        // The same names in one `catalog!` are reported there.
        return;
    }
    let ordered = catalog.entries().map(|(_, entry)| &entry.code);
    let ordered: Vec<_> = ordered.filter(|code| codes.contains(*code)).cloned().collect();
    let masked = ordered.iter().filter(|code| !unmasked.contains(*code)).cloned().collect();
    let mut set = CodeSet::new(found.name.as_str(), ordered);
    set.masked = masked;
    set.description.clone_from(&found.description);
    catalog.sets.push(set);
}

/// The warning about a set that no document has.
fn in_no_document(registry: &Placed<FoundRegistry>, found: &Placed<FoundSet>) -> Problem {
    let (name, set) = (&registry.value.name, &found.value.name);
    let message = format!("the set `{set}` is in no document: `{name}` does not name it");
    let path = format!("{}::{set}", module_text(&found.module));
    let help = format!(
        "name it behind the list of the registry: `struct {name} {{ ... }} sets {{ {path} }}`, or declare it in the `catalog!` of the registry"
    );
    Problem::warning(found.value.place.clone(), message, help)
}

/// Collects the codes of a set.
struct Collector<'t> {
    tree: &'t Tree,
    resolver: &'t Resolver<'t>,
    codes: BTreeSet<String>,
    /// Those that are found without a `mask_5xx` before them, or are no server errors.
    sent: BTreeSet<String>,
    /// Whether `mask_5xx` replaces the server errors of what is added.
    is_masked: bool,
    /// The sets that were collected: one may be taken in more than once.
    sets: BTreeSet<usize>,
    /// The enums that were collected, masked or not: they may hold one another.
    enums: BTreeSet<(bool, usize)>,
    /// What could not be read.
    unread: Vec<(Place, String)>,
    problems: Vec<Problem>,
}

impl Collector<'_> {
    fn add_set(&mut self, found: &Placed<FoundSet>) {
        for (listed, variants) in &found.value.listed {
            match self.resolver.resolve(&found.module, &listed.path) {
                Some(Target::Enum(at)) => self.add_enum(at, variants.as_deref()),
                Some(Target::Outside(path)) => self.add_builtin(&path, listed, variants.as_deref()),
                _ => self.unread.push((listed.place.clone(), listed.shown.clone())),
            }
        }
        for (shown, path, place) in &found.value.included {
            self.add_included(&found.module, path, place, shown);
        }
    }

    fn add_included(&mut self, module: &Module, path: &[String], place: &Place, shown: &str) {
        match self.resolver.resolve(module, path) {
            Some(Target::Set(at)) => {
                if let Some(inner) = self.tree.sets.get(at).filter(|_| self.sets.insert(at)) {
                    self.add_set(inner);
                }
            }
            Some(Target::Registry(at)) => {
                let Some(inner) = self.tree.registries.get(at) else { return };
                for listed in &inner.value.listed {
                    match self.resolver.resolve(&inner.module, &listed.path) {
                        Some(Target::Enum(at)) => self.add_enum(at, None),
                        Some(Target::Outside(path)) => self.add_builtin(&path, listed, None),
                        _ => self.unread.push((place.clone(), shown.to_owned())),
                    }
                }
            }
            target => {
                let outside = match &target {
                    Some(Target::Outside(path)) => path.as_slice(),
                    _ => path,
                };
                match outside.last().and_then(|name| ready_sets::by_name(name)) {
                    Some(codes) => {
                        let codes = codes.iter().map(|code| (*code).to_owned());
                        codes.for_each(|code| self.add_code(code, false));
                    }
                    None => self.unread.push((place.clone(), shown.to_owned())),
                }
            }
        }
    }

    fn add_builtin(
        &mut self,
        path: &[String],
        listed: &FoundListed,
        variants: Option<&[FoundVariant]>,
    ) {
        let Some(group) = path.last().and_then(|name| crate::spec::builtin(name)) else {
            self.unread.push((listed.place.clone(), listed.shown.clone()));
            return;
        };
        self.add_entries(&group, variants);
        self.report_unknown(&group, variants, &|_| false);
    }

    fn add_entries(&mut self, group: &Group, variants: Option<&[FoundVariant]>) {
        let entries = group.entries.iter().filter(|entry| is_named(variants, &entry.variant));
        entries.for_each(|entry| self.add_entry(entry));
    }

    fn add_entry(&mut self, entry: &Entry) {
        self.add_code(entry.code.clone(), self.is_masked && status::is_server(entry.status));
    }

    fn add_code(&mut self, code: String, is_masked: bool) {
        if !is_masked {
            self.sent.insert(code.clone());
        }
        self.codes.insert(code);
    }

    fn add_enum(&mut self, at: usize, variants: Option<&[FoundVariant]>) {
        if variants.is_none() && !self.enums.insert((self.is_masked, at)) {
            return;
        }
        let Some(found) = self.tree.enums.get(at) else { return };
        let FoundEnum { group, shared, inner, .. } = &found.value;
        self.add_entries(group, variants);
        for (_, entry) in shared.iter().filter(|(name, _)| is_named(variants, name)) {
            let entries = group.entries.iter().filter(|own| own.variant == *entry);
            entries.for_each(|entry| self.add_entry(entry));
        }
        for inner in inner.iter().filter(|inner| is_named(variants, &inner.variant)) {
            let is_masked = self.is_masked;
            if let Some(mask) = &inner.mask {
                self.add_code(mask.clone(), is_masked);
                self.is_masked = true;
            }
            if let Some(Target::Enum(at)) = self.resolver.resolve(&found.module, &inner.path) {
                self.add_enum(at, None);
            }
            self.is_masked = is_masked;
        }
        self.report_unknown(group, variants, &|name| {
            shared.iter().any(|(known, _)| known == name)
                || inner.iter().any(|inner| inner.variant == name)
        });
    }

    /// Reports variants that an enum does not have.
    fn report_unknown(
        &mut self,
        group: &Group,
        variants: Option<&[FoundVariant]>,
        is_other: &dyn Fn(&str) -> bool,
    ) {
        for (name, place) in variants.into_iter().flatten() {
            let Some(place) = place else { continue };
            if group.entries.iter().any(|entry| entry.variant == *name) || is_other(name) {
                continue;
            }
            let names = group.entries.iter().map(|entry| entry.variant.as_str());
            let help = match nearest(name, names.clone()) {
                Some(near) => nearest::suggest_word(near),
                None => {
                    let names: Vec<_> = names.map(ToOwned::to_owned).collect();
                    format!("its variants with a code are {}", quoted_list(&names))
                }
            };
            let message = format!("`{}` has no variant `{name}` with a code", group.type_name);
            self.problems.push(Problem::error(place.clone(), message, help));
        }
    }
}

fn is_named(variants: Option<&[FoundVariant]>, name: &str) -> bool {
    variants.is_none_or(|variants| variants.iter().any(|(known, _)| known == name))
}
