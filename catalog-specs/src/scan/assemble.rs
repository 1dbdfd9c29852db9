//! From all that a tree declares to one catalogue: the registry's enums in its order, or all enums
//! where there is no registry.

use std::collections::BTreeSet;

use super::enums::FoundEnum;
use super::registries::{FoundListed, FoundRegistry};
use super::resolve::{Resolver, Target};
use super::walk::{Module, Placed, Tree};
use super::{FACADE, cfg, told};
use crate::messages::{self, MessageFiles};
use crate::model::{Catalog, Group, Place, Retired};
use crate::{Problem, nearest, rules};

/// A catalogue with what is needed to check it.
#[derive(Debug, Default)]
pub(super) struct Assembled {
    pub catalog: Catalog,
    /// What is known of each group beyond its rows, group by group.
    pub known: Vec<Known>,
    /// Where each retired code stands.
    pub retired: Vec<Place>,
    /// Where the registry names codes of its own.
    pub named: Vec<(&'static str, Place)>,
    /// The message files of the registry, and where it names them.
    pub files: Option<(MessageFiles, Place)>,
    /// Whether texts may stand in files that are not sound.
    pub may_hide_texts: bool,
    /// Whether there is a registry.
    pub has_registry: bool,
}

/// What is known of an enum in a catalogue beyond its rows.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub places: Vec<(String, Place)>,
    pub masks: Vec<(String, Place)>,
}

/// Puts the catalogue together; what is wrong goes to the tree's problems.
pub(super) fn assemble(tree: &mut Tree, wanted: Option<&str>) -> Assembled {
    merge_alternatives(&mut tree.enums);
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

/// One enum that is declared under this condition and under that is one enum: a code of both is
/// there under either.
fn merge_alternatives(enums: &mut Vec<Placed<FoundEnum>>) {
    let mut kept: Vec<Placed<FoundEnum>> = Vec::with_capacity(enums.len());
    for mut found in std::mem::take(enums) {
        found.value.group.cfg = cfg::joined(&found.conditions, &found.value.group.cfg);
        let (module, name) = (&found.module, &found.value.group.type_name);
        let same = kept.iter_mut().rev().find(|known| {
            !found.value.group.cfg.is_empty()
                && known.value.group.type_name == *name
                && known.module == *module
                && !cfg::can_meet(&known.value.group.cfg, &found.value.group.cfg)
        });
        match same {
            Some(known) => merge(&mut known.value, found.value),
            None => kept.push(found),
        }
    }
    *enums = kept;
}

fn merge(known: &mut FoundEnum, other: FoundEnum) {
    let (own, theirs) = (known.group.cfg.clone(), other.group.cfg.clone());
    for row in &mut known.group.rows {
        row.cfg = cfg::joined(&own, &row.cfg);
    }
    for mut row in other.group.rows {
        row.cfg = cfg::joined(&theirs, &row.cfg);
        match known.group.rows.iter_mut().find(|known| known.code == row.code) {
            Some(known) => known.cfg = cfg::either(&known.cfg, &row.cfg),
            None => known.group.rows.push(row),
        }
    }
    known.group.cfg = cfg::either(&own, &theirs);
    for row in &mut known.group.rows {
        row.cfg.retain(|condition| !known.group.cfg.contains(condition));
    }
    known.masks.extend(other.masks);
}

struct Assembler<'t> {
    tree: &'t Tree,
    resolver: &'t Resolver<'t>,
    problems: &'t mut Vec<Problem>,
    unread: &'t mut bool,
}

impl Assembler<'_> {
    fn all(&mut self, wanted: Option<&str>) -> Assembled {
        let Some(chosen) = self.choose(wanted) else {
            let mut assembled = Assembled::default();
            for at in 0..self.tree.enums.len() {
                self.push(at, &[], &mut assembled);
            }
            return assembled;
        };
        let mut assembled = Assembled::default();
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

    /// The registry that is meant; nothing where there is none or it is not clear.
    fn choose(&mut self, wanted: Option<&str>) -> Option<usize> {
        let registries = &self.tree.registries;
        let path = |found: &Placed<FoundRegistry>| {
            let module = module_text(&found.module);
            format!("{module}::{}", found.value.name)
        };
        let bears = |found: &Placed<FoundRegistry>, wanted: &str| {
            let own = path(found);
            own == wanted || own.ends_with(&format!("::{wanted}"))
        };
        let meant: Vec<_> = match wanted {
            None => (0..registries.len()).collect(),
            Some(wanted) => {
                let all = registries.iter().enumerate();
                all.filter(|(_, found)| bears(found, wanted)).map(|(at, _)| at).collect()
            }
        };
        let names: Vec<_> = registries.iter().map(path).collect();
        match (meant.as_slice(), wanted) {
            ([only], _) => Some(*only),
            ([], None) => None,
            ([], Some(wanted)) => {
                let short: Vec<_> =
                    registries.iter().map(|found| found.value.name.as_str()).collect();
                let help = match nearest(wanted, short.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None if names.is_empty() => {
                        "declare one: `catalog! { pub struct Codes { … } }`".to_owned()
                    }
                    None => format!("there is {}", list(&names)),
                };
                let message = format!("there is no registry `{wanted}` in this source");
                self.problems.push(Problem::nowhere(message, help));
                None
            }
            ([first, others @ ..], _) => {
                let first_found = registries.get(*first)?;
                let same = |at: &usize| {
                    registries.get(*at).is_some_and(|found| path(found) == path(first_found))
                };
                let place = |at: usize| registries.get(at).map(|found| found.value.place.clone());
                if others.iter().all(same) {
                    // Under conditions: one of them is compiled.
                    for at in others {
                        let problem = Problem::nowhere(
                            format!(
                                "`{}` is declared again; only the first is read",
                                path(first_found)
                            ),
                            "the other is known when it is compiled: use `Codes::outputs()` in a test",
                        );
                        let gravity = crate::Gravity::Warning;
                        self.problems.push(Problem { gravity, place: place(*at), ..problem });
                    }
                    return Some(*first);
                }
                let names: Vec<_> =
                    meant.iter().filter_map(|at| registries.get(*at).map(path)).collect();
                let help = format!("say which: {}", list(&names));
                let message = format!("there are {} registries in this source", names.len());
                let problem = Problem::nowhere(message, help);
                self.problems.push(Problem { place: place(*first), ..problem });
                None
            }
        }
    }

    fn fill(
        &mut self,
        registry: &Placed<FoundRegistry>,
        assembled: &mut Assembled,
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
        assembled: &mut Assembled,
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
                other => self.not_found(registry, listed, other),
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

    fn push(&self, at: usize, conditions: &[String], assembled: &mut Assembled) {
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
        assembled: &mut Assembled,
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
                let help = format!("write the path: {}", list(&paths));
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
        let help = super::compiled(&registry.value.name);
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
                    self.problems.push(told::of_rule(&rules::REGISTRY_UNLISTED, place, &values));
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

/// `crate::auth`.
fn module_text(module: &Module) -> String {
    let segments = std::iter::once("crate").chain(module.1.iter().map(String::as_str));
    segments.collect::<Vec<_>>().join("::")
}

fn list(names: &[String]) -> String {
    crate::diag::list(&names.iter().map(String::as_str).collect::<Vec<_>>())
}
