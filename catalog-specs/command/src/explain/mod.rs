//! `explain`: the page of a code, a rule of the derive, a kind of change of the lock, a lint, or another finding.

mod change;
mod code;
mod examples;
mod finding;
mod lint;
mod overview;
mod page;
mod prose;
mod rule;

use catalog_specs::lock::table;
use catalog_specs::model::Catalog;
use catalog_specs::{did_you_mean, findings, lints, rules};

use crate::answer::{Answer, Failure};
use crate::arguments::Explain;
use crate::printing::visible;
use crate::progress::Working;
use crate::sources::Loaded;

pub(crate) fn run(args: &Explain, working: &Working) -> Result<Answer, Failure> {
    let Some(name) = &args.name else {
        // Without a package, the rules are listed.
        let loaded = Loaded::read_or_preview(&args.source, working);
        let catalog = match (loaded, &args.source.source, &args.source.manifest_path) {
            (Ok(loaded), _, _) => Some(loaded.catalog),
            (Err(_), None, None) => None,
            (Err(failure), _, _) => return Err(failure),
        };
        return Ok(overview::all(catalog.as_ref()));
    };
    // Rules do not depend on the package.
    if let Some(answer) = rule_page(name) {
        return Ok(answer);
    }
    let loaded = match Loaded::read_or_preview(&args.source, working) {
        Ok(loaded) => loaded,
        Err(failure) => return Err(suggest_rule(name).unwrap_or(failure)),
    };
    let notes = loaded.note();
    let answer = code_page(name, &loaded.catalog).ok_or_else(|| unknown(name, &loaded))?;
    Ok(Answer { notes, ..answer })
}

/// The page of a rule, of a kind of change, of a lint, of another finding, or of a family.
fn rule_page(name: &str) -> Option<Answer> {
    if let Some(rule) = rules::by_id(name) {
        return Some(rule::page(rule));
    }
    if let Some(rule) = table::by_id(name) {
        return Some(change::page(rule));
    }
    if let Some(lint) = lints::by_id(name) {
        return Some(lint::page(lint));
    }
    if let Some(finding) = findings::by_id(name) {
        return Some(finding::page(finding));
    }
    overview::family(name)
}

/// The page of a current, former or retired code.
fn code_page(name: &str, catalog: &Catalog) -> Option<Answer> {
    let current = catalog.entries().find(|(_, entry)| entry.code == name);
    if let Some((group, entry)) = current {
        return Some(code::page(catalog, group, entry, None));
    }
    if let Some((group, entry)) = catalog.get(name) {
        return Some(code::page(catalog, group, entry, Some(name)));
    }
    if let Some(retired) = catalog.retired.iter().find(|retired| retired.code == name) {
        return Some(code::explain_retired(retired));
    }
    // Lower case is accepted.
    let mut alike = catalog.entries().filter(|(_, entry)| entry.code.eq_ignore_ascii_case(name));
    let (group, entry) = alike.next()?;
    Some(code::page(catalog, group, entry, None))
}

/// If no catalogue can be read: a suggestion from the rules.
fn suggest_rule(name: &str) -> Option<Failure> {
    let near = catalog_specs::nearest(name, rule_names())?;
    Some(Failure::usage(
        format!("no rule is called `{}`", visible(name)),
        format!("did you mean `{near}`?"),
    ))
}

fn unknown(name: &str, loaded: &Loaded) -> Failure {
    let catalog = &loaded.catalog;
    let codes = catalog.entries().map(|(_, entry)| entry.code.as_str());
    let former = catalog.entries().flat_map(|(_, entry)| &entry.formerly).map(String::as_str);
    let retired = catalog.retired.iter().map(|retired| retired.code.as_str());
    let known: Vec<_> = codes.chain(former).chain(retired).chain(rule_names()).collect();
    let cure = match catalog_specs::nearest(name, known.iter().copied()) {
        Some(_) => did_you_mean(name, &known),
        None => "`cargo error-catalog explain` lists all codes and rules".to_owned(),
    };
    let unread: Vec<_> =
        loaded.unread.iter().map(|unread| format!("`{}`", visible(&unread.path))).collect();
    let cure = match unread.as_slice() {
        [] => cure,
        some => format!(
            "{cure}\nnote: the codes of {} were not read: they are in another crate or made by a macro",
            some.join(", ")
        ),
    };
    Failure::usage(format!("no code and no rule is called `{}`", visible(name)), cure)
}

/// The ids of the rules, of the kinds of change, of the lints and of other findings, and their families.
fn rule_names() -> Vec<&'static str> {
    let rules = rules::ALL.iter().flat_map(|rule| [rule.id, rule.family]);
    let changes = table::all().flat_map(|rule| [rule.id, rule.family]);
    let checks = lints::ids().into_iter().chain(findings::ids());
    rules.chain(changes).chain(checks).chain([overview::LINTS]).collect()
}
