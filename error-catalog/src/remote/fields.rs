//! The details that were let in ([`admitted`](super::admitted)) as the fields of the entry they are of.

use catalog_specs_core::model;
use catalog_specs_core::template::{Placeholder, placeholders};
use serde_json::{Map, Value};

use crate::Entry;
use crate::dialect::ReceivedRule;
use crate::fields::Fields;
use crate::violations::{BETWEEN_TEXTS, FieldText, Violations};

type Members = Map<String, Value>;

/// Shows the details that an entry declares, and no others: each as one, or as members of the one that is flattened.
pub(super) fn show(
    entry: &'static Entry,
    received: &Members,
    rules: &[ReceivedRule],
    fields: &mut dyn Fields,
) {
    let declared = entry.details();
    for detail in declared.iter().filter(|detail| !detail.flatten) {
        if let Some(value) = received.get(detail.name) {
            fields.detail(detail.name, value);
        }
    }
    if declared.iter().any(|detail| detail.flatten) {
        let is_named =
            |name: &str| declared.iter().any(|known| !known.flatten && known.name == name);
        let rest = received.iter().filter(|(name, _)| !is_named(name));
        let mut members = Members::new();
        for (name, value) in rest {
            members.insert(name.clone(), value.clone());
        }
        match violations(&members, rules) {
            Some(violations) => fields.violations(&violations),
            None => fields.flattened_detail(&members),
        }
    }
}

/// The texts of fields with the rules that they are of; nothing without rules.
fn violations(texts: &Members, rules: &[ReceivedRule]) -> Option<Violations> {
    if rules.is_empty() {
        return None;
    }
    let mut violations = Violations::default();
    for (path, text) in texts {
        let text = text.as_str()?;
        let of_field: Vec<_> = rules.iter().filter(|rule| rule.path == *path).collect();
        let parts: Vec<_> = text.split(BETWEEN_TEXTS).collect();
        // Several texts of a field are joined in a map.
        let parts = if parts.len() == of_field.len() { parts } else { vec![text] };
        for (at, part) in parts.into_iter().enumerate() {
            let text = FieldText::from(part.to_owned());
            let rule = of_field.get(at).map(|received| received.rule.clone());
            violations.push(path.clone(), rule.into_iter().fold(text, FieldText::with_rule));
        }
        violations.locate_field(path, of_field.first().and_then(|received| received.location));
    }
    Some(violations)
}

/// Reads the values of an entry's placeholders, in any locale. A missing one is `…`, and the result is `false`.
pub(super) fn fill(entry: &'static Entry, received: &Members, fields: &mut dyn Fields) -> bool {
    let texts = entry.translations().map(|text| text.message);
    let placeholders: Vec<_> =
        core::iter::once(entry.message()).chain(texts).flat_map(placeholders).collect();
    if placeholders.is_empty() {
        return true;
    }
    let names = entry.model_fields().0;
    let mut is_filled = true;
    for placeholder in placeholders {
        match value(&placeholder, &names, received) {
            Some(text) => fields.placeholder(placeholder.whole, &text),
            None => {
                is_filled = false;
                fields.placeholder(placeholder.whole, &"…");
            }
        }
    }
    is_filled
}

/// The value of a placeholder as a text; nothing where there is no such detail, or where it would have to be
/// formatted in a way that only its type knows.
fn value(
    placeholder: &Placeholder<'_>,
    names: &[model::Detail],
    received: &Members,
) -> Option<String> {
    if !placeholder.spec.is_empty() {
        return None;
    }
    let detail = names.iter().find(|detail| detail.field == placeholder.name)?;
    match received.get(&detail.name)? {
        Value::String(text) => Some(text.clone()),
        Value::Bool(value) => Some(value.to_string()),
        // `1.0` is how JSON writes what displays as `1`.
        Value::Number(number) if number.is_f64() => {
            number.as_f64().map(|number| number.to_string())
        }
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
