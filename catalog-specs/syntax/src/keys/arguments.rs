//! Words that stand in the parentheses of another key, or of an attribute of a field, and are no keys themselves.

use super::{alert, retry, values};
use crate::args::{Arg, Given};
use crate::diag::Diag;
use crate::value::meant;
use catalog_specs_core::declared::Manual;
use catalog_specs_core::keys::{Key, Target};
use catalog_specs_core::model::is_data_class;
use catalog_specs_core::rules;

/// The attributes of fields.
pub(crate) const FIELD_ATTRIBUTES: &[&str] =
    &["detail", "context", "secret", "source", "from", "retry_after"];

/// The arguments of `#[detail]`.
const OF_DETAILS: &[&str] = &["data_class", "flatten", "display"];

/// The keys whose value is a list of words, with these words.
const OF_KEYS: &[(Key, &[&str])] = &[
    (Key::Retry, retry::ARGUMENTS),
    (Key::Alert, alert::ARGUMENTS),
    (Key::Deprecated, values::OF_DEPRECATED),
    (Key::Transparent, values::OF_TRANSPARENT),
    (Key::Manual, Manual::WORDS),
];

/// Reports a word that belongs in the parentheses of something else; whether it does.
pub(super) fn misplaced(arg: &Arg, target: Target, diag: &mut Diag) -> bool {
    let name = arg.key.text();
    let (shown, belongs, cure) = if let Some(attribute) = on_field(arg) {
        match target {
            Target::Field => ("#[catalog(...)]", "a variant", format!("write `{attribute}`")),
            _ => (&*name, "a field", format!("write `{attribute}` before a field")),
        }
    } else if let Some((key, _)) = OF_KEYS.iter().find(|(_, words)| words.contains(&&*name)) {
        let (noun, whole) = (key.row().scope.noun(), in_key(*key, arg));
        if key.row().scope.targets().contains(&target) {
            let cure = format!("write `{whole}`");
            let values = [("key", &*name), ("cure", &cure)];
            diag.report(&rules::UNKNOWN_KEY, arg.key.span(), &values);
            return true;
        }
        (&*name, noun, format!("move it to {noun}, as `{whole}`"))
    } else {
        return false;
    };
    let values =
        [("key", shown), ("belongs", belongs), ("here", target.noun()), ("cure", cure.as_str())];
    diag.report(&rules::MISPLACED_KEY, arg.key.span(), &values);
    true
}

/// The attribute of a field that a word stands for.
fn on_field(arg: &Arg) -> Option<String> {
    let name = arg.key.text();
    if FIELD_ATTRIBUTES.contains(&&*name) {
        let text = meant::text(arg).filter(|_| matches!(arg.given, Given::Value(_)));
        return Some(match text {
            Some(text) if ["detail", "context"].contains(&&*name) => format!("#[{name}({text:?})]"),
            Some(_) => format!("#[{name}]"),
            None => format!("#[{}]", arg.written()),
        });
    }
    if !OF_DETAILS.contains(&&*name) {
        return None;
    }
    if name == "data_class" {
        let class = meant::text(arg).unwrap_or_default();
        return Some(format!("#[detail(data_class = {:?})]", as_data_class(&class)));
    }
    Some(format!("#[detail({name})]"))
}

/// A key with the argument in its parentheses, and with what it needs besides.
fn in_key(key: Key, arg: &Arg) -> String {
    let (name, written) = (arg.key.text(), arg.written());
    let needed: &[(&str, &str)] = match key {
        Key::Retry => &[("max", "max = 3"), ("base", "base = \"1s\"")],
        Key::Alert => &[("threshold", "threshold = 50")],
        Key::Deprecated => &[("since", "since = \"...\"")],
        _ => &[],
    };
    let mut parts: Vec<_> = needed
        .iter()
        .map(|(needed, example)| if *needed == name { written.as_str() } else { example })
        .collect();
    if !parts.contains(&&*written) {
        parts.push(&written);
    }
    format!("{}({})", key.name(), parts.join(", "))
}

/// The nearest word that is a class.
pub(crate) fn as_data_class(text: &str) -> String {
    let mut word: String = text
        .to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .skip_while(|c| !c.is_ascii_lowercase())
        .collect();
    word.truncate(word.trim_end_matches('_').len());
    if is_data_class(&word) { word } else { "pii".to_owned() }
}
