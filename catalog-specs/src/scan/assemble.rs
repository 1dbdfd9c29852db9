//! From all that a tree declares to one catalogue: the registry's enums in its order, or all enums
//! where there is no registry.

use std::collections::BTreeSet;

use super::compiled::{FACADE, use_compiled};
use super::enums::FoundEnum;
use super::registries::{FoundListed, FoundRegistry};
use super::resolve::{Resolver, Target, module_text};
use super::walk::{Placed, Tree};
use super::{alternatives, chosen, told};
use crate::lock::Unread;
use crate::messages;
use crate::model::{Group, Place, Retired};
use crate::rules::Form;
use crate::whole::{Known, Whole, broken};
use crate::{Problem, cfg, rules};

/// Puts the catalogue together; what is wrong goes to the tree's problems.
pub(super) fn assemble(tree: &mut Tree, wanted: Option<&str>) -> Whole {
    alternatives::merge(&mut tree.enums);
    let mut problems = Vec::new();
    let mut unread = false;
    let assembled = {
        let resolver = Resolver::new(tree);
        let mut assembler =
            Assembler { tree, resolver: &resolver, problems: &mut problems, unread: &mut unread };
        assembler.all(wanted)
    };
    tree.problems.extend(problems);
    tree.unread |= unread;
    assembled
}

struct Assembler<'t> {
    tree: &'t Tree,
    resolver: &'t Resolver<'t>,
    problems: &'t mut Vec<Problem>,
    unread: &'t mut bool,
}

