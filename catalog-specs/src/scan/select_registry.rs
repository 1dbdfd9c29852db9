//! Which of a tree's registries is matching.

use super::problems::quoted_list;
use super::registries::FoundRegistry;
use super::resolve::module_text;
use super::walk::Placed;
use crate::{Problem, nearest};

/// The index of the registry with the name, or of the only one. Reports an unknown or ambiguous name.
pub(super) fn select_registry(
    registries: &[Placed<FoundRegistry>],
    wanted: Option<&str>,
    problems: &mut Vec<Problem>,
) -> Option<usize> {
    let has_name = |found: &Placed<FoundRegistry>| {
        let own = path(found);
        wanted.is_none_or(|wanted| own == wanted || own.ends_with(&format!("::{wanted}")))
    };
    let mut matching = registries.iter().enumerate().filter(|(_, found)| has_name(found));
    let Some((at, first)) = matching.next() else {
        problems.extend(wanted.map(|wanted| unknown_registry(registries, wanted)));
        return None;
    };
    let others: Vec<_> = matching.map(|(_, found)| found).collect();
    let is_one = others.iter().all(|other| path(other) == path(first));
    if is_one {
        problems.extend(others.into_iter().map(declared_again));
        return Some(at);
    }
    problems.push(ambiguous_registry(first, &others));
    None
}

fn path(found: &Placed<FoundRegistry>) -> String {
    format!("{}::{}", module_text(&found.module), found.value.name)
}

fn unknown_registry(registries: &[Placed<FoundRegistry>], wanted: &str) -> Problem {
    let names = registries.iter().map(|found| found.value.name.as_str());
    let help = match nearest(wanted, names) {
        Some(near) => nearest::suggest_word(near),
        None if registries.is_empty() => {
            "declare one: `catalog! { pub struct Codes { … } }`".to_owned()
        }
        None => format!("use {}", quoted_list(&registries.iter().map(path).collect::<Vec<_>>())),
    };
    Problem::without_place(format!("no registry `{wanted}` in this source"), help)
}

/// The warning about a registry that is declared again, under another condition.
fn declared_again(found: &Placed<FoundRegistry>) -> Problem {
    let message = format!("`{}` is declared again; only the first is read", path(found));
    let help = "use `Codes::outputs()` in a test to read the one that is compiled";
    Problem::warning(found.value.place.clone(), message, help)
}

fn ambiguous_registry(first: &Placed<FoundRegistry>, others: &[&Placed<FoundRegistry>]) -> Problem {
    let names: Vec<_> = std::iter::once(&first).chain(others).map(|found| path(found)).collect();
    let message = format!("found {} registries in this source", names.len());
    let help = format!(
        "select one, with `.registry(\"...\")` in Rust or `--registry` on the command line: {}",
        quoted_list(&names)
    );
    Problem::error(first.value.place.clone(), message, help)
}
