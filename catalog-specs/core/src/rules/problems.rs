//! Where broken rules are gathered, so that all of them are reported in one build.

use super::{Form, Rule};
use crate::declared::At;
use crate::model::Place;
use crate::{names, rules};

/// Stands for a word of `allow(…)` that could not be read: it may have meant any rule, so that none
/// is reported in its place.
pub const ANY: &str = "*";

/// The problems found so far.
#[derive(Debug)]
#[must_use = "problems that are gathered must be reported"]
pub struct Problems<P> {
    /// How the source writes what a cure shows.
    pub form: Form,
    found: Vec<BrokenRule<P>>,
    allows: Allows<P>,
}

/// A broken rule and where it is broken.
#[derive(Debug, Clone)]
pub struct BrokenRule<P> {
    /// The rule.
    pub rule: &'static Rule,
    /// The smallest piece of the source that is wrong.
    pub pos: P,
    /// What is wrong.
    pub message: String,
    /// The cure; empty where there is none to say.
    pub help: String,
}

impl<P> BrokenRule<P> {
    /// What is wrong, then the cure, as the compiler shows them.
    pub fn text(&self) -> String {
        if self.help.is_empty() {
            self.message.clone()
        } else {
            format!("{}\nhelp: {}", self.message, self.help)
        }
    }
}

impl<P> Default for Problems<P> {
    fn default() -> Self {
        Self::in_form(Form::default())
    }
}

impl<P> Problems<P> {
    /// Nothing found yet in a source of `#[catalog(...)]` attributes.
    pub fn new() -> Self {
        Self::default()
    }

    /// Nothing found yet in a source of a form.
    pub fn in_form(form: Form) -> Self {
        Self { form, found: Vec::new(), allows: Allows { own: Vec::new(), shared: Vec::new() } }
    }

    /// Reports a broken rule, unless `allow(...)` lifts it here.
    pub fn report(&mut self, rule: &'static Rule, pos: P, values: &[(&str, &str)]) {
        if rule.allow.is_some_and(|word| self.allows.lifts(word)) {
            return;
        }
        let (message, help) = (rule.message_in(self.form, values), rule.help_in(self.form, values));
        self.found.push(BrokenRule { rule, pos, message, help });
    }

    /// Takes over the problems found elsewhere.
    pub fn append(&mut self, other: Self) {
        self.found.extend(other.found);
    }

    /// Looks at a text; what is wrong with one that stands in another file is reported with its place.
    pub fn look_into(&mut self, place: Option<&Place>, look: impl FnOnce(&mut Self)) {
        let before = self.found.len();
        look(self);
        if let Some(place) = place {
            for problem in self.found.iter_mut().skip(before) {
                problem.message.insert_str(0, &format!("{place}: "));
            }
        }
    }

    /// How many problems are known.
    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// Replaces the text of a problem by one that knows more; whether there was such a problem.
    pub fn replace(
        &mut self,
        rule: &'static Rule,
        is_meant: impl Fn(&BrokenRule<P>) -> bool,
        message: String,
        help: String,
    ) -> bool {
        let mut known = self.found.iter_mut();
        let known = known.find(|problem| problem.rule.id == rule.id && is_meant(problem));
        known.map(|problem| (problem.message, problem.help) = (message, help)).is_some()
    }

    /// Forgets what only follows from another problem, which is reported.
    pub fn forget(&mut self, follow: &[&'static Rule]) {
        self.found.retain(|problem| follow.iter().all(|rule| rule.id != problem.rule.id));
    }

    /// The problems, in the order they were found.
    pub fn found(&self) -> &[BrokenRule<P>] {
        &self.found
    }

    /// The problems by position, as a reader goes through the source; the other place of a duplicate stays behind it.
    pub fn sorted_by(self, key: impl Fn(&P) -> (usize, usize)) -> Vec<BrokenRule<P>> {
        let mut keys: Vec<(usize, usize)> = Vec::with_capacity(self.found.len());
        for problem in &self.found {
            let follows = problem.rule.id == rules::CODE_FIRST_USE.id;
            let before = keys.last().copied().filter(|_| follows);
            keys.push(before.unwrap_or_else(|| key(&problem.pos)));
        }
        let mut found: Vec<_> = self.found.into_iter().map(Some).collect();
        let order = names::order_of(&keys).into_iter();
        order.filter_map(|at| found.get_mut(at)?.take()).collect()
    }
}

/// The words of `allow(…)` that are in force.
#[derive(Debug)]
struct Allows<P> {
    own: Vec<Allowed<P>>,
    shared: Vec<Allowed<P>>,
}

#[derive(Debug)]
struct Allowed<P> {
    word: String,
    pos: P,
    /// Whether the entry at hand needs it, and whether any did.
    is_needed_here: bool,
    is_needed: bool,
}

impl<P> Allows<P> {
    fn all(&mut self) -> impl Iterator<Item = &mut Allowed<P>> {
        self.own.iter_mut().chain(&mut self.shared)
    }

    fn lifts(&mut self, word: &str) -> bool {
        self.all().find(|allowed| allowed.word == word || allowed.word == ANY).is_some_and(
            |allowed| {
                (allowed.is_needed_here, allowed.is_needed) = (true, true);
                true
            },
        )
    }
}

impl<P: Copy> Problems<P> {
    /// Puts the words of an item in force on all its entries.
    pub(super) fn allow_in_item(&mut self, words: &[At<String, P>]) {
        self.allows.shared = allowed(words);
    }

    /// Continues with an entry that has its own wording.
    pub(super) fn enter(&mut self, words: &[At<String, P>]) {
        self.allows.own = allowed(words);
        self.allows.shared.iter_mut().for_each(|allowed| allowed.is_needed_here = false);
    }

    /// Leaves an entry: its words that were not needed are reported. Gives those that were.
    pub(super) fn leave(&mut self) -> Vec<String> {
        let needed = self.allows.all().filter(|allowed| allowed.is_needed_here);
        let words = needed.map(|allowed| allowed.word.as_str()).filter(|word| *word != ANY);
        let words = names::sorted_names(&mut { words }).into_iter().map(str::to_owned).collect();
        let own = core::mem::take(&mut self.allows.own);
        self.report_needless(&own);
        words
    }

    /// Leaves an item: its words that no entry needed are reported, unless there may be entries that are not here.
    pub(super) fn leave_item(&mut self, is_conditional: bool) {
        let shared = core::mem::take(&mut self.allows.shared);
        if !is_conditional {
            self.report_needless(&shared);
        }
    }

    /// Whether a word is here that was meant for a rule it does not lift, which is no needless one then.
    pub(super) fn is_attempted(&mut self, word: &str) -> bool {
        let attempted = self.allows.all().find(|allowed| allowed.word == word);
        attempted.map(|allowed| allowed.is_needed = true).is_some()
    }

    fn report_needless(&mut self, words: &[Allowed<P>]) {
        for allowed in words.iter().filter(|allowed| !allowed.is_needed && allowed.word != ANY) {
            let shown = self.form.allow(&allowed.word);
            self.report(&rules::NEEDLESS_ALLOW, allowed.pos, &[("allowed", &shown)]);
        }
    }
}

fn allowed<P: Copy>(words: &[At<String, P>]) -> Vec<Allowed<P>> {
    let allowed = |word: &At<String, P>| Allowed {
        word: word.value.clone(),
        pos: word.pos,
        is_needed_here: false,
        is_needed: false,
    };
    words.iter().map(allowed).collect()
}
