//! The rules about one variant, each a function named for what it looks at.
//!
//! A rule is asked only about values that were read, so that one mistake is told once.

mod code;
mod fields;
mod locale;
mod message;
mod retry;
mod status;

pub use code::{check_code, check_domain};
pub use fields::{RESERVED, check_details};
pub use locale::check_locales;
pub use message::{
    Placeholder, Template, UserText, check_display, check_foreign_message, check_messages,
    placeholders_of,
};
pub use retry::{cannot_be_helped, check_retry};
pub use status::{check_authenticate, check_level};

use proc_macro2::Span;

use crate::diag::Diag;
use crate::rules::{self, Rule};
use crate::syntax::Spanned;

/// Stands for a word of `allow(…)` that could not be read: it may have meant any rule, so that none
/// is reported in its place.
pub const ANY: &str = "*";

/// The `allow(…)` words in force on a variant, and which of them were needed.
#[derive(Debug, Default)]
pub struct Allows {
    own: Vec<Allowed>,
    shared: Vec<Allowed>,
    /// The words that this variant needed, its own and the enum's.
    used: Vec<String>,
}

#[derive(Debug, Clone)]
struct Allowed {
    word: String,
    span: Span,
    needed: bool,
}

impl Allows {
    /// The words of an enum, in force on all its variants.
    pub fn of_enum(words: &[Spanned<String>]) -> Self {
        Self { shared: allowed(words), ..Self::default() }
    }

    /// Goes on to a variant with words of its own.
    pub fn enter(&mut self, words: &[Spanned<String>]) {
        self.own = allowed(words);
        self.used.clear();
    }

    /// Reports a broken rule, unless it is allowed here.
    pub fn report(
        &mut self,
        diag: &mut Diag,
        rule: &'static Rule,
        span: Span,
        values: &[(&str, &str)],
    ) {
        let word = rule.allow.unwrap_or_default();
        if word.is_empty() || !self.lifts(word) {
            diag.report(rule, span, values);
        }
    }

    /// The words in force here that were needed, for the row.
    pub fn in_force(&self) -> Vec<String> {
        let mut words = self.used.clone();
        words.sort();
        words.dedup();
        words
    }

    /// Whether a word is in force here; asking counts as needing it.
    pub fn lifts(&mut self, word: &str) -> bool {
        let mut all = self.own.iter_mut().chain(&mut self.shared);
        match all.find(|allowed| allowed.word == word || allowed.word == ANY) {
            Some(allowed) => {
                allowed.needed = true;
                if allowed.word != ANY {
                    self.used.push(word.to_owned());
                }
                true
            }
            None => false,
        }
    }

    /// Whether a word is here that was meant for a rule it does not lift, which is no needless one then.
    pub fn tried(&mut self, word: &str) -> bool {
        let mut all = self.own.iter_mut().chain(&mut self.shared);
        let tried = all.find(|allowed| allowed.word == word);
        tried.map(|allowed| allowed.needed = true).is_some()
    }

    /// Leaves a variant: its words that were not needed are reported.
    pub fn leave(&mut self, diag: &mut Diag) {
        report_needless(&std::mem::take(&mut self.own), diag);
    }

    /// Leaves the enum.
    pub fn finish(self, diag: &mut Diag) {
        report_needless(&self.shared, diag);
    }
}

fn allowed(words: &[Spanned<String>]) -> Vec<Allowed> {
    words
        .iter()
        .map(|word| Allowed { word: word.value.clone(), span: word.pos, needed: false })
        .collect()
}

fn report_needless(words: &[Allowed], diag: &mut Diag) {
    for allowed in words.iter().filter(|allowed| !allowed.needed && allowed.word != ANY) {
        diag.report(&rules::NEEDLESS_ALLOW, allowed.span, &[("word", &allowed.word)]);
    }
}
