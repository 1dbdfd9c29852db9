//! Reads the lines of a lock file, and reports every mistake with its line and a fix.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::checksum::{CHECKSUM, Checksum};
use super::field::Field;
use super::format::{HEADER, VERSION, VERSION_WITHOUT_CHECKSUMS};
use super::property::{
    Block, Property, PropertyId, Section, Subject, ValueForm, check_value, required,
};
use super::sections::{ACCEPTED, RETIRED};
use super::text::Cursor;
use super::{Accepted, Lock, REGISTRY, table};
use crate::model::Place;
use crate::{Problem, nearest};

const RESTORE: &str =
    "or restore the lock from version control, and run `cargo error-catalog lock`";
const RESOLVE: &str = "keep the lines of both sides; of two lines for one property keep the released one; \
                       then run `cargo error-catalog lock`";
/// The fix after a merge, and after an edit.
pub(super) const REPAIR: &str = "after a merge, run `cargo error-catalog lock`, which repairs it; \
                                 otherwise restore the lock from version control";

/// How exactly a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Reading {
    /// As it was written.
    #[default]
    Exact,
    /// After a merge: marks of conflicts are left out, lines may be repeated, and the format may be older.
    Merged,
}

/// The lines of a file.
#[derive(Debug, Default)]
pub(super) struct Lines<'t> {
    pub(super) lock: Lock,
    /// The version of the format.
    pub(super) format: u32,
    /// The checksums of each code, `None` for the registry, with their lines.
    pub(super) checksums: BTreeMap<Option<String>, Vec<(Line<'t>, Checksum)>>,
    /// The first line of each code and of the registry.
    pub(super) starts: BTreeMap<Option<String>, Line<'t>>,
}

/// A line with its number.
pub(super) type Line<'t> = (usize, &'t str);

/// Reads the lines of a file.
pub(super) fn read<'t>(
    text: &'t str,
    file: &'t str,
    reading: Reading,
) -> Result<Lines<'t>, Vec<Problem>> {
    let mut reader = LockReader { file, reading, ..LockReader::default() };
    if reading == Reading::Exact && text.lines().any(|line| line.starts_with("<<<<<<<")) {
        reader.report_conflicts(text);
        return Err(reader.problems);
    }
    let is_read = |line: &&Line<'t>| reading == Reading::Exact || !is_conflict_mark(line.1);
    let lines: Vec<_> = (1..).zip(text.lines()).collect();
    let mut lines = lines.iter().filter(is_read).copied();
    let (number, first) = lines.next().unwrap_or((1, ""));
    let Some(format) = reader.header(number, first) else { return Err(reader.problems) };
    reader.read.format = format;
    for (number, line) in lines {
        if !line.trim().is_empty() && !line.starts_with('#') {
            reader.line(number, line);
        }
    }
    reader.check_blocks();
    if reader.problems.is_empty() { Ok(reader.read) } else { Err(reader.problems) }
}

/// Whether git wrote the line between the two sides of a conflict.
fn is_conflict_mark(line: &str) -> bool {
    ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark))
}

/// The place of a line.
pub(super) fn place((line, text): Line<'_>, file: &str) -> Place {
    let indent = text.chars().take_while(|c| c.is_whitespace()).count();
    let length = text.trim().chars().count();
    Place { file: file.to_owned(), line, column: indent + 1, length }
}

#[derive(Default)]
struct LockReader<'t> {
    file: &'t str,
    reading: Reading,
    read: Lines<'t>,
    /// The first line of each block of a code.
    starts: BTreeMap<super::data::BlockName, Line<'t>>,
    problems: Vec<Problem>,
}

impl<'t> LockReader<'t> {
    fn report_conflicts(&mut self, text: &'t str) {
        for (number, line) in (1..).zip(text.lines()) {
            if line.starts_with("<<<<<<<") {
                self.report(number, line, "a merge conflict starts here".to_owned(), RESOLVE);
            }
        }
    }

