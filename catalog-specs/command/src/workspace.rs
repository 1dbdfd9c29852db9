//! `--workspace`: runs a subcommand for every package that has codes.

use catalog_specs::{CONFIG_FILE, Json};

use crate::answer::{Answer, Failure};
use crate::arguments::{Command, SourceArguments};
use crate::printing::{Style, visible};
use crate::sources::package::{Member, Package};
use crate::sources::reach::packages_with_codes;

/// Runs a subcommand for each package, and joins the results.
pub(crate) fn run(
    command: &Command,
    args: &SourceArguments,
    one: impl Fn(&Command) -> Result<Answer, Failure>,
) -> Result<Answer, Failure> {
    let members = Package::select(args)?.members()?;
    let with_codes = packages_with_codes(&members);
    let has_documents = |member: &Member| {
        let package = member.package();
        with_codes.contains(member.folder()) || package.has_config() || package.has_lock()
    };
    let mut all = Answer::new(String::new(), Json::Object(Vec::new()));
    let (mut packages, mut skipped) = (Vec::new(), Vec::new());
    for member in members.into_iter().filter(has_documents) {
        let name = member.name.as_str();
        let command = command.for_package(name).ok_or_else(|| {
            Failure::usage(
                format!("`{}` takes one package", command.name()),
                "select it with `-p NAME` instead of `--workspace`",
            )
        })?;
        let mut json = Json::object([("package", Json::from(name))]);
        let result = one(&command);
        if let Some(reason) = result.as_ref().err().and_then(reason_to_skip) {
            all.notes.push_str(&format!("note: `{}` is skipped: {reason}\n", visible(name)));
            json.put("skipped", reason);
            skipped.push(json);
            continue;
        }
        match result {
            Ok(answer) => {
                let is_fine = answer.exit_code() == crate::answer::SUCCESS;
                all.findings.extend(answer.findings);
                all.notes.push_str(&answer.notes);
                all.failed |= answer.failed;
                all.not_compared |= answer.not_compared;
                for (filter, words) in answer.words {
                    all.words.entry(filter).or_default().extend(words);
                }
                add(&mut json, is_fine, answer.json);
                all.text.push_str(&titled(name, &answer.text));
            }
            Err(failure @ Failure::Usage(_)) => return Err(failure),
            Err(failure) => {
                all.findings.extend(failure.problems().iter().cloned());
                all.failed |= matches!(failure, Failure::Catalog(_));
                all.not_compared |= !matches!(failure, Failure::Catalog(_));
                add(&mut json, false, failure.json(command.name()));
                all.text.push_str(&titled(name, &failure.text()));
            }
        }
        packages.push(json);
    }
    if packages.is_empty() {
        let message = "not compared, because no package of the workspace declares documents";
        let help = format!("write `{CONFIG_FILE}` beside the `Cargo.toml` of a package");
        return Err(Failure::not_compared(vec![catalog_specs::Problem::without_place(
            message, help,
        )]));
    }
    all.json = Json::object([("packages", Json::List(packages)), ("skipped", Json::List(skipped))]);
    Ok(all)
}

/// Why there is nothing to do for a package; `None` if its failure is to be reported.
fn reason_to_skip(failure: &Failure) -> Option<&'static str> {
    match failure {
        // A library of codes need not have documents.
        Failure::NotCompared { declares_nothing: true, .. } => {
            Some("it has no `error-catalog.toml`, and none of its tests checks a registry")
        }
        // A file may declare lints or policies alone.
        Failure::NoDocuments(_) => Some("its `error-catalog.toml` declares no document"),
        _ => None,
    }
}

fn titled(name: &str, text: &str) -> String {
    format!("{}\n{text}\n", Style::HEADING.paint(name))
}

fn add(json: &mut Json, is_fine: bool, more: Json) {
    json.put("ok", is_fine);
    if let Json::Object(members) = more {
        for (member, value) in
            members.into_iter().filter(|(member, _)| member != "command" && member != "ok")
        {
            json.put(member, value);
        }
    }
}
