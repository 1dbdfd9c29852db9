//! Which of a tree's registries is meant.

use super::registries::FoundRegistry;
use super::resolve::module_text;
use super::told::list;
use super::walk::Placed;
use crate::{Gravity, Problem, nearest};

/// The registry that is meant, by its place among them; nothing where there is none or it is not
/// clear, which is then told.
pub(super) fn find(
    registries: &[Placed<FoundRegistry>],
    wanted: Option<&str>,
    problems: &mut Vec<Problem>,
) -> Option<usize> {
    let bears = |found: &Placed<FoundRegistry>| {
        let own = path(found);
        wanted.is_none_or(|wanted| own == wanted || own.ends_with(&format!("::{wanted}")))
    };
    let mut meant = registries.iter().enumerate().filter(|(_, found)| bears(found));
    let Some((at, first)) = meant.next() else {
        problems.extend(wanted.map(|wanted| not_there(registries, wanted)));
        return None;
    };
    let others: Vec<_> = meant.map(|(_, found)| found).collect();
    let is_one = others.iter().all(|other| path(other) == path(first));
    if is_one {
        problems.extend(others.into_iter().map(declared_again));
        return Some(at);
    }
    problems.push(several(first, &others));
    None
}

fn path(found: &Placed<FoundRegistry>) -> String {
    format!("{}::{}", module_text(&found.module), found.value.name)
}

fn not_there(registries: &[Placed<FoundRegistry>], wanted: &str) -> Problem {
    let names = registries.iter().map(|found| found.value.name.as_str());
    let help = match nearest(wanted, names) {
        Some(near) => nearest::meant(near),
        None if registries.is_empty() => {
            "declare one: `catalog! { pub struct Codes { … } }`".to_owned()
        }
        None => format!("there is {}", list(&registries.iter().map(path).collect::<Vec<_>>())),
    };
    Problem::nowhere(format!("there is no registry `{wanted}` in this source"), help)
}

/// One under this condition and one under that: one of them is compiled.
fn declared_again(found: &Placed<FoundRegistry>) -> Problem {
    let message = format!("`{}` is declared again; only the first is read", path(found));
    let help = "the other is known when it is compiled: use `Codes::outputs()` in a test";
    let place = Some(found.value.place.clone());
    Problem { gravity: Gravity::Warning, place, ..Problem::nowhere(message, help) }
}

fn several(first: &Placed<FoundRegistry>, others: &[&Placed<FoundRegistry>]) -> Problem {
    let names: Vec<_> = std::iter::once(&first).chain(others).map(|found| path(found)).collect();
    let message = format!("there are {} registries in this source", names.len());
    let help = format!(
        "say which, with `.registry(\"...\")` in the chain or `--registry` on the command line: {}",
        list(&names)
    );
    Problem::error(first.value.place.clone(), message, help)
}
