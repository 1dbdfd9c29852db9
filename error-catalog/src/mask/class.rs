//! Data classes: values that are masked by what they are, and not by how they look.

use std::borrow::Cow;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::OnceLock;

use super::sip::sip24;

/// What becomes of a value of a data class in a log. A field has a class by `#[context(data_class = "pii")]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Treatment {
    /// It reads as `***`. So do all classes without a rule.
    Removed,
    /// A keyed hash stands in its place: records of one value can be found together.
    Hashed,
    /// It is kept, and masked by its look as other values are.
    Kept,
}

/// The rules for data classes.
#[derive(Default, Clone)]
pub(super) struct Classes {
    rules: Vec<Rule>,
    environment: Option<Cow<'static, str>>,
    key: Option<Key>,
}

#[derive(Clone)]
struct Rule {
    class: Box<str>,
    /// `None`: everywhere else.
    environment: Option<Box<str>>,
    treatment: Treatment,
}

type Key = [u64; 2];

impl Classes {
    /// Adds a rule, which holds in place of an earlier one for the same.
    pub(super) fn add(&mut self, class: &str, environment: Option<&str>, treatment: Treatment) {
        let rule =
            Rule { class: class.into(), environment: environment.map(Into::into), treatment };
        self.rules.push(rule);
    }

    pub(super) fn set_environment(&mut self, environment: Cow<'static, str>) {
        self.environment = Some(environment);
    }

    #[cfg(feature = "report")]
    pub(super) fn has_environment(&self) -> bool {
        self.environment.is_some()
    }

    pub(super) fn set_key(&mut self, secret: &[u8]) {
        self.key = Some([sip24([0, 0], secret), sip24([1, 1], secret)]);
    }

    /// What becomes of a class: by the rule for the environment, else by the rule for all.
    pub(super) fn treatment(&self, class: &str) -> Treatment {
        let rule = |environment: Option<&str>| {
            let mut rules = self.rules.iter().rev();
            rules.find(|rule| *rule.class == *class && rule.environment.as_deref() == environment)
        };
        let here = self.environment.as_deref().and_then(|environment| rule(Some(environment)));
        here.or_else(|| rule(None)).map_or(Treatment::Removed, |rule| rule.treatment)
    }

    /// The hash of a value, as 16 hexadecimal digits.
    pub(super) fn hash(&self, value: &str) -> String {
        format!("{:016x}", sip24(self.key.unwrap_or_else(random_key), value.as_bytes()))
    }
}

/// A key that only this process has.
fn random_key() -> Key {
    static KEY: OnceLock<Key> = OnceLock::new();
    *KEY.get_or_init(|| [0, 1].map(|half: u8| RandomState::new().hash_one(half)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_for_the_environment_goes_before_the_one_for_all() {
        let mut classes = Classes::default();
        assert_eq!(classes.treatment("pii"), Treatment::Removed);
        classes.add("pii", Some("development"), Treatment::Kept);
        assert_eq!(classes.treatment("pii"), Treatment::Removed);
        classes.add("pii", None, Treatment::Hashed);
        assert_eq!(classes.treatment("pii"), Treatment::Hashed);
        classes.set_environment("development".into());
        assert_eq!(classes.treatment("pii"), Treatment::Kept);
        assert_eq!(classes.treatment("health"), Treatment::Removed);
        classes.set_environment("production".into());
        assert_eq!(classes.treatment("pii"), Treatment::Hashed);
        classes.add("pii", None, Treatment::Removed);
        assert_eq!(classes.treatment("pii"), Treatment::Removed, "the later rule holds");
    }

    #[test]
    fn a_hash_depends_on_the_value_and_the_key() {
        let mut classes = Classes::default();
        let random = classes.hash("a");
        assert_eq!(random, Classes::default().hash("a"), "one key in a process");
        classes.set_key(b"secret");
        assert_ne!(classes.hash("a"), random);
        assert_ne!(classes.hash("a"), classes.hash("b"));
        let mut other = Classes::default();
        other.set_key(b"another");
        assert_ne!(classes.hash("a"), other.hash("a"));
        assert_eq!(classes.hash("a").len(), 16);
    }
}