    /// The version of the format.
    fn header(&mut self, number: usize, line: &'t str) -> Option<u32> {
        let mut words = line.split_whitespace();
        let (name, version) = (words.next(), words.next());
        let version = version.and_then(|version| version.parse::<u32>().ok());
        let (message, help) = match version.filter(|_| name == Some(HEADER) && words.next().is_none()) {
            Some(VERSION) => return Some(VERSION),
            Some(VERSION_WITHOUT_CHECKSUMS) if self.reading == Reading::Merged => {
                return Some(VERSION_WITHOUT_CHECKSUMS);
            }
            Some(VERSION_WITHOUT_CHECKSUMS) => (
                format!("this lock has format {VERSION_WITHOUT_CHECKSUMS}, without checksums: whether it is complete is not known"),
                "compare it with version control, then run `cargo error-catalog lock`: it keeps every promise in the file and adds the checksums".to_owned(),
            ),
            Some(newer) if newer > VERSION => (
                format!("this lock has format {newer}; this version reads format {VERSION}"),
                "a newer error-catalog wrote it: update the command with \
                 `cargo install cargo-error-catalog`, and the libraries with \
                 `cargo update -p catalog-specs -p error-catalog`"
                    .to_owned(),
            ),
            _ => (
                format!("not a lock file: expected `{HEADER} {VERSION}` on the first line"),
                format!("name a file that `cargo error-catalog lock` wrote, {RESTORE}"),
            ),
        };
        self.report(number, line, message, &help);
        None
    }

    fn line(&mut self, number: usize, line: &'t str) {
        let mut cursor = Cursor::new(line);
        let is_plain = !cursor.rest().starts_with('"');
        let Some(owner) = cursor.name() else {
            let help =
                format!("a line starts with a code, as in `AUTH_EXPIRED status = 401`; {RESTORE}");
            return self.report(number, line, "missing code".to_owned(), &help);
        };
        let read = match owner.as_str() {
            REGISTRY if is_plain => self.property(cursor, None, (number, line)),
            RETIRED if is_plain => self.retired(cursor, (number, line)),
            ACCEPTED if is_plain => self.accepted(cursor, (number, line)),
            _ => self.code(cursor, owner, (number, line)),
        };
        if let Err((message, help)) = read {
            self.report(number, line, message, &help);
        }
    }

    fn code(
        &mut self,
        mut cursor: Cursor<'t>,
        code: String,
        line: Line<'t>,
    ) -> Result<(), Mistake> {
        let mut nth = 1;
        if cursor.take("/") {
            let written = cursor.word().unwrap_or_default();
            nth = match written.parse::<usize>() {
                Ok(nth) if nth > 1 && nth.to_string() == written => nth,
                _ => {
                    return Err(mistake("expected the number of the entry after `/`, from 2", ""));
                }
            };
        }
        self.property(cursor, Some((code, nth)), line)
    }

    fn property(
        &mut self,
        mut cursor: Cursor<'t>,
        owner: Option<super::data::BlockName>,
        line: Line<'t>,
    ) -> Result<(), Mistake> {
        let section = if owner.is_some() { Section::Code } else { Section::Registry };
        let word = cursor.word().unwrap_or_default();
        if word.is_empty() {
            let help = format!(
                "write a property after the code, as in `AUTH_EXPIRED status = 401`; {RESTORE}"
            );
            return Err(mistake("missing property", &help));
        }
        let code = owner.as_ref().map(|(code, _)| code.clone());
        if word == CHECKSUM && owner.as_ref().is_none_or(|(_, nth)| *nth == 1) {
            return self.checksum(cursor, code, line);
        }
        let mut known: Vec<_> =
            Property::all().filter(|property| property.section() == section).collect();
        let Some(property) = known.iter().copied().find(|property| property.word() == word) else {
            known.sort();
            let words: Vec<_> = known.into_iter().map(Property::word).collect();
            return Err(unknown("property", word, &words));
        };
        let subject = subject(&mut cursor, property)?;
        let value = value(&mut cursor, property)?;
        self.read.starts.entry(code).or_insert(line);
        let block = match owner {
            None => &mut self.read.lock.registry,
            Some(name) => {
                self.starts.entry(name.clone()).or_insert(line);
                self.read.lock.codes.entry(name).or_default()
            }
        };
        insert(block, (property, subject), value, self.reading)
    }

