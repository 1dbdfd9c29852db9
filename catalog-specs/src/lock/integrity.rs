//! Whether a lock is as it was written, and its repair after a merge.

use std::collections::{BTreeMap, BTreeSet};

use super::format::{self, VERSION, checksums, sections};
use super::property::Property;
use super::read::{self, Line, Lines, REPAIR, Reading, place};
use super::text::visible;
use super::{Lock, REGISTRY, Repair, table};
use crate::Problem;
use crate::keys::Key;

/// Reads a lock that is exactly as it was written.
pub(super) fn read(text: &str, file: &str) -> Result<Lock, Vec<Problem>> {
    let text = normalize(text);
    let lines = read::read(&text, file, Reading::Exact)?;
    let written = format::write(&lines.lock);
    if written == text {
        return Ok(lines.lock);
    }
    let found = Findings::collect(&lines, file);
    let mut problems = found.edited.into_values().chain(found.links).collect::<Vec<_>>();
    if problems.is_empty() {
        problems.push(first_difference(&text, &written, file));
    }
    Err(problems)
}

/// Reads a lock that may have been merged or edited.
pub(super) fn repair(text: &str, file: &str) -> Result<Repair, Vec<Problem>> {
    let text = normalize(text);
    let lines = read::read(&text, file, Reading::Merged)?;
    let mut edited = BTreeMap::new();
    if lines.format == VERSION {
        edited = Findings::collect(&lines, file).edited;
    } else if let Some((line, _)) = lines.checksums.values().flatten().next() {
        let message = "a lock of this format has no checksums".to_owned();
        edited.insert(REGISTRY.to_owned(), Problem::error(place(*line, file), message, REPAIR));
    }
    Ok(Repair {
        is_intact: lines.format == VERSION && format::write(&lines.lock) == text,
        lock: lines.lock,
        format: lines.format,
        edited,
    })
}

/// The text without a byte order mark, with the line ends of the writer: git may check it out with others.
fn normalize(text: &str) -> String {
    text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n")
}

/// What differs between the lines of a lock and their checksums.
#[derive(Default)]
struct Findings {
    /// The codes whose lines were changed or are missing.
    edited: BTreeMap<String, Problem>,
    /// The codes that are not where their neighbour says. A merge explains that.
    links: Vec<Problem>,
}

impl Findings {
    fn collect(lines: &Lines<'_>, file: &str) -> Self {
        let mut found = Self::default();
        let error =
            |line: Line<'_>, message: String| Problem::error(place(line, file), message, REPAIR);
        let known = sections(&lines.lock);
        let is_known = |code: &Option<String>| known.iter().any(|known| known.code == *code);
        let renamed = former_names(&lines.lock);
        let named: BTreeSet<_> = lines
            .checksums
            .values()
            .flatten()
            .filter_map(|(_, known)| known.next.as_ref())
            .collect();
        for section in &known {
            let start = lines.starts.get(&section.code).copied().unwrap_or((1, ""));
            let name = section.code.clone().unwrap_or_else(|| REGISTRY.to_owned());
            let shown = visible(&name);
            let recorded = lines.checksums.get(&section.code).map_or(&[][..], Vec::as_slice);
            let matching = recorded.iter().any(|(_, checksum)| checksum.matches(&section.lines));
            let problem = match recorded {
                [] => error(start, format!("the lines of `{shown}` have no checksum")),
                [(line, checksum), ..] if !matching => {
                    let count = section.lines.lines().count();
                    let cause = if checksum.lines() == count {
                        "they were changed".to_owned()
                    } else {
                        format!("there are {count}")
                    };
                    let message =
                        format!("the lines of `{shown}` do not match their checksum: {cause}");
                    error(*line, message)
                }
                _ if section.code.as_ref().is_some_and(|code| !named.contains(code)) => {
                    error(start, format!("no checksum names `{shown}` as the next code"))
                }
                _ => continue,
            };
            found.edited.insert(name, problem);
        }
        let followers = known.iter().map(|section| section.code.clone()).zip(checksums(&known));
        let followers: BTreeMap<_, _> = followers.collect();
        for (code, recorded) in &lines.checksums {
            for (line, checksum) in recorded {
                let next = checksum.next.clone();
                let is_missing = next.as_ref().filter(|next| {
                    !is_known(&Some((*next).clone())) && !renamed.contains(next.as_str())
                });
                if let Some(missing) = is_missing {
                    let message = format!(
                        "the lines of `{}` are missing: they follow here",
                        visible(missing)
                    );
                    found.edited.entry(missing.clone()).or_insert_with(|| error(*line, message));
                }
                match followers.get(code) {
                    None => {
                        let name = code.clone().unwrap_or_default();
                        let message = format!("`{}` has a checksum and no lines", visible(&name));
                        found.edited.entry(name).or_insert_with(|| error(*line, message));
                    }
                    Some(follower) if is_missing.is_none() && follower.next != next => {
                        let message = match &follower.next {
                            Some(follower) => format!(
                                "`{}` follows here, which the checksum does not name",
                                visible(follower)
                            ),
                            None => "the last lines have a checksum that names more".to_owned(),
                        };
                        found.links.push(error(*line, message));
                    }
                    Some(_) => {}
                }
            }
        }
        found
    }
}

/// The names that codes had: their lines are under the new name.
fn former_names(lock: &Lock) -> BTreeSet<&str> {
    let formerly = lock
        .codes
        .values()
        .flat_map(|block| super::rename::subjects(block, Property::Key(Key::Formerly)));
    let is_renamed = |rule: &str| {
        [table::CODE_RENAMED.id, table::CODE_RENAMED_AFTER_DEPRECATION.id].contains(&rule)
    };
    let accepted = lock.accepted.iter().filter(|accepted| is_renamed(accepted.rule));
    formerly.chain(accepted.map(|accepted| accepted.old.as_str())).collect()
}

/// The first line that is not as it was written: a comment, an empty line, or lines in another order.
fn first_difference(text: &str, written: &str, file: &str) -> Problem {
    let mut expected = written.split_inclusive('\n');
    let differs = |(_, line): &(usize, &str)| expected.next() != Some(*line);
    let lines = || (1..).zip(text.split_inclusive('\n'));
    let first = lines().find(differs).or(lines().last()).unwrap_or((1, ""));
    let message = "this line is not as `cargo error-catalog lock` wrote it".to_owned();
    Problem::error(place((first.0, first.1.trim_end()), file), message, REPAIR)
}
