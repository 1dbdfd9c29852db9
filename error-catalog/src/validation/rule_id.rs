//! The id and the parameters of a catalogued error that is the text of a field.

use serde_json::Value;

use super::ViolationRule;
use crate::Catalogued;
use crate::fields::{Fields, WriteJson};

/// The prefix of the codes of rules, which their ids do not have.
pub(super) const PREFIX: &str = "VALIDATION_FIELD_";

/// The codes whose ids are not their last words: several texts of one rule, and names that need a noun.
const IDS: [(&str, &str); 10] = [
    ("LENGTH_MIN", "length"),
    ("LENGTH_MAX", "length"),
    ("LENGTH_EQUAL", "length"),
    ("RANGE_MIN", "range"),
    ("RANGE_MAX", "range"),
    ("RANGE_ABOVE", "range"),
    ("RANGE_BELOW", "range"),
    ("UNKNOWN", "unknown_field"),
    ("DUPLICATE", "duplicate_field"),
    ("MATCH", "must_match"),
];

/// The rule of a catalogued error: `length` for `VALIDATION_FIELD_LENGTH_MIN`, the code for any other. Its parameters
/// are its details.
pub(super) fn rule_of(error: &dyn Catalogued) -> ViolationRule {
    let code = error.catalog_row().code();
    let Some(word) = code.strip_prefix(PREFIX) else {
        return with_params(code.into(), error, None, false);
    };
    let known = IDS.iter().find(|(known, _)| *known == word);
    let id = known.map_or_else(|| word.to_ascii_lowercase().into(), |(_, id)| (*id).into());
    let limit = match word {
        "RANGE_ABOVE" => Some("exclusive_min"),
        "RANGE_BELOW" => Some("exclusive_max"),
        _ => None,
    };
    with_params(id, error, limit, word.starts_with("RANGE"))
}

fn with_params(
    id: std::borrow::Cow<'static, str>,
    error: &dyn Catalogued,
    limit: Option<&'static str>,
    is_range: bool,
) -> ViolationRule {
    let mut params = Params { rule: ViolationRule::new(id), limit, is_range };
    error.catalog_fields(&mut params);
    params.rule
}

/// Takes the details as parameters.
struct Params {
    rule: ViolationRule,
    /// What `limit` is called.
    limit: Option<&'static str>,
    /// Whether its details are numbers that [`FieldRule`](super::FieldRule) keeps as texts.
    is_range: bool,
}

impl Fields for Params {
    fn detail(&mut self, name: &'static str, value: &dyn WriteJson) {
        let mut json = Vec::new();
        if value.write_json(&mut json).is_err() {
            return;
        }
        let Ok(value) = serde_json::from_slice(&json) else { return };
        let name = self.limit.filter(|_| name == "limit").unwrap_or(name);
        let value = if self.is_range { number(value) } else { value };
        self.rule = core::mem::replace(&mut self.rule, ViolationRule::new("")).param(name, value);
    }
}

/// A limit that is kept as the text of a number is that number.
fn number(value: Value) -> Value {
    let Value::String(text) = &value else { return value };
    let read = serde_json::from_str(text).ok().filter(Value::is_number);
    read.unwrap_or(value)
}
