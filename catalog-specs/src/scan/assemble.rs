//! Builds the catalogue: the enums of the registry in its order, or all enums if there is no registry.

use std::collections::BTreeSet;

use super::advice::{FACADE, use_compiled};
use super::enums::FoundEnum;
use super::registries::{FoundListed, FoundRegistry};
use super::resolve::{Resolver, Target, module_text};
use super::walk::{Placed, Tree};
use super::{merge_cfg_variants, problems, select_registry};
use crate::check_catalog::{GroupPlaces, LocatedCatalog, rule_problem};
use crate::lock::Unread;
use crate::messages;
use crate::model::{Group, Place, Retired, sort_codeless};
use crate::rules::Form;
use crate::{Problem, cfg, rules};

/// Builds the catalogue. Problems are added to the tree.
pub(super) fn assemble(tree: &mut Tree, wanted: Option<&str>) -> LocatedCatalog {
    let mut problems = merge_cfg_variants::merge_cfg_variants(&mut tree.enums);
    let mut unread = false;
    let located = {
        let resolver = Resolver::new(tree);
        let mut assembler =
            Assembler { tree, resolver: &resolver, problems: &mut problems, unread: &mut unread };
        assembler.assemble(wanted)
    };
    tree.problems.extend(problems);
    tree.unread |= unread;
    located
}

/// Builds a catalogue from a tree.
pub(super) struct Assembler<'t> {
    pub(super) tree: &'t Tree,
    pub(super) resolver: &'t Resolver<'t>,
    pub(super) problems: &'t mut Vec<Problem>,
    unread: &'t mut bool,
}

