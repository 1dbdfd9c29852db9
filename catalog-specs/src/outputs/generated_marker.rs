//! Recognizes generated files, so that a file written by hand is never overwritten.

use std::path::Path;

use jsonc_parser::ast::{Object, Value};

use super::file;
use crate::Problem;
use crate::generated::MARK;
use crate::source::Source;
use crate::source::json::{FileKind, parse};
use crate::spec::{SCHEMA, is_summary};

/// The start of the marker line; JSON has a member instead.
const COMMENTS: [&str; 3] = ["<!-- ", "// ", "# "];

const KIND: FileKind = FileKind { noun: "a document", example: "", comment: "" };

/// Whether a document may be written to a path: there is no file, or a generated one.
///
/// # Errors
/// If the file was written by hand, with `cure` as its help, or cannot be read.
pub fn may_overwrite(path: &Path, cure: &str) -> Result<(), Problem> {
    match file::read(path) {
        Ok(Some(text)) => check_generated(path, &text, cure).map_or(Ok(()), Err),
        Err(problem) if path.is_file() => Err(problem),
        // Writing reports a path that is not a file.
        Ok(None) | Err(_) => Ok(()),
    }
}

/// The problem of a file that was not generated.
pub(super) fn check_generated(path: &Path, text: &str, cure: &str) -> Option<Problem> {
    if is_generated(text) {
        return None;
    }
    let path = path.display();
    let message = format!("`{path}` exists and was not generated, so it is not overwritten");
    Some(Problem::without_place(message, cure))
}

/// Whether a text was generated, in any format, or is empty. A merge conflict in a generated text does not change that.
pub(super) fn is_generated(text: &str) -> bool {
    if text.trim().is_empty() || text.lines().any(is_marked) || is_generated_json(text) {
        return true;
    }
    // JSON with marks of a conflict cannot be parsed, but each side of it can; so can what a mark was left in by mistake.
    let sides = sides_of_conflict(text);
    let rest = without_marks(text);
    sides.iter().flatten().chain(&rest).any(|side| is_generated_json(side))
}

/// A text without the lines that are marks of a conflict; `None` if there is no such line.
fn without_marks(text: &str) -> Option<String> {
    let is_kept = |line: &&str| !["<", "|", "=", ">"].iter().any(|sign| is_mark(line, sign));
    let kept: Vec<_> = text.lines().filter(is_kept).collect();
    (kept.len() < text.lines().count()).then(|| kept.join("\n"))
}

