//! `lock`: what was promised, brought up to date.

use std::path::{Path, PathBuf};

use catalog_specs::lock::{Change, Lock, Verdict, compare};
use catalog_specs::model::Catalog;
use catalog_specs::{Json, Mode, Problem, write_file};

use crate::answer::{Answer, Failure};
use crate::arguments::{DocumentArguments, Lock as Asked};
use crate::diff;
use crate::documents::{self, LOCK, shown};
use crate::files;
use crate::printing::{Style, plural, visible};
use crate::progress::Working;
use crate::report;
use crate::sources::{Loaded, Origin};

/// The lock as it is and as the catalogue would have it.
struct Locks {
    path: PathBuf,
    /// The text of the file; nothing where there is none yet.
    found: Option<String>,
    old: Lock,
    new: Lock,
    catalog: Catalog,
    /// What of the lock was not compared.
    unread: Vec<Problem>,
    origin: Origin,
    /// Whether the reader of the catalogue saw every code.
    sees_every_code: bool,
    /// What is to be said beside the answer.
    notes: String,
}

pub(crate) fn run(asked: &Asked, working: &Working) -> Result<Answer, Failure> {
    let locks = Locks::of(asked, working)?;
    let unread = &locks.unread;
    let mut notes = locks.notes.clone();
    if !unread.is_empty() {
        notes.push_str(&report::told(unread));
    }
    let answer = match asked.accept.as_deref() {
        Some([code, why]) => {
            let accepted = locks.accept(code, why)?;
            Answer { text: accepted.text + &stale(asked, working), ..accepted }
        }
        _ if asked.check => locks.check(),
        _ => locks.update()?,
    };
    Ok(Answer { notes, ..answer })
}

/// That documents have to follow what was accepted, where they do.
fn stale(asked: &Asked, working: &Working) -> String {
    if asked.source.source.is_some() {
        return String::new();
    }
    let none = DocumentArguments::default();
    // What else is wrong is not the affair of whoever accepts a change.
    let gate = documents::gate(&asked.source, &none, Mode::Check, working);
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
    fn of(asked: &Asked, working: &Working) -> Result<Self, Failure> {
        let loaded = Loaded::asked(&asked.source, working)?;
        let path = path(asked.file.as_deref(), &loaded);
        let (unread, origin) = (loaded.unread.clone(), loaded.origin);
        let (sees_every_code, notes) = (loaded.sees_every_code(), loaded.preview_note());
        let catalog = loaded.whole()?;
        let mut new = Lock::of(&catalog);
        let found =
            if path.exists() { Some(files::read(&path)?.replace("\r\n", "\n")) } else { None };
        let old = match &found {
            Some(text) => {
                Lock::read(text, &path.display().to_string()).map_err(Failure::Unreadable)?
            }
            None => new.clone(),
        };
        let kept = new.keep_unread(&old, &unread);
        let kept: Vec<_> = kept.into_iter().map(|unread| unread.problem(&catalog.name)).collect();
        let unread = kept;
        Ok(Self { path, found, old, new, catalog, unread, origin, sees_every_code, notes })
    }

    /// Takes over one code's changes with a reason, and nothing else.
    fn accept(mut self, code: &str, why: &str) -> Result<Answer, Failure> {
        if self.found.is_none() {
            let message = format!("there is no lock `{}`, so nothing was promised", self.shown());
            return Err(Failure::usage(message, "make one: `cargo error-catalog lock`"));
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
        Ok(Answer::of(text + &self.told(written), self.json(&accepted, written)))
    }

    fn check(&self) -> Answer {
        let changes = compare(&self.old, &self.new);
        let broken = changes.iter().any(|change| change.verdict() == Verdict::Break);
        let is_current = self.found.as_deref() == Some(self.new_text().as_str());
        let failed = broken || !is_current;
        let text = match (broken, &self.found) {
            (false, _) if is_current => format!("`{}` is as it should be\n", self.shown()),
            (true, _) => report::told(&self.problems(&changes)),
            (false, None) => format!(
                "{} there is no lock `{}`\n{}\n",
                Style::ERROR.paint("error:"),
                self.shown(),
                cure()
            ),
            (false, Some(_)) => format!(
                "{} `{}` is not what the catalogue says: {}\n{}\n",
                Style::ERROR.paint("error:"),
                self.shown(),
                if changes.is_empty() {
                    "it is written otherwise".to_owned()
                } else {
                    diff::counted(&changes)
                },
                cure()
            ),
        };
        let not_compared = !self.sees_every_code;
        Answer { failed, not_compared, ..Answer::of(text, self.json(&changes, false)) }
    }

    /// Takes over what breaks nobody. What does is told, and stays out.
    fn update(mut self) -> Result<Answer, Failure> {
        let changes = compare(&self.old, &self.new);
        self.old.update(&self.new);
        let written = self.write()?;
        let failed = changes.iter().any(|change| change.verdict() == Verdict::Break);
        let taken: Vec<_> =
            changes.iter().filter(|change| change.verdict() != Verdict::Break).cloned().collect();
        let mut text =
            if failed { report::told(&self.problems(&changes)) + "\n" } else { String::new() };
        text.push_str(&self.told(written));
        if !taken.is_empty() {
            text.push_str(&format!("took over {}\n", diff::counted(&taken)));
            text.push_str(&diff::risks(&taken));
        }
        Ok(Answer { failed, ..Answer::of(text, self.json(&changes, written)) })
    }

    /// The lock with all that breaks nobody.
    fn new_text(&self) -> String {
        let mut lock = self.old.clone();
        lock.update(&self.new);
        lock.write()
    }

    /// Writes the lock where it changes; whether it did.
    fn write(&self) -> Result<bool, Failure> {
        let text = self.old.write();
        if self.found.as_deref() == Some(text.as_str()) {
            return Ok(false);
        }
        write_file(&self.path, &text)?;
        Ok(true)
    }

    fn told(&self, written: bool) -> String {
        if !written {
            return format!("`{}` is as it was\n", self.shown());
        }
        let codes = plural(self.old.codes().count(), "code");
        format!("{} {} ({codes})\n", Style::GOOD.paint("wrote"), self.shown())
    }

    fn problems(&self, changes: &[Change]) -> Vec<Problem> {
        let broken = changes.iter().filter(|change| change.verdict() == Verdict::Break);
        let lock = self.found.as_deref().unwrap_or_default();
        let file = self.path.display().to_string();
        broken.map(|change| change.problem_with(&self.catalog, lock, &file)).collect()
    }

    fn shown(&self) -> String {
        visible(&shown(&self.path).display().to_string())
    }

    fn json(&self, changes: &[Change], written: bool) -> Json {
        Json::object([
            ("lock", Json::from(shown(&self.path).display().to_string())),
            ("written", written.into()),
            ("problems", report::json(&self.unread)),
            ("changes", diff::json_of(changes, &self.catalog)),
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

/// The lock that was asked for, or the package's.
fn path(asked: Option<&Path>, loaded: &Loaded) -> PathBuf {
    match (asked, &loaded.package) {
        (Some(path), _) => path.to_owned(),
        (None, None) => PathBuf::from(LOCK),
        (None, Some(package)) => package.folder.join(diff::lock_of(loaded.config.as_ref())),
    }
}
