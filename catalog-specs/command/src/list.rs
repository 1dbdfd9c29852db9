//! `list`: the codes, all or filtered.

use catalog_specs::Json;
use catalog_specs::model::{Catalog, Entry, Group};
use catalog_specs::render::example::text_in;

use crate::answer::{Answer, Failure, Words};
use crate::arguments::List;
use crate::entries;
use crate::printing::{Style, Table, plural, terminal_columns};
use crate::progress::Working;
use crate::report;
use crate::sources::Loaded;

pub(crate) fn run(args: &List, working: &Working) -> Result<Answer, Failure> {
    let loaded = Loaded::read_or_preview(&args.source, working)?;
    let notes = loaded.note();
    let catalog = loaded.catalog;
    let found: Vec<_> = catalog
        .sorted()
        .into_iter()
        .filter(|(group, entry)| is_wanted(args, group, entry) && is_in_set(args, &catalog, entry))
        .collect();
    let json = Json::object([
        ("total", report::count(catalog.entries().count())),
        (
            "codes",
            Json::List(
                found.iter().map(|(group, entry)| entries::json(&catalog, group, entry)).collect(),
            ),
        ),
        ("catalogue", loaded.origin.as_str().into()),
        ("problems", report::json(&loaded.problems)),
    ]);
    let words = words(&catalog);
    Ok(Answer { notes, words, ..Answer::new(text(args, &catalog, &found), json) })
}

/// The filters whose words are names of the catalogue.
const FILTERS: [&str; 4] = ["domain", "owner", "set", "locale"];

/// The words of a catalogue, by filter.
fn words(catalog: &Catalog) -> Words {
    let domains = catalog.groups.iter().map(|group| group.domain.as_str());
    let owners = catalog.entries().filter_map(|(_, entry)| entry.owner.as_deref());
    let sets = catalog.sets.iter().map(|set| set.name.as_str());
    let [domain, owner, set, locale] = FILTERS;
    Words::from([
        (domain, domains.map(ToOwned::to_owned).collect()),
        (owner, owners.map(ToOwned::to_owned).collect()),
        (set, sets.map(ToOwned::to_owned).collect()),
        (locale, catalog.locales().into_iter().map(ToOwned::to_owned).collect()),
    ])
}

/// Rejects a filter that no code of the catalogues can match: it is a typing error.
pub(crate) fn check_words(args: &List, words: &Words) -> Result<(), Failure> {
    let given = [&args.domain, &args.owner, &args.set, &args.locale];
    for (filter, given) in FILTERS.into_iter().zip(given) {
        let Some(word) = given else { continue };
        let known = words.get(filter).into_iter().flatten();
        let known: Vec<_> = known.map(String::as_str).collect();
        let is_known = known.contains(&word.as_str())
            || filter == "domain" && known.iter().any(|known| known.eq_ignore_ascii_case(word));
        if is_known {
            continue;
        }
        let message = format!("`{word}` is not a {filter} of this catalogue");
        return Err(if filter == "set" && known.is_empty() {
            let cure = "declare one: `catalog! { pub struct SignUp of Codes { ... } }`";
            Failure::usage(format!("{message}, which names none"), cure)
        } else {
            Failure::usage(message, catalog_specs::did_you_mean(word, &known))
        });
    }
    Ok(())
}

fn is_in_set(args: &List, catalog: &Catalog, entry: &Entry) -> bool {
    let set = args.set.as_ref().map(|name| catalog.set(name));
    set.is_none_or(|set| set.is_some_and(|set| set.has(&entry.code)))
}

fn is_wanted(args: &List, group: &Group, entry: &Entry) -> bool {
    let has_text = |wanted: &String| {
        let wanted = wanted.to_lowercase();
        let texts = entry.messages.iter().map(|text| text.message.as_str());
        let docs = [&entry.docs.description, &entry.docs.causes].map(String::as_str);
        let more = [Some(entry.code.as_str()), entry.title.as_deref()].into_iter().flatten();
        texts.chain(docs).chain(more).any(|text| text.to_lowercase().contains(&wanted))
    };
    args.domain.as_ref().is_none_or(|domain| group.domain.eq_ignore_ascii_case(domain))
        && args.status.is_none_or(|status| status.matches(entry.status))
        && args.class.is_none_or(|class| entry.effective_class() == class)
        && args.severity.is_none_or(|severity| entry.effective_severity() == severity)
        && args.level.is_none_or(|level| entry.level == level)
        && args.owner.as_ref().is_none_or(|owner| entry.owner.as_ref() == Some(owner))
        && args
            .locale
            .as_ref()
            .is_none_or(|locale| entry.messages.iter().any(|text| text.locale == *locale))
        && (!args.deprecated || entry.deprecated.is_some())
        && (!args.retryable || entry.effective_retry().is_retryable())
        && args.search.as_ref().is_none_or(has_text)
}

fn text(args: &List, catalog: &Catalog, found: &[(&Group, &Entry)]) -> String {
    let total = catalog.entries().count();
    if total == 0 {
        return "the catalogue has no code: no enum derives `ErrorCatalog`\n".to_owned();
    }
    if found.is_empty() {
        return format!("no match in {}\n", plural(total, "code"));
    }
    let locale = args.locale.as_deref().or(catalog.settings.locales.first().map(String::as_str));
    let heading = ["CODE", "STATUS", "LEVEL", "CLASS", "SEVERITY", "RETRY", "OWNER", "MESSAGE"];
    let mut table = Table::new(&heading).spare(&["CLASS", "SEVERITY", "OWNER", "RETRY"]);
    for (group, entry) in found {
        let retry = entry.effective_retry();
        let retry = if retry.is_retryable() { retry.as_str() } else { "" };
        let code = if entry.deprecated.is_some() { Style::FAINT } else { Style::CODE };
        let severity = entry.effective_severity();
        table.row(vec![
            (entry.code.clone(), code),
            (entry.status.to_string(), Style::of_status(entry.status)),
            (entry.level.as_str().to_owned(), Style::of_level(entry.level)),
            (entry.effective_class().as_str().to_owned(), Style::PLAIN),
            (severity.as_str().to_owned(), Style::of_severity(severity)),
            (retry.to_owned(), Style::PLAIN),
            (entry.owner.clone().unwrap_or_default(), Style::PLAIN),
            (message(group, entry, locale), Style::PLAIN),
        ]);
    }
    let count = match found.len() {
        count if count == total => plural(total, "code"),
        count => format!("{count} of {}", plural(total, "code")),
    };
    format!("{}\n{}\n", table.text(terminal_columns()), Style::FAINT.paint(&count))
}

/// The message of a code, or the code that is sent instead.
fn message(group: &Group, entry: &Entry, locale: Option<&str>) -> String {
    match (&entry.public_as, entry.messages.is_empty()) {
        (Some(public), true) => format!("→ {public}"),
        _ => text_in(group, entry, locale).1.to_owned(),
    }
}
