//! Rules as programs read them: an id and parameters.

use std::borrow::Cow;

use serde_json::{Map, Value};

/// A rule that a field breaks, for programs: an id such as `length`, and its parameters, such as `min`.
///
/// A parameter is part of the rule. It is never the value that was sent.
///
/// ```
/// use error_catalog::validation::ViolationRule;
///
/// let rule = ViolationRule::new("multiple_of").param("step", 5);
/// assert_eq!(rule.id(), "multiple_of");
/// assert_eq!(rule.params()["step"], 5);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViolationRule {
    id: Cow<'static, str>,
    params: Map<String, Value>,
}

impl ViolationRule {
    /// A rule without parameters.
    pub fn new(id: impl Into<Cow<'static, str>>) -> Self {
        Self { id: id.into(), params: Map::new() }
    }

    /// Adds a parameter.
    #[must_use]
    pub fn param(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.params.insert(name.into(), value.into());
        self
    }

    /// Its id: `length`, `range`, `email`, `required`, or the code of a rule of your own.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its parameters by their names.
    pub fn params(&self) -> &Map<String, Value> {
        &self.params
    }
}