    fn checksum(
        &mut self,
        mut cursor: Cursor<'t>,
        code: Option<String>,
        line: Line<'t>,
    ) -> Result<(), Mistake> {
        let checksum = Some(()).filter(|()| cursor.take("="));
        let Some(checksum) = checksum.and_then(|()| Checksum::read(cursor.rest())) else {
            return Err(mistake("malformed checksum", ""));
        };
        let known = self.read.checksums.entry(code).or_default();
        if self.reading == Reading::Exact && !known.is_empty() {
            return Err(mistake("`checksum` is given twice", REPAIR));
        }
        known.push((line, checksum));
        Ok(())
    }

    fn retired(&mut self, mut cursor: Cursor<'t>, line: Line<'t>) -> Result<(), Mistake> {
        let read = cursor.name().filter(|_| cursor.take("=")).zip(cursor.quoted());
        let Some((code, reason)) = read.filter(|_| cursor.at_end()) else {
            return Err(mistake("malformed line of a retired code", RETIRED_EXAMPLE));
        };
        self.read.starts.entry(Some(code.clone())).or_insert(line);
        match self.read.lock.retired.entry(code) {
            Entry::Vacant(free) => {
                free.insert(reason);
                Ok(())
            }
            Entry::Occupied(taken) if self.reading == Reading::Merged && *taken.get() == reason => {
                Ok(())
            }
            Entry::Occupied(taken) => {
                Err(duplicate(&format!("the retired code `{}`", taken.key())))
            }
        }
    }

    fn accepted(&mut self, cursor: Cursor<'t>, line: Line<'t>) -> Result<(), Mistake> {
        let accepted = read_accepted(cursor)?;
        let code = Some(accepted.code.clone()).filter(|code| code != REGISTRY);
        self.read.starts.entry(code).or_insert(line);
        if !self.read.lock.accepted.insert(accepted) && self.reading == Reading::Exact {
            return Err(duplicate("the accepted change"));
        }
        Ok(())
    }

    /// Checks what a single line cannot show: missing properties and missing entries.
    fn check_blocks(&mut self) {
        let mut missing = Vec::new();
        for (name, block) in &self.read.lock.codes {
            let lacking = |property: &Property| !block.contains_key(&(*property, String::new()));
            let words: Vec<_> =
                required().into_iter().filter(lacking).map(Property::word).collect();
            let before = (name.0.clone(), name.1 - 1);
            if !words.is_empty() {
                missing.push((name, format!("`{}` lacks {}", name.0, words.join(", "))));
            } else if name.1 > 1 && !self.read.lock.codes.contains_key(&before) {
                missing.push((
                    name,
                    format!("`{}/{}` has no entry {} before it", name.0, name.1, before.1),
                ));
            }
        }
        let places: Vec<_> = missing
            .into_iter()
            .filter_map(|(name, message)| Some((*self.starts.get(name)?, message)))
            .collect();
        for ((number, line), message) in places {
            let help = "restore the lines from version control, and run `cargo error-catalog lock`";
            self.report(number, line, message, help);
        }
    }

    fn report(&mut self, line: usize, text: &str, message: String, help: &str) {
        let place = place((line, text), self.file);
        self.problems.push(Problem::error(place, message, help));
    }
}

/// A message and its help text.
type Mistake = (String, String);

const RETIRED_EXAMPLE: &str = "write `retired USER_LOCKED = \"2.0: use AUTH_LOCKED\"`";
const ACCEPTED_EXAMPLE: &str =
    "write `accepted AUTH_EXPIRED status-changed = \"400\" -> \"401\" because \"...\"`";

fn subject(cursor: &mut Cursor<'_>, property: Property) -> Result<String, Mistake> {
    let named = match property.subject() {
        Subject::Single => return Ok(String::new()),
        Subject::Named => true,
        Subject::Locale => !cursor.rest().starts_with('='),
    };
    if !named {
        return Ok(String::new());
    }
    cursor.name().ok_or_else(|| {
        let word = property.word();
        mistake(&format!("`{word}` lacks a name"), &format!("write a name after `{word}`"))
    })
}