/// Whether a line is the mark of a conflict with a sign.
fn is_mark(line: &str, sign: &str) -> bool {
    line.strip_prefix(&*sign.repeat(7)).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// The two texts that a merge left in one; `None` without the marks of a conflict.
fn sides_of_conflict(text: &str) -> Option<[String; 2]> {
    #[derive(Clone, Copy, PartialEq)]
    enum Part {
        Both,
        Ours,
        /// What both branches started from, with `merge.conflictStyle = diff3`.
        Base,
        Theirs,
    }
    let (mut part, mut conflicts) = (Part::Both, 0);
    let mut sides = [String::new(), String::new()];
    for line in text.lines() {
        let mark = |sign: &str| is_mark(line, sign);
        part = match part {
            Part::Both if mark("<") => Part::Ours,
            Part::Ours if mark("|") => Part::Base,
            Part::Ours | Part::Base if mark("=") => Part::Theirs,
            Part::Theirs if mark(">") => {
                conflicts += 1;
                Part::Both
            }
            part => {
                let [ours, theirs] = &mut sides;
                for (side, own) in [(ours, Part::Ours), (theirs, Part::Theirs)] {
                    if part == Part::Both || part == own {
                        side.push_str(line);
                        side.push('\n');
                    }
                }
                part
            }
        };
    }
    (conflicts > 0 && part == Part::Both).then_some(sides)
}

fn is_marked(line: &str) -> bool {
    let comment = COMMENTS.iter().find_map(|comment| line.strip_prefix(comment));
    comment.is_some_and(|comment| comment.starts_with(MARK))
}

fn is_generated_json(text: &str) -> bool {
    let source = Source::new(text, "");
    let Some(object) = parse(&source, &KIND, &mut Vec::new()) else { return false };
    let has_member = |name: &str, start: &str| matches!(member(&object, name), Some(Value::StringLit(text)) if text.value.starts_with(start));
    // Documents that may have no members of ours have the mark in a text.
    object.properties.iter().any(|member| has_mark(&member.value))
        || has_member("$schema", SCHEMA)
        || is_summary(&object)
        || object.properties.is_empty()
}

fn member<'o, 't>(object: &'o Object<'t>, name: &str) -> Option<&'o Value<'t>> {
    let member = object.properties.iter().find(|member| member.name.as_str() == name);
    member.map(|member| &member.value)
}

fn has_mark(value: &Value<'_>) -> bool {
    match value {
        Value::StringLit(text) => text.value.starts_with(MARK),
        Value::Object(object) => object.properties.iter().any(|member| has_mark(&member.value)),
        Value::Array(array) => array.elements.iter().any(has_mark),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Format;
    use crate::model::{Catalog, Entry, Group};

    #[test]
    fn documents_of_every_format_are_recognized() {
        let entries = vec![Entry::new("CART_EMPTY", "Empty", 400, crate::Level::Info)];
        let group = Group { domain: "CART".into(), entries, ..Group::default() };
        for catalog in [Catalog::default(), Catalog { groups: vec![group], ..Catalog::default() }] {
            for format in Format::ALL {
                for audience in format.audiences() {
                    for (path, text) in format.render_for(&catalog, *audience) {
                        assert!(is_generated(&text), "{format:?} {}: {text}", path.display());
                    }
                }
            }
        }
    }

    #[test]
    fn a_conflict_in_a_generated_document_is_recognized() {
        let conflict = |text: &str, style: &str| {
            let lines: Vec<_> = text.lines().collect();
            let (before, after) = lines.split_at(lines.len() / 2);
            let (first, after) = after.split_first().unwrap();
            let base = if style == "diff3" { "||||||| 1234567\nthe base\n" } else { "" };
            format!(
                "{}\n<<<<<<< HEAD\n{first}\n{base}=======\n{first}\n>>>>>>> branch\n{}\n",
                before.join("\n"),
                after.join("\n")
            )
        };
        let entries = vec![Entry::new("CART_EMPTY", "Empty", 400, crate::Level::Info)];
        let group = Group { domain: "CART".into(), entries, ..Group::default() };
        let catalog = Catalog { groups: vec![group], ..Catalog::default() };
        for format in Format::ALL {
            for (path, text) in format.render(&catalog) {
                for style in ["merge", "diff3"] {
                    let text = conflict(&text, style);
                    assert!(is_generated(&text), "{format:?} {}: {text}", path.display());
                }
                for mark in ["<<<<<<< HEAD", "||||||| 1234567", "=======", ">>>>>>> branch"] {
                    let (first, rest) = text.split_once('\n').unwrap();
                    let text = format!("{first}\n{mark}\n{rest}");
                    assert!(is_generated(&text), "{format:?} {}: {text}", path.display());
                }
            }
        }
        for text in [
            "<<<<<<< a\n{\"mine\": 1}\n=======\n{\"mine\": 2}\n>>>>>>> b\n",
            "<<<<<<< a\n{\"mine\": 1}\n",
        ] {
            assert!(!is_generated(text), "{text}");
        }
    }

    #[test]
    fn files_written_by_hand_are_recognized() {
        for text in [
            "# Errors\n\nMy notes; the rest is Generated by error-catalog.\n",
            "<!doctype html>\n<p>mine</p>\n",
            "{\"openapi\": \"3.1.0\", \"paths\": {}}\n",
            "{\"CART_EMPTY\": {\"status\": 400}}\n",
            "[]",
            "{",
        ] {
            assert!(!is_generated(text), "{text}");
        }
        assert!(is_generated("\n"));
    }
}
