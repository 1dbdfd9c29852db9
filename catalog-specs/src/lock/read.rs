//! From the text of a lock to the lock; every mistake is told with its line and its cure.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::facts::{Block, Fact, FactId, Form, Section, Subject, check, required};
use super::field::Field;
use super::format::{HEADER, VERSION};
use super::sections::{ACCEPTED, RETIRED};
use super::text::Cursor;
use super::{Accepted, Lock, REGISTRY, table};
use crate::model::Place;
use crate::{Problem, nearest};

const RESTORE: &str =
    "or restore the lock from version control, and run `cargo error-catalog lock`";
const RESOLVE: &str = "keep what either side says of other facts, and of one fact the line that is \
                       released; then `cargo error-catalog lock` says what the code changes";

/// Reads a lock file.
pub(super) fn read(text: &str, file: &str) -> Result<Lock, Vec<Problem>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader { file, ..Reader::default() };
    if text.lines().any(|line| line.starts_with("<<<<<<<")) {
        reader.report_conflicts(text);
        return Err(reader.problems);
    }
    let mut lines = (1..).zip(text.lines());
    let (number, first) = lines.next().unwrap_or((1, ""));
    if !reader.header(number, first) {
        return Err(reader.problems);
    }
    for (number, line) in lines {
        if !line.trim().is_empty() && !line.starts_with('#') {
            reader.line(number, line);
        }
    }
    reader.check_blocks();
    if reader.problems.is_empty() { Ok(reader.lock) } else { Err(reader.problems) }
}

#[derive(Default)]
struct Reader<'t> {
    file: &'t str,
    lock: Lock,
    /// The first line of each block of a code.
    starts: BTreeMap<super::promised::BlockName, (usize, &'t str)>,
    problems: Vec<Problem>,
}

impl<'t> Reader<'t> {
    fn report_conflicts(&mut self, text: &'t str) {
        for (number, line) in (1..).zip(text.lines()) {
            if line.starts_with("<<<<<<<") {
                self.report(number, line, "a merge conflict starts here".to_owned(), RESOLVE);
            }
        }
    }

    fn header(&mut self, number: usize, line: &'t str) -> bool {
        let mut words = line.split_whitespace();
        let (name, version) = (words.next(), words.next());
        let number_of_it = version.and_then(|version| version.parse::<u32>().ok());
        match number_of_it.filter(|_| name == Some(HEADER) && words.next().is_none()) {
            Some(VERSION) => true,
            Some(newer) if newer > VERSION => {
                let message =
                    format!("this lock has the format {newer}, and {VERSION} is known here");
                let help = "it was made by a newer error-catalog: update it with \
                            `cargo install cargo-error-catalog`, and what a build \
                            script or a test uses with `cargo update -p catalog-specs -p error-catalog`";
                self.report(number, line, message, help);
                false
            }
            _ => {
                let message = format!("not a lock: its first line is not `{HEADER} {VERSION}`");
                let help = format!("name the lock that `cargo error-catalog lock` made, {RESTORE}");
                self.report(number, line, message, &help);
                false
            }
        }
    }

    fn line(&mut self, number: usize, line: &'t str) {
        let mut cursor = Cursor::new(line);
        let is_plain = !cursor.rest().starts_with('"');
        let Some(owner) = cursor.name() else {
            let help =
                format!("a line starts with a code, as in `AUTH_EXPIRED status = 401`; {RESTORE}");
            return self.report(number, line, "this line names no code".to_owned(), &help);
        };
        let read = match owner.as_str() {
            REGISTRY if is_plain => self.fact(cursor, None, line, number),
            RETIRED if is_plain => self.retired(cursor),
            ACCEPTED if is_plain => self.accepted(cursor),
            _ => self.code(cursor, owner, line, number),
        };
        if let Err((message, help)) = read {
            self.report(number, line, message, &help);
        }
    }

    fn code(
        &mut self,
        mut cursor: Cursor<'t>,
        code: String,
        line: &'t str,
        number: usize,
    ) -> Result<(), Mistake> {
        let mut nth = 1;
        if cursor.take("/") {
            let written = cursor.word().unwrap_or_default();
            nth = match written.parse::<usize>() {
                Ok(nth) if nth > 1 && nth.to_string() == written => nth,
                _ => {
                    return Err(mistake(
                        "after `/` stands which row of the code it is, from 2",
                        "",
                    ));
                }
            };
        }
        self.fact(cursor, Some((code, nth)), line, number)
    }

    fn fact(
        &mut self,
        mut cursor: Cursor<'t>,
        owner: Option<super::promised::BlockName>,
        line: &'t str,
        number: usize,
    ) -> Result<(), Mistake> {
        let section = if owner.is_some() { Section::Code } else { Section::Registry };
        let word = cursor.word().unwrap_or_default();
        if word.is_empty() {
            let help =
                format!("write a fact after it, as in `AUTH_EXPIRED status = 401`; {RESTORE}");
            return Err(mistake("this line says nothing of what it names", &help));
        }
        let mut known: Vec<_> = Fact::all().filter(|fact| fact.section() == section).collect();
        let Some(fact) = known.iter().copied().find(|fact| fact.word() == word) else {
            known.sort();
            let words: Vec<_> = known.into_iter().map(Fact::word).collect();
            return Err(unknown("fact", word, &words));
        };
        let subject = subject(&mut cursor, fact)?;
        let value = value(&mut cursor, fact)?;
        let block = match owner {
            None => &mut self.lock.registry,
            Some(name) => {
                self.starts.entry(name.clone()).or_insert((number, line));
                self.lock.codes.entry(name).or_default()
            }
        };
        insert(block, (fact, subject), value)
    }