impl Assembler<'_> {
    fn assemble(&mut self, wanted: Option<&str>) -> LocatedCatalog {
        let Some(chosen) =
            select_registry::select_registry(&self.tree.registries, wanted, self.problems)
        else {
            // A name that is not found, or several registries, are reported already. One file of a crate may have its
            // registry in another file.
            if wanted.is_none() && self.tree.registries.is_empty() && self.tree.is_crate {
                self.report_unread_registries();
            }
            let mut located = LocatedCatalog::default();
            for at in 0..self.tree.enums.len() {
                self.add_enum(at, &[], false, &mut located);
            }
            sort_codeless(&mut located.catalog.codeless);
            return located;
        };
        let mut located = LocatedCatalog::default();
        let mut listed_anywhere = BTreeSet::new();
        for (at, registry) in self.tree.registries.iter().enumerate() {
            if at != chosen {
                // Unresolved entries of other registries are not reported.
                self.collect_listed(at, &mut BTreeSet::new(), &mut listed_anywhere);
                continue;
            }
            self.add_selected(registry, &mut located, &mut listed_anywhere);
            self.add_sets((at, registry), &mut located.catalog);
        }
        self.report_unlisted(&listed_anywhere);
        located
    }

    fn add_selected(
        &mut self,
        registry: &Placed<FoundRegistry>,
        located: &mut LocatedCatalog,
        listed_anywhere: &mut BTreeSet<usize>,
    ) {
        let found = &registry.value;
        located.has_registry = true;
        located.catalog.name.clone_from(&found.name);
        located.catalog.description.clone_from(&found.description);
        located.catalog.settings = found.settings.clone();
        located.named.clone_from(&found.named);
        let mut added = BTreeSet::new();
        self.add_registry(registry, &[], located, &mut added, 0);
        sort_codeless(&mut located.catalog.codeless);
        listed_anywhere.extend(added);
        located.may_hide_texts = found.may_hide_texts;
        if let Some((files, place)) = &found.files {
            messages::merge(&mut located.catalog, &|locale, code| files.text(locale, code));
            located.files = Some((files.clone(), place.clone()));
        }
    }

    /// Adds the enums of a registry, then those of the registries that it includes.
    fn add_registry(
        &mut self,
        registry: &Placed<FoundRegistry>,
        conditions: &[String],
        located: &mut LocatedCatalog,
        added: &mut BTreeSet<usize>,
        depth: usize,
    ) {
        for (retired, place) in &registry.value.retired {
            if !located.catalog.retired.iter().any(|known| known.code == retired.code) {
                let Retired { code, reason } = retired.clone();
                located.catalog.retired.push(Retired { code, reason });
                located.retired.push(place.clone());
            }
        }
        for listed in &registry.value.listed {
            let conditions = cfg::union(conditions, &listed.conditions);
            match self.resolver.resolve(&registry.module, &listed.path) {
                Some(Target::Enum(at)) => {
                    if added.insert(at) {
                        self.add_enum(at, &conditions, depth == 0, located);
                    }
                }
                Some(Target::Outside(path)) if self.is_facade(registry, &path) => {
                    self.add_builtin(listed, &path, &conditions, located);
                }
                other => {
                    located.unread.extend(unread(listed, other.as_ref()));
                    self.report_unresolved(registry, listed, other);
                }
            }
        }
        for (shown, path, place) in &registry.value.included {
            match self.resolver.resolve(&registry.module, path) {
                Some(Target::Registry(at)) if depth < self.tree.registries.len() => {
                    if let Some(inner) = self.tree.registries.get(at) {
                        self.add_registry(inner, conditions, located, added, depth + 1);
                    }
                }
                _ => {
                    let message =
                        format!("the codes of `{shown}` are not read: it is in another crate");
                    located.unread.push(Unread {
                        path: shown.clone(),
                        type_name: String::new(),
                        place: place.clone(),
                    });
                    self.leave_out(registry, place, message);
                }
            }
        }
    }

    /// Collects the enums that a registry lists, as far as they can be resolved.
    fn collect_listed(&self, at: usize, seen: &mut BTreeSet<usize>, enums: &mut BTreeSet<usize>) {
        let Some(registry) = self.tree.registries.get(at).filter(|_| seen.insert(at)) else {
            return;
        };
        for listed in &registry.value.listed {
            if let Some(Target::Enum(at)) = self.resolver.resolve(&registry.module, &listed.path) {
                enums.insert(at);
            }
        }
        for (_, path, _) in &registry.value.included {
            if let Some(Target::Registry(at)) = self.resolver.resolve(&registry.module, path) {
                self.collect_listed(at, seen, enums);
            }
        }
    }

    fn add_enum(
        &self,
        at: usize,
        conditions: &[String],
        is_direct: bool,
        located: &mut LocatedCatalog,
    ) {
        let Some(found) = self.tree.enums.get(at) else { return };
        let FoundEnum { group, places, masks, registry, .. } = found.value.clone();
        let path = format!("{}::{}", module_text(&found.module), group.type_name);
        located.catalog.codeless.extend(found.value.codeless(&path));
        let cfg = cfg::union(&group.cfg, conditions);
        located.catalog.groups.push(Group { module: module_text(&found.module), cfg, ..group });
        let names_registry = is_direct && registry.is_some();
        located.known.push(GroupPlaces { places, masks, names_registry });
    }

    /// Whether a path leads into `error-catalog`, which may be renamed.
    fn is_facade(&self, registry: &Placed<FoundRegistry>, path: &[String]) -> bool {
        let starts = |facade: &[String]| {
            let facade = facade.strip_prefix(&[String::new()]).unwrap_or(facade);
            !facade.is_empty() && path.starts_with(facade)
        };
        let called = self.resolver.crate_of(&registry.module, "catalog");
        path.first().is_some_and(|name| name == FACADE)
            || registry.value.facades.iter().any(|facade| starts(facade))
            || called.is_some_and(|name| path.first() == Some(&name))
    }

    fn add_builtin(
        &mut self,
        listed: &FoundListed,
        path: &[String],
        conditions: &[String],
        located: &mut LocatedCatalog,
    ) {
        let name = path.last().map(String::as_str).unwrap_or_default();
        match crate::spec::builtin(name) {
            Some(group) => {
                let cfg = conditions.to_vec();
                located.catalog.groups.push(Group { cfg, ..group });
                located.known.push(GroupPlaces::default());
            }
            None => {
                *self.unread = true;
                let message = format!("`{}` is not an enum of `error-catalog`", listed.shown);
                let help = "its enums are `SystemError` and `ValidationError`";
                self.problems.push(Problem::warning(listed.place.clone(), message, help));
            }
        }
    }

    fn report_unresolved(
        &mut self,
        registry: &Placed<FoundRegistry>,
        listed: &FoundListed,
        target: Option<Target>,
    ) {
        let shown = &listed.shown;
        let message = match target {
            Some(Target::Ambiguous(several)) => {
                let paths: Vec<_> = several
                    .iter()
                    .filter_map(|at| self.tree.enums.get(*at))
                    .map(|found| {
                        format!("{}::{}", module_text(&found.module), found.value.group.type_name)
                    })
                    .collect();
                *self.unread = true;
                let message =
                    format!("`{shown}` is ambiguous: {} enums have the name", paths.len());
                let help = format!("write the path: {}", problems::quoted_list(&paths));
                self.problems.push(Problem::error(listed.place.clone(), message, help));
                return;
            }
            Some(Target::Outside(_)) => {
                format!("the codes of `{shown}` are not read: it is in another crate")
            }
            Some(Target::Registry(_)) => {
                let message = format!("`{shown}` is a registry, not an enum");
                let help = format!("include the registry: `..{shown}`");
                self.problems.push(Problem::error(listed.place.clone(), message, help));
                return;
            }
            Some(Target::Set(_)) => {
                let message = format!("`{shown}` is a set, not an enum");
                let help = "list its enums: a registry has all the codes of its sets";
                self.problems.push(Problem::error(listed.place.clone(), message, help));
                return;
            }
            Some(Target::Enum(_)) | None => {
                format!("the codes of `{shown}` are not read: no such enum was found in the source")
            }
        };
        self.leave_out(registry, &listed.place, message);
    }

    pub(super) fn leave_out(
        &mut self,
        registry: &Placed<FoundRegistry>,
        place: &Place,
        message: String,
    ) {
        *self.unread = true;
        let help = use_compiled(&registry.value.name);
        self.problems.push(Problem::warning(place.clone(), message, help));
    }

    /// Reports the registries that enums name although the source has none: another macro declares them, or `catalog!`
    /// under another name. Only they have the settings, the retired and the built-in codes.
    fn report_unread_registries(&mut self) {
        let mut known = BTreeSet::new();
        for found in &self.tree.enums {
            let Some(path) = &found.value.registry else { continue };
            *self.unread = true;
            let (Some(place), true) = (found.value.place("registry"), known.insert(path)) else {
                continue;
            };
            let message = format!(
                "the registry `{}` is not read: this source has no `catalog!` for it",
                path.join("::")
            );
            let name = path.last().map(String::as_str).unwrap_or_default();
            let help = format!("call the macro by its name `catalog!`, or {}", use_compiled(name));
            self.problems.push(Problem::warning(place.clone(), message, help));
        }
    }

    /// Reports enums that no registry lists.
    fn report_unlisted(&mut self, listed: &BTreeSet<usize>) {
        for (at, found) in self.tree.enums.iter().enumerate() {
            if listed.contains(&at) {
                continue;
            }
            let name = &found.value.group.type_name;
            let path = found.value.registry.as_deref().unwrap_or_default();
            let home = match self.resolver.resolve(&found.module, path) {
                Some(Target::Registry(at)) => self.tree.registries.get(at),
                _ => None,
            };
            // An unresolved entry with the same name may be this enum.
            let may_be_listed = |registry: &Placed<FoundRegistry>| {
                registry.value.listed.iter().any(|listed| listed.path.last() == Some(name))
            };
            match home {
                Some(registry) if !may_be_listed(registry) => {
                    let values = [("type", name.as_str()), ("registry", &registry.value.name)];
                    let place = found.value.place("registry");
                    self.problems.push(rule_problem(
                        &rules::REGISTRY_UNLISTED,
                        Form::Attribute,
                        place,
                        &values,
                    ));
                }
                Some(_) => {}
                None => {
                    let message = format!("`{name}` is in no registry, so its codes are left out");
                    let help = "list it in a `catalog!`";
                    let problem = Problem::without_place(message, help);
                    let place = found.value.place("type").cloned();
                    let level = crate::ProblemLevel::Warning;
                    self.problems.push(Problem { level, place, ..problem });
                }
            }
        }
    }
}

/// The entry of an enum that was not read.
fn unread(listed: &FoundListed, target: Option<&Target>) -> Option<Unread> {
    let is_compiled = matches!(target, None | Some(Target::Outside(_)));
    let type_name = listed.path.last().filter(|_| is_compiled)?.clone();
    Some(Unread { path: listed.shown.clone(), type_name, place: listed.place.clone() })
}