fn value(cursor: &mut Cursor<'_>, property: Property) -> Result<String, Mistake> {
    let word = property.word();
    if property.form() == ValueForm::Flag {
        let rest = cursor.rest();
        return if cursor.at_end() {
            Ok(String::new())
        } else {
            Err(mistake(&format!("`{word}` takes no value, found `{rest}`"), ""))
        };
    }
    if !cursor.take("=") {
        return Err(mistake(&format!("`{word}` lacks a value"), &format!("write `{word} = ...`")));
    }
    let rest = cursor.rest();
    if property.form() == ValueForm::Text {
        return cursor.quoted().filter(|_| cursor.at_end()).ok_or_else(|| {
            let help = "write the text in double quotes, with the escapes `\\\"`, `\\\\`, `\\n` and `\\u{202e}`";
            mistake(&format!("expected one quoted text as the value of `{word}`, found {rest}"), help)
        });
    }
    check_value(property.form(), rest)
        .map_err(|help| mistake(&format!("invalid value `{rest}` of `{word}`"), &help))?;
    Ok(match property.form() {
        ValueForm::Field(_, words) => Field::from_value(rest, words).write(),
        _ => rest.to_owned(),
    })
}

fn insert(
    block: &mut Block,
    key: PropertyId,
    value: String,
    reading: Reading,
) -> Result<(), Mistake> {
    match block.entry(key) {
        Entry::Vacant(free) => {
            free.insert(value);
            Ok(())
        }
        // Both sides of a merge have the line.
        Entry::Occupied(taken) if reading == Reading::Merged && *taken.get() == value => Ok(()),
        Entry::Occupied(taken) => {
            let (property, subject) = taken.key();
            let suffix = if subject.is_empty() { String::new() } else { format!(" {subject}") };
            Err(duplicate(&format!("`{}{suffix}`", property.word())))
        }
    }
}

fn read_accepted(mut cursor: Cursor<'_>) -> Result<Accepted, Mistake> {
    let bad = || mistake("malformed line of an accepted change", ACCEPTED_EXAMPLE);
    let code = cursor.name().ok_or_else(bad)?;
    let id = cursor.word().ok_or_else(bad)?;
    let Some(rule) = table::by_id(id) else {
        let ids: Vec<_> = table::all().map(|rule| rule.id).collect();
        return Err(unknown("kind of change", id, &ids));
    };
    let subject = if cursor.rest().starts_with('"') {
        cursor.quoted().ok_or_else(bad)?
    } else {
        String::new()
    };
    let old = Some(()).filter(|()| cursor.take("=")).and_then(|()| cursor.quoted());
    let old = old.ok_or_else(bad)?;
    let new = Some(()).filter(|()| cursor.take("->")).and_then(|()| cursor.quoted());
    let new = new.ok_or_else(bad)?;
    let reason = Some(()).filter(|()| cursor.take("because")).and_then(|()| cursor.quoted());
    let reason = reason.filter(|_| cursor.at_end()).ok_or_else(bad)?;
    if reason.trim().is_empty() {
        return Err(mistake("the reason of an accepted change is empty", ACCEPTED_EXAMPLE));
    }
    Ok(Accepted { code, rule: rule.id, subject, old, new, reason })
}

fn unknown(noun: &str, word: &str, words: &[&str]) -> Mistake {
    let help = match nearest(word, words.iter().copied()) {
        Some(near) => nearest::suggest_word(near),
        None => format!("expected one of {}; {RESTORE}", words.join(", ")),
    };
    mistake(&format!("unknown {noun} `{word}`"), &help)
}

fn duplicate(what: &str) -> Mistake {
    let help = format!("keep the line that matches the code, {RESTORE}");
    mistake(&format!("{what} is given twice"), &help)
}

fn mistake(message: &str, help: &str) -> Mistake {
    let help = if help.is_empty() { RESTORE.trim_start_matches("or ") } else { help };
    (message.to_owned(), help.to_owned())
}
