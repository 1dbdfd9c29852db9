//! `lock`: updates the lock, or accepts a breaking change.

use std::path::{Path, PathBuf};

use catalog_specs::findings::STALE_DOCUMENT;
use catalog_specs::lock::{Change, Lock, compare};
use catalog_specs::model::Catalog;
use catalog_specs::{Json, Problem, write_file};

use crate::answer::{Answer, Failure};
use crate::arguments::{DocumentArguments, Lock as Arguments};
use crate::diff;
use crate::documents::{self, GateMode, without_dot};
use crate::files;
use crate::printing::{Style, plural, visible};
use crate::progress::Working;
use crate::repair;
use crate::report;
use crate::sources::package::{LOCK, Package};
use crate::sources::{Loaded, Origin};

/// The lock on disk and the one of the catalogue.
#[derive(Clone)]
struct Locks {
    path: PathBuf,
    /// The text of the file; `None` if it does not exist.
    found: Option<String>,
    old: Lock,
    new: Lock,
    catalog: Catalog,
    /// Items of the lock that were not compared.
    unread: Vec<Problem>,
    origin: Origin,
    /// Whether every line of the lock was compared.
    sees_everything: bool,
    /// What was repaired after a merge.
    repaired: Option<String>,
    /// Notes for people, on stderr.
    notes: String,
}

pub(crate) fn run(args: &Arguments, working: &Working) -> Result<Answer, Failure> {
    let locks = Locks::read(args, working)?;
    let unread = &locks.unread;
    let mut notes = locks.notes.clone();
    if !unread.is_empty() {
        notes.push_str(&report::render_problems(unread));
    }
    let answer = match args.accept.as_deref() {
        Some([code, why]) => {
            let accepted = locks.clone().accept(code, why)?;
            Answer { text: accepted.text + &stale(args, working), ..accepted }
        }
        _ if args.check => locks.check(),
        _ => locks.clone().update()?,
    };
    let not_compared = answer.not_compared || !locks.sees_everything;
    let mut findings = answer.findings;
    findings.extend(report::uncompared(&locks.unread));
    Ok(Answer { notes, findings, not_compared, ..answer })
}

/// A note if documents are stale after a change was accepted.
fn stale(args: &Arguments, working: &Working) -> String {
    if args.source.source.is_some() {
        return String::new();
    }
    let none = DocumentArguments::default();
    // Other problems do not concern an acceptance.
    let gate = documents::gate(&args.source, &none, GateMode::Check, working);
    let stale = gate.map_or(0, |gate| gate.drifted.len());
    if stale == 0 {
        return String::new();
    }
    let verb = if stale == 1 { "is" } else { "are" };
    format!(
        "{} {} {verb} stale now: write them with `cargo error-catalog docs`\n",
        Style::HEADING.paint("note:"),
        plural(stale, "document")
    )
}

impl Locks {
    fn read(args: &Arguments, working: &Working) -> Result<Self, Failure> {
        let loaded = Loaded::read(&args.source, working)?;
        let path = path(args.file.as_deref(), &loaded);
        if !args.check && !args.write.allow_outside {
            let package = loaded.package.as_ref().map(Package::place);
            files::check_all_inside(package, [path.as_path()])?;
        }
        let (unread, origin) = (loaded.unread.clone(), loaded.origin);
        let doubts = loaded.doubts.clone();
        let (sees_every_code, mut notes) = (loaded.sees_every_code(), loaded.preview_note());
        let mut new = loaded.lock();
        let catalog = loaded.whole()?;
        let found =
            if path.exists() { Some(files::read(&path)?.replace("\r\n", "\n")) } else { None };
        let mut note = None;
        let old = match &found {
            Some(text) if args.check => {
                Lock::read(text, &path.display().to_string()).map_err(Failure::Unreadable)?
            }
            Some(text) => {
                let mut repaired = repair::read(text, &path)?;
                if let Some(note) = &repaired.note {
                    notes.push_str(&format!("{} {note}\n", Style::HEADING.paint("note:")));
                }
                note = repaired.note;
                if repaired.format < Lock::FORMAT {
                    repaired.lock.complete_format_1(&new);
                }
                repaired.lock
            }
            None => new.clone(),
        };
        let has_settings = !new.keep_operations(&old);
        let kept = new.keep_unread(&old, &unread);
        let kept: Vec<_> = kept.into_iter().map(|unread| unread.problem(&catalog.name)).collect();
        let unseen = (!has_settings).then(Lock::operations_not_compared);
        let unread = kept.into_iter().chain(doubts).chain(unseen).collect();
        Ok(Self {
            path,
            found,
            old,
            new,
            catalog,
            unread,
            origin,
            sees_everything: sees_every_code && has_settings,
            repaired: note,
            notes,
        })
    }