impl Assembler<'_> {
    fn all(&mut self, wanted: Option<&str>) -> Whole {
        let Some(chosen) = chosen::find(&self.tree.registries, wanted, self.problems) else {
            let mut assembled = Whole::default();
            for at in 0..self.tree.enums.len() {
                self.push(at, &[], &mut assembled);
            }
            return assembled;
        };
        let mut assembled = Whole::default();
        let mut listed_anywhere = BTreeSet::new();
        for (at, registry) in self.tree.registries.iter().enumerate() {
            if at != chosen {
                // What another registry lists in vain is that one's affair.
                self.listed(at, &mut BTreeSet::new(), &mut listed_anywhere);
                continue;
            }
            self.fill(registry, &mut assembled, &mut listed_anywhere);
        }
        self.unlisted(&listed_anywhere);
        assembled
    }

    fn fill(
        &mut self,
        registry: &Placed<FoundRegistry>,
        assembled: &mut Whole,
        listed_anywhere: &mut BTreeSet<usize>,
    ) {
        let found = &registry.value;
        assembled.has_registry = true;
        assembled.catalog.name.clone_from(&found.name);
        assembled.catalog.description.clone_from(&found.description);
        assembled.catalog.settings = found.settings.clone();
        assembled.named.clone_from(&found.named);
        let mut taken = BTreeSet::new();
        self.take(registry, &[], assembled, &mut taken, 0);
        listed_anywhere.extend(taken);
        assembled.may_hide_texts = found.may_hide_texts;
        if let Some((files, place)) = &found.files {
            messages::merge(&mut assembled.catalog, &|locale, code| files.text(locale, code));
            assembled.files = Some((files.clone(), place.clone()));
        }
    }

    /// The enums of a registry, then those of the registries that it takes in.
    fn take(
        &mut self,
        registry: &Placed<FoundRegistry>,
        conditions: &[String],
        assembled: &mut Whole,
        taken: &mut BTreeSet<usize>,
        depth: usize,
    ) {
        for (retired, place) in &registry.value.retired {
            if !assembled.catalog.retired.iter().any(|known| known.code == retired.code) {
                let Retired { code, reason } = retired.clone();
                assembled.catalog.retired.push(Retired { code, reason });
                assembled.retired.push(place.clone());
            }
        }
        for listed in &registry.value.listed {
            let conditions = cfg::joined(conditions, &listed.conditions);
            match self.resolver.resolve(&registry.module, &listed.path) {
                Some(Target::Enum(at)) => {
                    if taken.insert(at) {
                        self.push(at, &conditions, assembled);
                    }
                }
                Some(Target::Outside(path)) if self.is_facade(registry, &path) => {
                    self.builtin(listed, &path, &conditions, assembled);
                }
                other => {
                    assembled.unread.extend(unread(listed, other.as_ref()));
                    self.not_found(registry, listed, other);
                }
            }
        }
        for (shown, path, place) in &registry.value.included {
            match self.resolver.resolve(&registry.module, path) {
                Some(Target::Registry(at)) if depth < self.tree.registries.len() => {
                    if let Some(inner) = self.tree.registries.get(at) {
                        self.take(inner, conditions, assembled, taken, depth + 1);
                    }
                }
                _ => {
                    let message =
                        format!("the codes of `{shown}` are not read: it is of another crate");
                    assembled.unread.push(Unread {
                        shown: shown.clone(),
                        type_name: String::new(),
                        place: place.clone(),
                    });
                    self.leave_out(registry, place, message);
                }
            }
        }
    }

    /// The enums that a registry lists, wherever the list is sound.
    fn listed(&self, at: usize, seen: &mut BTreeSet<usize>, enums: &mut BTreeSet<usize>) {
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
                self.listed(at, seen, enums);
            }
        }
    }

    fn push(&self, at: usize, conditions: &[String], assembled: &mut Whole) {
        let Some(found) = self.tree.enums.get(at) else { return };
        let FoundEnum { group, places, masks, .. } = found.value.clone();
        let cfg = cfg::joined(&group.cfg, conditions);
        assembled.catalog.groups.push(Group { module: module_text(&found.module), cfg, ..group });
        assembled.known.push(Known { places, masks });
    }

    /// Whether a path leads into `error-catalog`, by that or another name.
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

    fn builtin(
        &mut self,
        listed: &FoundListed,
        path: &[String],
        conditions: &[String],
        assembled: &mut Whole,
    ) {
        let name = path.last().map(String::as_str).unwrap_or_default();
        match crate::spec::builtin(name) {
            Some(group) => {
                let cfg = conditions.to_vec();
                assembled.catalog.groups.push(Group { cfg, ..group });
                assembled.known.push(Known::default());
            }
            None => {
                *self.unread = true;
                let message = format!("`{}` is no enum that `error-catalog` brings", listed.shown);
                let help = "it brings `SystemError` and `ValidationError`";
                self.problems.push(Problem::warning(listed.place.clone(), message, help));
            }
        }
    }

    fn not_found(
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
                let message = format!("`{shown}` could be one of {} enums", paths.len());
                let help = format!("write the path: {}", told::list(&paths));
                self.problems.push(Problem::error(listed.place.clone(), message, help));
                return;
            }
            Some(Target::Outside(_)) => {
                format!("the codes of `{shown}` are not read: it is of another crate")
            }
            Some(Target::Registry(_)) => {
                let message = format!("`{shown}` is a registry, not an enum");
                let help = format!("take it in as a whole: `..{shown}`");
                self.problems.push(Problem::error(listed.place.clone(), message, help));
                return;
            }
            Some(Target::Enum(_)) | None => {
                format!("the codes of `{shown}` are not read: no such enum was found in the source")
            }
        };
        self.leave_out(registry, &listed.place, message);
    }

    fn leave_out(&mut self, registry: &Placed<FoundRegistry>, place: &Place, message: String) {
        *self.unread = true;
        let help = use_compiled(&registry.value.name);
        self.problems.push(Problem::warning(place.clone(), message, help));
    }

    /// Enums that no registry lists, where there is one.
    fn unlisted(&mut self, listed: &BTreeSet<usize>) {
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
            // A list that could not be followed to its end may list it after all.
            let may_be_listed = |registry: &Placed<FoundRegistry>| {
                registry.value.listed.iter().any(|listed| listed.path.last() == Some(name))
            };
            match home {
                Some(registry) if !may_be_listed(registry) => {
                    let values = [("type", name.as_str()), ("registry", &registry.value.name)];
                    let place = found.value.place("registry");
                    self.problems.push(broken(
                        &rules::REGISTRY_UNLISTED,
                        Form::Attribute,
                        place,
                        &values,
                    ));
                }
                Some(_) => {}
                None => {
                    let message = format!("`{name}` is in no registry, and its codes are left out");
                    let help = "list it in a `catalog!`";
                    let problem = Problem::nowhere(message, help);
                    let place = found.value.place("type").cloned();
                    let gravity = crate::Gravity::Warning;
                    self.problems.push(Problem { gravity, place, ..problem });
                }
            }
        }
    }
}

/// An enum that is compiled and was not read.
fn unread(listed: &FoundListed, target: Option<&Target>) -> Option<Unread> {
    let is_compiled = matches!(target, None | Some(Target::Outside(_)));
    let type_name = listed.path.last().filter(|_| is_compiled)?.clone();
    Some(Unread { shown: listed.shown.clone(), type_name, place: listed.place.clone() })
}
