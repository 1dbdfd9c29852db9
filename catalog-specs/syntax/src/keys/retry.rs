//! Retry advice: a word, or `retry(max = 3, base = "1s", factor = 2)`.

use core::time::Duration;

use proc_macro2::{Group, TokenTree};

use crate::Spanned;
use crate::args::{self, Arg, Given};
use crate::diag::{Diag, did_you_mean};
use crate::value::{Reader, meant, report_unknown};
use catalog_specs_core::nearest::suggest_word;
use catalog_specs_core::{Backoff, Retry, guess_duration, nearest, rules, write_duration};

/// The arguments of a policy.
pub(super) const ARGUMENTS: &[&str] = &["max", "base", "factor", "idempotent"];

/// Names that other crates use for an argument.
const FOREIGN: &[(&str, &str)] = &[
    ("attempts", "max"),
    ("max_attempts", "max"),
    ("max_retries", "max"),
    ("retries", "max"),
    ("times", "max"),
    ("tries", "max"),
    ("backoff", "base"),
    ("delay", "base"),
    ("initial", "base"),
    ("interval", "base"),
    ("wait", "base"),
    ("exponent", "factor"),
    ("multiplier", "factor"),
];

/// A policy as far as it could be read.
#[derive(Default)]
struct Policy {
    max: Option<u32>,
    base: Option<Duration>,
    factor: Option<u32>,
    idempotent: bool,
}

impl Policy {
    /// The whole policy as it is written, with what is given.
    fn written(&self) -> String {
        let max = self.max.filter(|max| *max > 0).unwrap_or(3);
        let base = self.base.filter(|base| !base.is_zero()).unwrap_or(Duration::from_secs(1));
        let mut text = format!("retry(max = {max}, base = {}", write_duration(base));
        if let Some(factor) = self.factor {
            text.extend([", factor = ", &factor.max(1).to_string()]);
        }
        if self.idempotent {
            text.push_str(", idempotent");
        }
        text + ")"
    }

    /// Reads an argument; whether that was possible.
    fn take(&mut self, arg: &Arg, diag: &mut Diag) -> bool {
        let name = arg.key.text();
        let reader = Reader::new(arg, example(&name));
        match name.as_str() {
            "max" => {
                self.max = reader.number(diag);
                self.max.is_some()
            }
            "base" => {
                self.base = reader.duration(diag).map(|base| base.value);
                self.base.is_some()
            }
            "factor" => {
                self.factor = reader.number(diag);
                self.factor.is_some()
            }
            "idempotent" => {
                self.idempotent = matches!(arg.given, Given::Nothing);
                if !self.idempotent {
                    let _: Option<()> =
                        reader.refuse_for("nothing behind it", &meant::switch(arg), diag);
                }
                self.idempotent
            }
            _ => {
                let foreign = FOREIGN.iter().find(|(foreign, _)| *foreign == name);
                let near = foreign.map(|(_, ours)| *ours);
                let near = near.or_else(|| nearest(&name, ARGUMENTS.iter().copied()));
                let cure = match near {
                    Some(near) => suggest_word(near),
                    None => format!("write it as in `{}`", self.written()),
                };
                diag.report(&rules::RETRY_CUSTOM, arg.key.span(), &[("cure", &cure)]);
                false
            }
        }
    }
}

fn example(argument: &str) -> &'static str {
    match argument {
        "base" => "base = \"1s\"",
        "factor" => "factor = 2",
        _ => "max = 3",
    }
}

/// Reads retry advice.
pub(super) fn read(reader: &Reader<'_>, diag: &mut Diag) -> Option<Spanned<Retry>> {
    match &reader.arg.given {
        Given::List(group) => read_policy(reader, group, diag),
        Given::Nothing | Given::Value(_) | Given::Unreadable => read_word(reader, diag),
    }
}

