//! From a lock to its text.
//!
//! Every line names its code, so that it stands on its own: a diff can be read without what is
//! around it, and a merge that takes the lines of both sides gives a lock again.

use super::facts::{Block, Form, Subject};
use super::sections::{ACCEPTED, RETIRED};
use super::text::{name, quote};
use super::{Accepted, Lock, REGISTRY};

/// The first word of a lock.
pub(super) const HEADER: &str = "error-catalog.lock";
/// The version of the format.
pub(super) const VERSION: u32 = 1;

const ABOUT: &str = "\
# What this catalogue promised to its clients, its callers and its operators.
# Written by `cargo error-catalog lock`; a line for each fact, so that branches merge.
";

/// The text of a lock.
pub(super) fn write(lock: &Lock) -> String {
    let mut out = format!("{HEADER} {VERSION}\n{ABOUT}");
    write_block(REGISTRY, &lock.registry, &mut out);
    for ((code, nth), block) in &lock.codes {
        let nth = if *nth == 1 { String::new() } else { format!("/{nth}") };
        write_block(&(name(code) + &nth), block, &mut out);
    }
    write_lines(&mut out, lock.retired.iter(), |(code, reason)| {
        format!("{RETIRED} {} = {}", name(code), quote(reason))
    });
    write_lines(&mut out, lock.accepted.iter(), write_accepted);
    out
}

fn write_block(owner: &str, block: &Block, out: &mut String) {
    write_lines(out, block.iter(), |((fact, subject), value)| {
        let mut line = format!("{owner} {}", fact.word());
        let is_named = match fact.subject() {
            Subject::Alone => false,
            Subject::Named => true,
            Subject::Located => !subject.is_empty(),
        };
        if is_named {
            line.push(' ');
            line.push_str(&name(subject));
        }
        match fact.form() {
            Form::Flag => {}
            Form::Text => line.extend([" = ", &quote(value)]),
            _ => line.extend([" = ", value]),
        }
        line
    });
}

fn write_accepted(accepted: &Accepted) -> String {
    let Accepted { code, rule, subject, old, new, reason } = accepted;
    let subject = if subject.is_empty() { String::new() } else { format!(" {}", quote(subject)) };
    let code = if code == REGISTRY { code.clone() } else { name(code) };
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
