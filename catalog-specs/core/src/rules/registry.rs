//! Rules about a registry: its own list and settings, and all codes that it lists.

use super::{Problems, entry, text};
use crate::declared::At;
use crate::rules;

/// What a registry says itself, before any of its enums is known.
#[derive(Debug)]
pub struct Declared<'a, P> {
    /// The types it lists without a condition.
    pub listed: Vec<At<String, P>>,
    /// Its locales.
    pub locales: &'a [At<String, P>],
    /// The address of the page about a code.
    pub docs: Option<&'a At<String, P>>,
    /// The address of a problem type.
    pub problem_type: Option<&'a At<String, P>>,
    /// The codes that are never used again, and why.
    pub retired: Vec<(&'a At<String, P>, &'a str)>,
}

/// Asks the rules about what a registry says itself.
pub fn check_declared<P: Copy>(registry: &Declared<'_, P>, problems: &mut Problems<P>) {
    entry::check_locales(registry.locales, problems);
    for (key, address) in [("docs", registry.docs), ("problem_type", registry.problem_type)] {
        if let Some(address) = address {
            text::check_template(key, address, problems);
        }
    }
    for (at, listed) in registry.listed.iter().enumerate() {
        if registry.listed.iter().take(at).any(|other| other.value == listed.value) {
            problems.report(&rules::REGISTRY_REPEATED, listed.pos, &[("type", &listed.value)]);
        }
    }
    for (at, (code, reason)) in registry.retired.iter().enumerate() {
        text::is_retired(code, reason, problems);
        if registry.retired.iter().take(at).any(|(other, _)| other.value == code.value) {
            problems.report(&rules::REPEATED_KEY, code.pos, &[("key", &code.value)]);
        }
    }
}
