//! Finds the codes that a policy does not pass.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::locate::code_literals;
use super::policy::{Policies, Policy};
use super::requirement::Requirement;
use crate::findings::POLICY;
use crate::keys::Key;
use crate::model::{Catalog, Entry, Group, Place};
use crate::{Problem, did_you_mean, nearest, visible};

/// The id of a code that does not pass a policy, in machine-readable answers.
pub const POLICY_RULE: &str = POLICY.id;

/// What is known besides the catalogue.
pub(crate) struct Surroundings<'s> {
    /// The folder of the package, whose source is searched for codes without a place.
    pub(crate) package: &'s Path,
    /// Whether every code has a page: a runbook is generated, or `[operations] runbook` names the pages.
    pub(crate) has_runbook: bool,
    /// Whether every code was read.
    pub(crate) is_complete: bool,
}

/// The codes that do not pass, each at its literal, and the conditions that name an unknown domain.
pub(crate) fn check(
    policies: &Policies,
    catalog: &Catalog,
    surroundings: &Surroundings<'_>,
) -> Vec<Problem> {
    let mut problems: Vec<_> = policies
        .rows
        .iter()
        .filter(|_| surroundings.is_complete)
        .flat_map(|policy| unknown_domains(policy, catalog))
        .collect();
    let mut reported = BTreeSet::new();
    let mut failed = Vec::new();
    for policy in &policies.rows {
        for (group, entry) in catalog.entries().filter(|(group, _)| !group.is_builtin()) {
            if !policy.condition.holds(group, entry) {
                continue;
            }
            let is_met = |requirement: &Requirement| {
                requirement.is_met_by(entry)
                    || (*requirement == Requirement::Key(Key::Runbook) && surroundings.has_runbook)
            };
            let missing = policy.require.iter().copied().filter(|requirement| !is_met(requirement));
            // What another policy requires too is reported once.
            let missing: Vec<_> =
                missing.filter(|missing| reported.insert((&entry.code, missing.name()))).collect();
            if !missing.is_empty() {
                failed.push((policy, group, entry, missing));
            }
        }
    }
    let is_unplaced = |entry: &Entry| entry.place("code").is_none();
    let literals = if failed.iter().any(|(_, _, entry, _)| is_unplaced(entry)) {
        code_literals(surroundings.package)
    } else {
        BTreeMap::default()
    };
    problems.extend(failed.into_iter().map(|(policy, group, entry, missing)| {
        let place = entry.place("code").or_else(|| literals.get(&entry.code));
        problem(policy, group, entry, &missing, place)
    }));
    problems
}

fn problem(
    policy: &Policy,
    group: &Group,
    entry: &Entry,
    missing: &[Requirement],
    place: Option<&Place>,
) -> Problem {
    let names: Vec<_> =
        missing.iter().map(|requirement| format!("`{}`", requirement.name())).collect();
    let names = match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    };
    let code = &entry.code;
    let mut message =
        format!("`{code}` lacks {names}, which the policy `{}` requires", policy.name);
    if place.is_none() {
        message =
            format!("{message} (`{}::{}` in `{}`)", group.type_name, entry.variant, group.module);
    }
    let cures = missing.iter().map(|requirement| requirement.cure(code));
    let mut notes = vec![format!("note: the policy is for codes with `{}`", policy.when)];
    if !policy.why.is_empty() {
        notes.push(format!("note: {}", policy.why.replace('\n', " ")));
    }
    let help = cures.chain(notes).collect::<Vec<_>>().join("\n");
    let problem = Problem::without_place(message, help);
    Problem { rule: Some(POLICY_RULE), place: place.cloned(), ..problem }
}

/// The domains of a condition that no code has: the policy would hold for nothing, or for too much.
fn unknown_domains(policy: &Policy, catalog: &Catalog) -> Vec<Problem> {
    let place = format!("the policy `{}`", policy.name);
    let remove = "remove it from the condition";
    let problems = domains_of_no_code(policy.condition.domains(), catalog, &place, remove);
    let problems = problems.into_iter().map(|problem| Problem {
        rule: Some(POLICY_RULE),
        place: policy.place.clone(),
        ..problem
    });
    problems.collect()
}

/// The domains of a setting that no code has.
pub(crate) fn domains_of_no_code<'d>(
    domains: impl IntoIterator<Item = &'d str>,
    catalog: &Catalog,
    setting: &str,
    remove: &str,
) -> Vec<Problem> {
    let known = catalog.groups.iter().map(|group| group.domain.as_str()).collect();
    of_no_code(domains, &known, |domain| format!("the domain `{domain}` of {setting}"), remove)
}

/// The owners of `[operations.receivers]` that no code has.
pub(crate) fn owners_of_no_code<'o>(
    owners: impl IntoIterator<Item = &'o str>,
    catalog: &Catalog,
) -> Vec<Problem> {
    let known = catalog.entries().filter_map(|(_, entry)| entry.owner.as_deref()).collect();
    let what = |owner: &str| format!("the owner `{owner}` of `[operations.receivers] owners`");
    of_no_code(owners, &known, what, "remove it")
}

fn of_no_code<'n>(
    names: impl IntoIterator<Item = &'n str>,
    known: &BTreeSet<&str>,
    what: impl Fn(&str) -> String,
    remove: &str,
) -> Vec<Problem> {
    let known: Vec<_> = known.iter().copied().collect();
    let unknown = names.into_iter().filter(|name| !known.contains(name));
    let problems = unknown.map(|name| {
        let message = format!("no code has {}", what(&visible(name)));
        let help = match nearest(name, known.iter().copied()) {
            Some(_) => did_you_mean(name, &known),
            None => remove.to_owned(),
        };
        Problem::without_place(message, help)
    });
    problems.collect()
}
