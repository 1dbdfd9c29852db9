//! Writes a lock file.
//!
//! Every line names its code: a diff can be read without context, and a merge keeps the lines of both sides. All lines
//! about one code are together, and end with their checksum.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::checksum::{CHECKSUM, Checksum};
use super::property::{Block, Subject, ValueForm};
use super::sections::{ACCEPTED, RETIRED};
use super::text::{quote, quote_if_needed};
use super::{Accepted, Lock, REGISTRY};

/// The first word of a lock.
pub(super) const HEADER: &str = "error-catalog.lock";
/// The version of the format.
pub(super) const VERSION: u32 = 2;
/// The version without checksums.
pub(super) const VERSION_WITHOUT_CHECKSUMS: u32 = 1;

const ABOUT: &str = "\
# What this catalogue promises to clients, callers and operators.
# `cargo error-catalog lock` writes it, and repairs the checksums after a merge. Do not edit it.
";

/// The lines about the registry, or about one code.
#[derive(Debug, Default)]
pub(super) struct LockSection {
    /// The code; `None` for the registry.
    pub(super) code: Option<String>,
    /// Its lines, each with a line break.
    pub(super) lines: String,
}

/// The checksum of each section, in the order of the file.
pub(super) fn checksums(sections: &[LockSection]) -> impl Iterator<Item = Checksum> {
    let following = sections.iter().skip(1).map(|section| section.code.as_deref()).chain([None]);
    sections.iter().zip(following).map(|(section, next)| Checksum::compute(&section.lines, next))
}

pub(super) fn write(lock: &Lock) -> String {
    let mut out = format!("{HEADER} {VERSION}\n{ABOUT}");
    let sections = sections(lock);
    for (section, checksum) in sections.iter().zip(checksums(&sections)) {
        let owner = section.code.as_deref().map_or(REGISTRY.to_owned(), quote_if_needed);
        // Writing to a `String` cannot fail.
        let _ = write!(out, "\n{}{owner} {CHECKSUM} = {}\n", section.lines, checksum.write());
    }
    out
}

/// The lines of the registry, then those of each code.
pub(super) fn sections(lock: &Lock) -> Vec<LockSection> {
    let mut registry = LockSection::default();
    write_block(REGISTRY, &lock.registry, &mut registry.lines);
    let mut of_codes: BTreeMap<&str, String> = BTreeMap::new();
    for ((code, nth), block) in &lock.codes {
        let nth = if *nth == 1 { String::new() } else { format!("/{nth}") };
        let lines = of_codes.entry(code).or_default();
        write_block(&(quote_if_needed(code) + &nth), block, lines);
    }
    for (code, reason) in &lock.retired {
        let line = format!("{RETIRED} {} = {}\n", quote_if_needed(code), quote(reason));
        of_codes.entry(code).or_default().push_str(&line);
    }
    for accepted in &lock.accepted {
        let lines = match accepted.code.as_str() {
            REGISTRY => &mut registry.lines,
            code => of_codes.entry(code).or_default(),
        };
        lines.push_str(&write_accepted(accepted));
    }
    let of_codes = of_codes.into_iter();
    let of_codes = of_codes.map(|(code, lines)| LockSection { code: Some(code.to_owned()), lines });
    [registry].into_iter().chain(of_codes).collect()
}

fn write_block(owner: &str, block: &Block, out: &mut String) {
    for ((property, subject), value) in block {
        out.extend([owner, " ", property.word()]);
        let is_named = match property.subject() {
            Subject::Single => false,
            Subject::Named => true,
            Subject::Locale => !subject.is_empty(),
        };
        if is_named {
            out.push(' ');
            out.push_str(&quote_if_needed(subject));
        }
        match property.form() {
            ValueForm::Flag => {}
            ValueForm::Text => out.extend([" = ", &quote(value)]),
            _ => out.extend([" = ", value]),
        }
        out.push('\n');
    }
}

fn write_accepted(accepted: &Accepted) -> String {
    let Accepted { code, rule, subject, old, new, reason } = accepted;
    let subject = if subject.is_empty() { String::new() } else { format!(" {}", quote(subject)) };
    let code = if code == REGISTRY { code.clone() } else { quote_if_needed(code) };
    format!(
        "{ACCEPTED} {code} {rule}{subject} = {} -> {} because {}\n",
        quote(old),
        quote(new),
        quote(reason)
    )
}
