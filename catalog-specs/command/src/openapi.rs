//! `openapi merge`: puts the responses of error sets into the document of a service.

use std::path::Path;

use catalog_specs::openapi_merge::{Merged, MergedOperation, NO_SET, merge};
use catalog_specs::{Json, write_file};

use crate::answer::{Answer, Failure};
use crate::arguments::{MergeOpenapi, Openapi, OpenapiAction};
use crate::files;
use crate::printing::{Style, Table, plural, terminal_columns, visible};
use crate::progress::Working;
use crate::sources::Loaded;

pub(crate) fn run(args: &Openapi, working: &Working) -> Result<Answer, Failure> {
    match &args.action {
        OpenapiAction::Merge(args) => run_merge(args, working),
    }
}

fn run_merge(args: &MergeOpenapi, working: &Working) -> Result<Answer, Failure> {
    let file = args.service.display().to_string();
    let text = files::read(&args.service)?;
    let loaded = Loaded::read(&args.source, working)?;
    let notes = loaded.note_on_result("responses may be missing");
    let not_compared = !loaded.sees_every_code();
    let declared = loaded.config.as_ref().map(|config| config.openapi.clone());
    let mapped = [declared.unwrap_or_default(), args.operation.clone()].concat();
    let package = loaded.package.as_ref().map(|package| package.place().to_owned());
    let origin = ("catalogue", Json::from(loaded.origin.as_str()));
    let catalog = loaded.whole()?;
    let merged = working.on("merging the documents", |_| merge(&text, &file, &catalog, &mapped));
    let merged = merged.map_err(Failure::Unreadable)?;
    let json = |more: (&'static str, Json)| {
        Json::object([origin.clone(), operations(&merged), unused(&merged), more])
    };
    let Some(out) = &args.out else {
        let json = json(("text", merged.text.as_str().into()));
        return Ok(Answer { notes, not_compared, ..Answer::file(merged.text.clone(), json) });
    };
    let shown = out.display().to_string();
    if args.check {
        // Git may have written the file with the line ends of the system.
        let is_current = out.exists() && files::read(out)?.replace("\r\n", "\n") == merged.text;
        let text = if is_current {
            format!("{} {}\n", Style::GOOD.paint("current"), visible(&shown))
        } else {
            format!(
                "{} {}: run the same command without `--check`\n",
                Style::ERROR.paint("stale"),
                visible(&shown)
            )
        };
        let json = json(("stale", Json::list((!is_current).then_some(shown))));
        return Ok(Answer { notes, not_compared, failed: !is_current, ..Answer::new(text, json) });
    }
    if !args.write.allow_outside {
        files::check_all_inside(package.as_deref(), [out.as_path()])?;
    }
    check_replaceable(out, &args.service)?;
    write_file(out, &merged.text)?;
    let text = format!("{}{} {}\n", table(&merged), Style::GOOD.paint("wrote"), visible(&shown));
    let json = json(("written", Json::list([shown])));
    Ok(Answer { notes, not_compared, ..Answer::new(text, json) })
}

/// The output replaces another document only.
fn check_replaceable(out: &Path, service: &Path) -> Result<(), Failure> {
    let shown = out.display();
    let (Ok(known), given) = (out.canonicalize(), service.canonicalize()) else { return Ok(()) };
    if given.is_ok_and(|given| given == known) {
        let message = format!("`{shown}` is the document that is read");
        let help = "write to another file: responses that a document has are kept, also when they are stale";
        return Err(Failure::usage(message, help));
    }
    if files::read(out)?.contains("\"openapi\"") {
        return Ok(());
    }
    let message = format!("`{shown}` exists, and is no OpenAPI document");
    Err(Failure::unreadable(message, "write to another file, or delete this one"))
}

fn operations(merged: &Merged) -> (&'static str, Json) {
    let each = merged.operations.iter().map(|operation| {
        let set = operation.set.as_deref().map_or(Json::Null, Json::from);
        Json::object([
            ("operation", operation.name.as_str().into()),
            ("set", set),
            ("added", Json::list(operation.added.iter().map(String::as_str))),
            ("kept", Json::list(operation.kept.iter().map(String::as_str))),
        ])
    });
    ("operations", Json::List(each.collect()))
}

fn unused(merged: &Merged) -> (&'static str, Json) {
    ("unused_sets", Json::list(merged.unused.iter().map(String::as_str)))
}

fn table(merged: &Merged) -> String {
    let mut table = Table::new(&["operation", "error set", "added", "kept"]);
    for MergedOperation { name, set, added, kept } in &merged.operations {
        table.row(vec![
            (name.clone(), Style::CODE),
            (set.clone().unwrap_or_else(|| NO_SET.to_owned()), Style::PLAIN),
            (added.join(" "), Style::PLAIN),
            (kept.join(" "), Style::FAINT),
        ]);
    }
    let mut text = table.text(terminal_columns());
    if !merged.unused.is_empty() {
        let count = plural(merged.unused.len(), "error set");
        text.push_str(&format!(
            "{count} without an operation: {}\n",
            visible(&merged.unused.join(", "))
        ));
    }
    text
}