    fn retired(&mut self, mut cursor: Cursor<'t>) -> Result<(), Mistake> {
        let read = cursor.name().filter(|_| cursor.take("=")).zip(cursor.quoted());
        let Some((code, reason)) = read.filter(|_| cursor.at_end()) else {
            return Err(mistake("a retired code is not written like this", RETIRED_EXAMPLE));
        };
        match self.lock.retired.entry(code) {
            Entry::Vacant(free) => {
                free.insert(reason);
                Ok(())
            }
            Entry::Occupied(taken) => Err(twice(&format!("the retired code `{}`", taken.key()))),
        }
    }

    fn accepted(&mut self, cursor: Cursor<'t>) -> Result<(), Mistake> {
        let accepted = read_accepted(cursor)?;
        if self.lock.accepted.contains(&accepted) {
            return Err(twice("this acceptance"));
        }
        self.lock.accepted.insert(accepted);
        Ok(())
    }

    /// What no line can tell by itself.
    fn check_blocks(&mut self) {
        let mut missing = Vec::new();
        for (name, block) in &self.lock.codes {
            let lacking = |fact: &Fact| !block.contains_key(&(*fact, String::new()));
            let words: Vec<_> = required().into_iter().filter(lacking).map(Fact::word).collect();
            let before = (name.0.clone(), name.1 - 1);
            if !words.is_empty() {
                missing.push((name, format!("`{}` has no {}", name.0, words.join(", no "))));
            } else if name.1 > 1 && !self.lock.codes.contains_key(&before) {
                missing.push((name, format!("`{}/{}` has no row before it", name.0, name.1)));
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
        let indent = text.chars().take_while(|c| c.is_whitespace()).count();
        let place = Place {
            file: self.file.to_owned(),
            line,
            column: indent + 1,
            length: text.trim().chars().count(),
        };
        self.problems.push(Problem::error(place, message, help));
    }
}

/// What is wrong, and the cure.
type Mistake = (String, String);

const RETIRED_EXAMPLE: &str = "write `retired USER_LOCKED = \"2.0: use AUTH_LOCKED\"`";
const ACCEPTED_EXAMPLE: &str =
    "write `accepted AUTH_EXPIRED status-changed = \"400\" -> \"401\" because \"...\"`";

fn subject(cursor: &mut Cursor<'_>, fact: Fact) -> Result<String, Mistake> {
    let named = match fact.subject() {
        Subject::Alone => return Ok(String::new()),
        Subject::Named => true,
        Subject::Located => !cursor.rest().starts_with('='),
    };
    if !named {
        return Ok(String::new());
    }
    cursor.name().ok_or_else(|| {
        let word = fact.word();
        mistake(&format!("`{word}` says not of what"), &format!("write a name after `{word}`"))
    })
}

fn value(cursor: &mut Cursor<'_>, fact: Fact) -> Result<String, Mistake> {
    let word = fact.word();
    if fact.form() == Form::Flag {
        let rest = cursor.rest();
        return if cursor.at_end() {
            Ok(String::new())
        } else {
            Err(mistake(&format!("`{word}` takes no value, and `{rest}` follows it"), ""))
        };
    }
    if !cursor.take("=") {
        return Err(mistake(&format!("`{word}` has no value"), &format!("write `{word} = ...`")));
    }
    let rest = cursor.rest();
    if fact.form() == Form::Text {
        return cursor.quoted().filter(|_| cursor.at_end()).ok_or_else(|| {
            let help = "a text stands in quotes, with `\\\"`, `\\\\`, `\\n` and `\\u{202e}` for what \
                        cannot stand there as it is";
            mistake(&format!("the value of `{word}` is not one text: {rest}"), help)
        });
    }
    check(fact.form(), rest)
        .map_err(|help| mistake(&format!("`{rest}` is no value of `{word}`"), &help))?;
    Ok(match fact.form() {
        Form::Field(_, words) => Field::of_value(rest, words).write(),
        _ => rest.to_owned(),
    })
}

fn insert(block: &mut Block, key: FactId, value: String) -> Result<(), Mistake> {
    match block.entry(key) {
        Entry::Vacant(free) => {
            free.insert(value);
            Ok(())
        }
        Entry::Occupied(taken) => {
            let (fact, subject) = taken.key();
            let of = if subject.is_empty() { String::new() } else { format!(" {subject}") };
            Err(twice(&format!("`{}{of}`", fact.word())))
        }
    }
}

fn read_accepted(mut cursor: Cursor<'_>) -> Result<Accepted, Mistake> {
    let bad = || mistake("an accepted change is not written like this", ACCEPTED_EXAMPLE);
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
        return Err(mistake("an accepted change gives no reason", ACCEPTED_EXAMPLE));
    }
    Ok(Accepted { code, rule: rule.id, subject, old, new, reason })
}

fn unknown(noun: &str, word: &str, words: &[&str]) -> Mistake {
    let help = match nearest(word, words.iter().copied()) {
        Some(near) => nearest::meant(near),
        None => format!("known are {}; {RESTORE}", words.join(", ")),
    };
    mistake(&format!("unknown {noun} `{word}`"), &help)
}

fn twice(what: &str) -> Mistake {
    let help = format!("keep the line that the code agrees with, {RESTORE}");
    mistake(&format!("{what} is given twice"), &help)
}

fn mistake(message: &str, help: &str) -> Mistake {
    let help = if help.is_empty() { RESTORE.trim_start_matches("or ") } else { help };
    (message.to_owned(), help.to_owned())
}
