//! Rules about a registry: its own list and settings. Those about the codes that it lists are in `whole`.

use super::{Problems, entry, text};
use crate::Dialect;
use crate::declared::{At, Keys, Listed, Registry};
use crate::keys::{Key, Kind};
use crate::nearest::{did_you_mean, with_article};
use crate::rules;

/// What `require(...)` takes.
const REQUIREMENTS: &[&str] = &["grpc"];

/// Asks the rules about what a registry says itself. What they refuse is taken out of it.
pub fn check<P: Copy>(registry: &mut Registry<P>, problems: &mut Problems<P>) {
    check_settings(&mut registry.keys, problems);
    check_listed(&mut registry.listed, problems);
    check_listed(&mut registry.included, problems);
    check_listed(&mut registry.sets, problems);
    check_blocks(registry, problems);
    check_retired(registry, problems);
}

/// Asks the rules about the settings of a registry.
pub fn check_settings<P: Copy>(keys: &mut Keys<P>, problems: &mut Problems<P>) {
    check_dialect(keys, problems);
    if let Some(locales) = &keys.locales {
        entry::check_locales(locales, problems);
    }
    entry::remove_unsound(&mut keys.locales);
    for (key, address) in [(Key::Docs, &keys.docs), (Key::ProblemType, &keys.problem_type)] {
        debug_assert_eq!(key.kind(), Kind::Address);
        if let Some(address) = address {
            text::check_template(key, address, problems);
        }
    }
    check_requirements(keys, problems);
}

/// A dialect is a word of ours or the path of a value.
fn check_dialect<P: Copy>(keys: &mut Keys<P>, problems: &mut Problems<P>) {
    let Some(dialect) = &keys.dialect else { return };
    let word = dialect.value.as_str();
    // A lower-case word is meant as one of ours; anything else can be a value in scope.
    let is_word = !word.contains("::") && word.starts_with(char::is_lowercase);
    if Dialect::parse(word).is_some() || (!is_word && is_path(word)) {
        return;
    }
    report_unknown(dialect, Dialect::NOUN, Dialect::WORDS, problems);
    keys.dialect = None;
}

fn is_path(text: &str) -> bool {
    let is_name = |name: &str| {
        name.chars().all(|c| c.is_alphanumeric() || c == '_')
            && name.starts_with(|c: char| !c.is_ascii_digit())
    };
    text.strip_prefix("::").unwrap_or(text).split("::").all(is_name)
}

/// A requirement is known and stands once.
fn check_requirements<P: Copy>(keys: &mut Keys<P>, problems: &mut Problems<P>) {
    let Some(words) = &mut keys.require else { return };
    let mut known: Vec<At<String, P>> = Vec::new();
    for word in core::mem::take(words) {
        if known.iter().any(|other| other.value == word.value) {
            problems.report(&rules::REPEATED_KEY, word.pos, &[("key", &word.value)]);
        } else if REQUIREMENTS.contains(&word.value.as_str()) {
            known.push(word);
        } else {
            report_unknown(&word, "requirement", REQUIREMENTS, problems);
        }
    }
    *words = known;
}

fn report_unknown<P: Copy>(
    word: &At<String, P>,
    noun: &str,
    words: &[&str],
    problems: &mut Problems<P>,
) {
    let (noun, cure) = (with_article(noun), did_you_mean(&word.value, words));
    let values = [("word", word.value.as_str()), ("noun", &noun), ("cure", &cure)];
    problems.report(&rules::UNKNOWN_WORD, word.pos, &values);
}

/// A type is listed once, and a registry taken in once, unless conditions tell the two apart.
fn check_listed<P: Copy>(listed: &mut [Listed<P>], problems: &mut Problems<P>) {
    let mut seen: Vec<&str> = Vec::new();
    for listed in listed.iter_mut().filter(|listed| !listed.is_conditional) {
        let name = listed.name.value.as_str();
        listed.is_repeated = seen.contains(&name);
        if listed.is_repeated {
            problems.report(&rules::REGISTRY_REPEATED, listed.name.pos, &[("type", name)]);
        }
        seen.push(name);
    }
}

/// Of each block there is one.
fn check_blocks<P: Copy>(registry: &Registry<P>, problems: &mut Problems<P>) {
    for (name, blocks) in &registry.blocks {
        for block in blocks.iter().skip(1) {
            problems.report(&rules::REPEATED_KEY, *block, &[("key", name)]);
        }
    }
}

/// A retired code was one, says why it is retired, and is there once.
fn check_retired<P: Copy>(registry: &Registry<P>, problems: &mut Problems<P>) {
    for (at, retired) in registry.retired.iter().enumerate() {
        let code = &retired.code;
        text::is_retired(code, &retired.reason, problems);
        if registry.retired.iter().take(at).any(|other| other.code.value == code.value) {
            problems.report(&rules::REPEATED_KEY, code.pos, &[("key", &code.value)]);
        }
    }
}