fn read_policy(reader: &Reader<'_>, group: &Group, diag: &mut Diag) -> Option<Spanned<Retry>> {
    if let Some(meant) = by_position(reader.arg, group) {
        return reader.refuse_for("a word or a policy with names", &meant, diag);
    }
    let mut policy = Policy::default();
    let (mut given, mut is_read) = (Vec::new(), true);
    for arg in args::read(group.stream(), diag) {
        let name = arg.key.text();
        if matches!(arg.given, Given::Unreadable) {
            is_read = false;
        } else if given.contains(&name) {
            diag.report(&rules::REPEATED_KEY, arg.key.span(), &[("key", &name)]);
            is_read = false;
        } else {
            is_read &= policy.take(&arg, diag);
        }
        given.push(name);
    }
    if !is_read {
        return None;
    }
    let factor = policy.factor.unwrap_or(2);
    let max = policy.max.filter(|max| *max > 0 && factor > 0);
    let Some((max, base)) = max.zip(policy.base.filter(|base| !base.is_zero())) else {
        let cure = format!("write `{}`", policy.written());
        diag.report(&rules::RETRY_CUSTOM, group.span(), &[("cure", &cure)]);
        return None;
    };
    let backoff = Backoff { idempotent: policy.idempotent, ..Backoff::new(max, base, factor) };
    Some(Spanned::new(Retry::Custom(backoff), group.span()))
}

/// The cure for `retry(transient)` and `retry(3, "1s")`, whose arguments have no names.
fn by_position(arg: &Arg, group: &Group) -> Option<String> {
    let tokens = args::flatten(group.stream());
    match tokens.as_slice() {
        [TokenTree::Ident(word)] if ARGUMENTS.contains(&word.to_string().as_str()) => None,
        [TokenTree::Ident(_)] | [TokenTree::Literal(_), ..] => as_word(arg),
        _ => None,
    }
}

/// What an advice of the wrong kind was meant to be: a word, or the number of tries.
fn as_word(arg: &Arg) -> Option<String> {
    let texts = meant::texts(arg);
    let mut texts = texts.iter();
    let text = texts.next()?;
    if let Some(word) = nearest(text, Retry::WORDS.iter().copied()) {
        return Some(format!("write `retry = \"{word}\"`"));
    }
    let policy = Policy {
        max: Some(text.parse().ok()?),
        base: texts.next().and_then(|text| guess_duration(text)),
        factor: texts.next().and_then(|text| text.parse().ok()),
        ..Policy::default()
    };
    Some(format!("write `{}`", policy.written()))
}

fn read_word(reader: &Reader<'_>, diag: &mut Diag) -> Option<Spanned<Retry>> {
    let wanted = "a word or a list in parentheses";
    if let [TokenTree::Ident(word), TokenTree::Group(list)] = reader.tokens() {
        if word == "retry" {
            let meant = format!("write `retry({})`", crate::written(&list.stream()));
            return reader.refuse_for(wanted, &meant, diag);
        }
    }
    if let Some(list) = meant::list(reader.arg) {
        return reader.refuse_for(wanted, &format!("write `retry({list})`"), diag);
    }
    let Some(word) = reader.bare_word().or_else(|| reader.quoted()) else {
        let word = meant::word(reader.arg, Retry::WORDS);
        let meant = word.map(|word| format!("write `retry = \"{word}\"`"));
        let meant = meant.or_else(|| as_word(reader.arg));
        return match meant {
            Some(meant) => reader.refuse_for(wanted, &meant, diag),
            None => reader.refuse(wanted, diag),
        };
    };
    if let Some(retry) = Retry::parse(&word.value) {
        return Some(Spanned::new(retry, word.pos));
    }
    let cure = match (word.value.as_str(), word.value.parse()) {
        ("true" | "yes", _) => "write `transient`, or `network`".to_owned(),
        ("false" | "no" | "none", _) => "write `never`".to_owned(),
        (_, Ok(max)) => {
            let policy = Policy { max: Some(max), ..Policy::default() };
            format!("write `{}`", policy.written())
        }
        (text, _) => match nearest(text, Retry::WORDS.iter().copied()) {
            Some(near) => suggest_word(near),
            None => {
                let words = did_you_mean(text, Retry::WORDS);
                format!(
                    "{words}, or say how: `{}`",
                    Policy { factor: Some(2), ..Policy::default() }.written()
                )
            }
        },
    };
    report_unknown(&word, "retry policy", &cure, diag);
    None
}
