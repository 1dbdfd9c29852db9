//! Reads a lock for `lock`, and repairs it after a merge.
//!
//! A merge of branches that changed different codes shows in the checksums. Where both changed one code, or the file was
//! edited, the versions in git decide: each promise must be that of the commit, or of one side of the merge.

use std::path::Path;

use catalog_specs::lock::{Accepted, Change, Lock, Repair, compare, shell_word};
use catalog_specs::{Problem, RESTORE_LOCK};

use crate::answer::Failure;
use crate::printing::visible;
use crate::sources::git::Repository;

/// A lock, and what to say about its repair.
pub(crate) struct Repaired {
    pub(crate) lock: Lock,
    /// The format of the file.
    pub(crate) format: u32,
    /// What was repaired, and how that is known to lose no promise; `None` if the file was intact.
    pub(crate) note: Option<String>,
}

/// Reads a lock that may have been merged.
pub(crate) fn read(text: &str, path: &Path) -> Result<Repaired, Failure> {
    let shown = visible(&path.display().to_string());
    let mut repair =
        Lock::repair(text, &path.display().to_string()).map_err(Failure::Unreadable)?;
    if repair.is_intact {
        return Ok(Repaired { lock: repair.lock, format: repair.format, note: None });
    }
    let sides = committed(path);
    if sides.is_empty() && !repair.edited.is_empty() {
        let mut problems: Vec<_> = repair.edited.into_values().collect();
        for problem in &mut problems {
            problem.help = format!(
                "{RESTORE_LOCK}\nnote: git has no version of the file to compare the lines with"
            );
        }
        return Err(Failure::Unreadable(problems));
    }
    let weakened = weakened(&repair, &sides, path);
    if !weakened.is_empty() {
        return Err(Failure::Unreadable(weakened));
    }
    for (_, side) in &sides {
        repair.lock.keep_accepted(side);
    }
    let from = match sides.as_slice() {
        [] => "no code is missing, and the lines of each match its checksum".to_owned(),
        sides => {
            let names: Vec<_> = sides.iter().map(|(name, _)| format!("`{name}`")).collect();
            format!("it keeps every promise of {}", names.join(" or "))
        }
    };
    let note = if repair.format == Lock::FORMAT {
        format!("repaired the checksums of `{shown}`: {from}")
    } else {
        format!(
            "`{shown}` had format {}, without checksums, and has format {} now: see in the difference that it is complete",
            repair.format,
            Lock::FORMAT
        )
    };
    Ok(Repaired { lock: repair.lock, format: repair.format, note: Some(note) })
}

/// The promises that are weaker than in every committed version, and were not accepted in any. Of a code whose lines do
/// not match their checksum, each promise that no version has: a line that is no BREAK today can hide one tomorrow, as
/// `deprecated` does.
fn weakened(repair: &Repair, sides: &[(String, Lock)], path: &Path) -> Vec<Problem> {
    let Repair { lock, edited, .. } = repair;
    let accepted: Vec<&Accepted> = sides.iter().flat_map(|(_, side)| side.accepted()).collect();
    let is_accepted = |change: &Change| {
        accepted.iter().any(|known| {
            (known.rule, &known.code, &known.subject, &known.old, &known.new)
                == (change.rule.id, &change.code, &change.subject, &change.old, &change.new)
        })
    };
    let of_side = |side: &Lock| {
        let changes = compare(side, lock).into_iter();
        let is_edit = |change: &Change| change.needs_reason() || edited.contains_key(&change.code);
        changes.filter(|change| is_edit(change) && !is_accepted(change)).collect::<Vec<_>>()
    };
    let mut sides = sides.iter().map(|(name, side)| (name, of_side(side)));
    let Some((name, first)) = sides.next() else { return Vec::new() };
    let others: Vec<_> = sides.map(|(_, changes)| changes).collect();
    let is_about = |one: &Change, other: &Change| {
        (one.key(), &one.code, &one.subject) == (other.key(), &other.code, &other.subject)
    };
    let everywhere = first.into_iter().filter(|change| {
        others.iter().all(|side| side.iter().any(|other| is_about(change, other)))
    });
    let made_up = lock
        .accepted()
        .filter(|known| edited.contains_key(&known.code) && !accepted.contains(known));
    let made_up = made_up.map(|known| {
        let (code, rule) = (visible(&known.code), known.rule);
        let message = format!(
            "the lock was edited: `{name}` does not have the accepted change {code} {rule}"
        );
        let cure = "remove the line; `cargo error-catalog lock --accept CODE \"why\"` writes it";
        Problem::without_place(message, cure)
    });
    let made_up: Vec<_> = made_up.collect();
    let edits = everywhere
        .map(|change| {
            let message = format!(
                "the lock was edited: compared with `{name}`, {}: {}",
                visible(&change.code),
                change.sentence()
            );
            let restore = shell_word(&path.display().to_string());
            let restore = format!("restore the lines: `git checkout {name} -- {restore}`");
            let help = if change.needs_reason() {
                let accept = change.acceptance();
                format!("{restore}; then accept the change with a reason: `{accept}`")
            } else {
                format!("{restore}; then run `cargo error-catalog lock`, which writes what changed in the code")
            };
            Problem::without_place(message, help)
        });
    edits.chain(made_up).collect()
}

/// The intact versions of the file in git: that of the commit and those that are being merged; if the commit has none,
/// those of its parents.
fn committed(path: &Path) -> Vec<(String, Lock)> {
    let Some(file) = path.file_name().map(Path::new) else { return Vec::new() };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let Ok(repository) = Repository::open(folder.unwrap_or(Path::new("."))) else {
        return Vec::new();
    };
    let read = |name: &&str| {
        let revision = repository.revision(name.as_ref()).ok()?;
        let text = repository.file(&revision, file).ok()??;
        let version = Lock::repair(&text, name).ok()?;
        // An older format has no checksums, but it is what was committed.
        let is_trusted = version.is_intact || version.format < Lock::FORMAT;
        is_trusted.then(|| ((*name).to_owned(), version.lock))
    };
    let now: Vec<_> =
        ["HEAD", "MERGE_HEAD", "CHERRY_PICK_HEAD", "REBASE_HEAD"].iter().filter_map(read).collect();
    if now.iter().any(|(name, _)| name == "HEAD") {
        return now;
    }
    let parents = ["HEAD^1", "HEAD^2"].iter().filter_map(read);
    now.into_iter().chain(parents).collect()
}
