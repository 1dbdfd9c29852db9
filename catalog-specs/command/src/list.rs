//! `list`: the codes, all or filtered.

use catalog_specs::Json;
use catalog_specs::model::{Catalog, Group, Row};
use catalog_specs::render::example::text_in;

use crate::answer::{Answer, Failure};
use crate::arguments::List;
use crate::printing::{Style, Table, plural, terminal_columns};
use crate::progress::Working;
use crate::report;
use crate::rows;
use crate::sources::Loaded;

pub(crate) fn run(args: &List, working: &Working) -> Result<Answer, Failure> {
    let loaded = Loaded::read_or_preview(&args.source, working)?;
    let notes = loaded.note();
    let catalog = loaded.catalog;
    check_words(args, &catalog)?;
    let found: Vec<_> =
        catalog.sorted().into_iter().filter(|(group, row)| is_wanted(args, group, row)).collect();
    let json = Json::object([
        ("total", report::count(catalog.rows().count())),
        ("codes", Json::List(found.iter().map(|(group, row)| rows::json(group, row)).collect())),
        ("catalogue", loaded.origin.as_str().into()),
    ]);
    Ok(Answer { notes, ..Answer::new(text(args, &catalog, &found), json) })
}

/// Rejects a filter that no code can match: it is a typing error.
fn check_words(args: &List, catalog: &Catalog) -> Result<(), Failure> {
    let unknown = |word: &str, noun: &str, known: &[&str]| {
        let mut known = known.to_vec();
        known.sort_unstable();
        known.dedup();
        let cure = catalog_specs::did_you_mean(word, &known);
        Err(Failure::usage(format!("`{word}` is not a {noun} of this catalogue"), cure))
    };
    if let Some(domain) = &args.domain {
        let known: Vec<_> = catalog.groups.iter().map(|group| group.domain.as_str()).collect();
        if !known.iter().any(|known| known.eq_ignore_ascii_case(domain)) {
            return unknown(domain, "domain", &known);
        }
    }
    if let Some(owner) = &args.owner {
        let known: Vec<_> = catalog.rows().filter_map(|(_, row)| row.owner.as_deref()).collect();
        if !known.contains(&owner.as_str()) {
            return unknown(owner, "owner", &known);
        }
    }
    if let Some(locale) = &args.locale {
        let known = catalog.locales();
        if !known.contains(&locale.as_str()) {
            return unknown(locale, "locale", &known);
        }
    }
    Ok(())
}

fn is_wanted(args: &List, group: &Group, row: &Row) -> bool {
    let has_text = |wanted: &String| {
        let wanted = wanted.to_lowercase();
        let texts = row.messages.iter().map(|text| text.message.as_str());
        let docs = [&row.docs.description, &row.docs.causes].map(String::as_str);
        let more = [Some(row.code.as_str()), row.title.as_deref()].into_iter().flatten();
        texts.chain(docs).chain(more).any(|text| text.to_lowercase().contains(&wanted))
    };
    args.domain.as_ref().is_none_or(|domain| group.domain.eq_ignore_ascii_case(domain))
        && args.status.is_none_or(|status| status.matches(row.status))
        && args.class.is_none_or(|class| row.effective_class() == class)
        && args.severity.is_none_or(|severity| row.effective_severity() == severity)
        && args.level.is_none_or(|level| row.level == level)
        && args.owner.as_ref().is_none_or(|owner| row.owner.as_ref() == Some(owner))
        && args
            .locale
            .as_ref()
            .is_none_or(|locale| row.messages.iter().any(|text| text.locale == *locale))
        && (!args.deprecated || row.deprecated.is_some())
        && (!args.retryable || row.effective_retry().is_retryable())
        && args.search.as_ref().is_none_or(has_text)
}

fn text(args: &List, catalog: &Catalog, found: &[(&Group, &Row)]) -> String {
    let total = catalog.rows().count();
    if total == 0 {
        return "the catalogue has no code: no enum derives `ErrorCatalog`\n".to_owned();
    }
    if found.is_empty() {
        return format!("no match in {}\n", plural(total, "code"));
    }
    let locale = args.locale.as_deref().or(catalog.settings.locales.first().map(String::as_str));
    let heading = ["CODE", "STATUS", "LEVEL", "CLASS", "SEVERITY", "RETRY", "OWNER", "MESSAGE"];
    let mut table = Table::new(&heading).spare(&["CLASS", "SEVERITY", "OWNER", "RETRY"]);
    for (group, row) in found {
        let retry = row.effective_retry();
        let retry = if retry.is_retryable() { retry.as_str() } else { "" };
        let code = if row.deprecated.is_some() { Style::FAINT } else { Style::CODE };
        let severity = row.effective_severity();
        table.row(vec![
            (row.code.clone(), code),
            (row.status.to_string(), Style::of_status(row.status)),
            (row.level.as_str().to_owned(), Style::of_level(row.level)),
            (row.effective_class().as_str().to_owned(), Style::PLAIN),
            (severity.as_str().to_owned(), Style::of_severity(severity)),
            (retry.to_owned(), Style::PLAIN),
            (row.owner.clone().unwrap_or_default(), Style::PLAIN),
            (message(group, row, locale), Style::PLAIN),
        ]);
    }
    let count = match found.len() {
        count if count == total => plural(total, "code"),
        count => format!("{count} of {}", plural(total, "code")),
    };
    format!("{}\n{}\n", table.text(terminal_columns()), Style::FAINT.paint(&count))
}

/// The message of a code, or the code that is sent instead.
fn message(group: &Group, row: &Row, locale: Option<&str>) -> String {
    match (&row.public_as, row.messages.is_empty()) {
        (Some(public), true) => format!("→ {public}"),
        _ => text_in(group, row, locale).1.to_owned(),
    }
}
