//! Writes a lock file.
//!
//! Every line names its code: a diff can be read without context, and a merge that keeps the lines of both sides
//! is a valid lock.

use super::property::{Block, Subject, ValueForm};
use super::sections::{ACCEPTED, RETIRED};
use super::text::{quote, quote_if_needed};
use super::{Accepted, Lock, REGISTRY};

/// The first word of a lock.
pub(super) const HEADER: &str = "error-catalog.lock";
/// The version of the format.
pub(super) const VERSION: u32 = 1;

const ABOUT: &str = "\
# What this catalogue promises to clients, callers and operators.
# Written by `cargo error-catalog lock`, one property a line so that branches merge.
";

pub(super) fn write(lock: &Lock) -> String {
    let mut out = format!("{HEADER} {VERSION}\n{ABOUT}");
    write_block(REGISTRY, &lock.registry, &mut out);
    for ((code, nth), block) in &lock.codes {
        let nth = if *nth == 1 { String::new() } else { format!("/{nth}") };
        write_block(&(quote_if_needed(code) + &nth), block, &mut out);
    }
    write_lines(&mut out, lock.retired.iter(), |(code, reason)| {
        format!("{RETIRED} {} = {}", quote_if_needed(code), quote(reason))
    });
    write_lines(&mut out, lock.accepted.iter(), write_accepted);
    out
}

fn write_block(owner: &str, block: &Block, out: &mut String) {
    write_lines(out, block.iter(), |((property, subject), value)| {
        let mut line = format!("{owner} {}", property.word());
        let is_named = match property.subject() {
            Subject::Single => false,
            Subject::Named => true,
            Subject::Locale => !subject.is_empty(),
        };
        if is_named {
            line.push(' ');
            line.push_str(&quote_if_needed(subject));
        }
        match property.form() {
            ValueForm::Flag => {}
            ValueForm::Text => line.extend([" = ", &quote(value)]),
            _ => line.extend([" = ", value]),
        }
        line
    });
}

fn write_accepted(accepted: &Accepted) -> String {
    let Accepted { code, rule, subject, old, new, reason } = accepted;
    let subject = if subject.is_empty() { String::new() } else { format!(" {}", quote(subject)) };
    let code = if code == REGISTRY { code.clone() } else { quote_if_needed(code) };
    format!(
        "{ACCEPTED} {code} {rule}{subject} = {} -> {} because {}",
        quote(old),
        quote(new),
        quote(reason)
    )
}

fn write_lines<T>(out: &mut String, items: impl Iterator<Item = T>, line: impl Fn(T) -> String) {
    for (at, item) in items.enumerate() {
        if at == 0 {
            out.push('\n');
        }
        out.push_str(&line(item));
        out.push('\n');
    }
}