    /// Accepts the changes of one code with a reason, and no others.
    fn accept(mut self, code: &str, why: &str) -> Result<Answer, Failure> {
        if self.found.is_none() {
            let message = format!(
                "the lock `{}` does not exist, so there is no promise to break",
                self.display_path()
            );
            return Err(Failure::usage(message, "create it: `cargo error-catalog lock`"));
        }
        let accepted = self.old.accept(&self.new, code, why).map_err(Failure::Usage)?;
        let written = self.write()?;
        let mut text = String::new();
        for change in &accepted {
            let style = Style::of_verdict(change.verdict());
            text.push_str(&format!(
                "{} {}  {}\n",
                style.paint(&format!("accepted {}", change.verdict().as_str())),
                Style::CODE.paint(&change.code),
                visible(&change.sentence())
            ));
        }
        Ok(Answer::new(text + &self.status_line(written), self.json(&accepted, written)))
    }

    fn check(&self) -> Answer {
        let changes = compare(&self.old, &self.new);
        let broken = changes.iter().any(Change::needs_reason);
        let is_current = self.found.as_deref() == Some(self.new_text().as_str());
        let failed = broken || !is_current;
        let text = match (broken, &self.found) {
            (false, _) if is_current => format!("`{}` is up to date\n", self.display_path()),
            (true, _) => report::render_problems(&self.problems(&changes)),
            (false, None) => format!(
                "{} the lock `{}` does not exist\n{}\n",
                Style::ERROR.paint("error:"),
                self.display_path(),
                cure()
            ),
            (false, Some(_)) => format!(
                "{} `{}` differs from the catalogue: {}\n{}\n",
                Style::ERROR.paint("error:"),
                self.display_path(),
                if changes.is_empty() {
                    "the format differs".to_owned()
                } else {
                    diff::counted(&changes)
                },
                cure()
            ),
        };
        let mut findings = self.problems(&changes);
        if failed && findings.is_empty() {
            let message = match &self.found {
                Some(_) => format!("`{}` differs from the catalogue", self.display_path()),
                None => format!("the lock `{}` does not exist", self.display_path()),
            };
            let fix = "write it with `cargo error-catalog lock`, and commit it";
            findings.push(Problem::without_place(message, fix).with_rule(STALE_DOCUMENT.id));
        }
        findings.extend(diff::findings(&changes, &self.catalog));
        Answer { findings, failed, ..Answer::new(text, self.json(&changes, false)) }
    }

    /// Writes safe and risky changes to the lock. Breaking ones are reported and left out.
    fn update(mut self) -> Result<Answer, Failure> {
        let changes = compare(&self.old, &self.new);
        self.old.update(&self.new);
        let written = self.write()?;
        let failed = changes.iter().any(Change::needs_reason);
        let taken: Vec<_> =
            changes.iter().filter(|change| !change.needs_reason()).cloned().collect();
        let mut text = if failed {
            report::render_problems(&self.problems(&changes)) + "\n"
        } else {
            String::new()
        };
        text.push_str(&self.status_line(written));
        if !taken.is_empty() {
            text.push_str(&format!("updated the lock: {}\n", diff::counted(&taken)));
            text.push_str(&diff::risks(&taken));
        }
        let findings = diff::all_findings(&changes, &self.catalog);
        Ok(Answer { findings, failed, ..Answer::new(text, self.json(&changes, written)) })
    }

    /// The lock with all safe and risky changes.
    fn new_text(&self) -> String {
        let mut lock = self.old.clone();
        lock.update(&self.new);
        lock.write()
    }

    /// Writes the lock if it changes. Returns whether it did.
    fn write(&self) -> Result<bool, Failure> {
        let text = self.old.write();
        if self.found.as_deref() == Some(text.as_str()) {
            return Ok(false);
        }
        write_file(&self.path, &text)?;
        Ok(true)
    }

    fn status_line(&self, written: bool) -> String {
        if !written {
            return format!("`{}` is unchanged\n", self.display_path());
        }
        let codes = plural(self.old.codes().count(), "code");
        format!("{} {} ({codes})\n", Style::GOOD.paint("wrote"), self.display_path())
    }

    fn problems(&self, changes: &[Change]) -> Vec<Problem> {
        let broken = changes.iter().filter(|change| change.needs_reason());
        let lock = self.found.as_deref().unwrap_or_default();
        let file = self.path.display().to_string();
        broken.map(|change| change.problem_in_lock(&self.catalog, lock, &file)).collect()
    }

    fn display_path(&self) -> String {
        visible(&without_dot(&self.path).display().to_string())
    }

    fn json(&self, changes: &[Change], written: bool) -> Json {
        Json::object([
            ("lock", Json::from(without_dot(&self.path).display().to_string())),
            ("written", written.into()),
            ("repaired", report::optional(self.repaired.as_deref())),
            ("problems", report::json(&self.unread)),
            ("changes", diff::changes_json(changes, &self.catalog)),
            ("catalogue", self.origin.as_str().into()),
        ])
    }
}

fn cure() -> String {
    format!(
        "{} write it with `cargo error-catalog lock`, and commit it",
        Style::HEADING.paint("help:")
    )
}

/// The lock that the arguments name, or that of the package.
fn path(args: Option<&Path>, loaded: &Loaded) -> PathBuf {
    match (args, &loaded.package) {
        (Some(path), _) => path.to_owned(),
        (None, None) => PathBuf::from(LOCK),
        (None, Some(package)) => package.folder.join(diff::lock_path(loaded.config.as_ref())),
    }
}
