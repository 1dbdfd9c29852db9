//! The rule and the path behind an error of serde.

use core::error::Error;
use core::fmt;
use std::sync::LazyLock;

use serde_path_to_error::{Path, Segment};

use super::text_form::TextForm;
use super::{FieldPath, FieldRule, ValidationError};

/// The violation behind a text of serde at a path.
pub(super) fn violation(path: FieldPath, text: &str) -> ValidationError {
    let (rule, field) = rule_of(text);
    let path = match field {
        // The path is that of the object that lacks the field, or has it twice.
        Some(field) => path.key(&field),
        None => path,
    };
    ValidationError::new().field(path, rule)
}

/// The rule behind a text of serde.
#[cfg(any(feature = "actix", feature = "axum"))]
pub(super) fn text_rule(text: &str) -> FieldRule {
    rule_of(text).0
}

pub(super) fn path_of(path: &Path) -> FieldPath {
    path.iter().fold(FieldPath::new(), |outer, segment| match segment {
        Segment::Seq { index } => outer.index(*index),
        Segment::Map { key } | Segment::Enum { variant: key } => outer.key(key),
        Segment::Unknown => outer,
    })
}

/// An error that keeps the text which serde's own constructors write.
#[derive(Debug)]
struct Wording(String);

impl Error for Wording {}

impl fmt::Display for Wording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl serde::de::Error for Wording {
    fn custom<T: fmt::Display>(text: T) -> Self {
        Self(text.to_string())
    }
}

/// The texts of serde's constructors, each with its rule; every other error is [`FieldRule::Invalid`].
fn forms() -> [(TextForm, FieldRule); 5] {
    use serde::de::{Error as _, Unexpected};
    const ARGUMENT: &str = "\u{1}";
    [
        (Wording::missing_field(ARGUMENT), FieldRule::Required),
        (Wording::duplicate_field(ARGUMENT), FieldRule::Duplicate),
        (Wording::invalid_type(Unexpected::Other(ARGUMENT), &""), FieldRule::Type),
        (Wording::unknown_field(ARGUMENT, &[]), FieldRule::Unknown),
        (Wording::unknown_variant(ARGUMENT, &[]), FieldRule::Choice),
    ]
    .map(|(Wording(text), rule)| (TextForm::new(&text, ARGUMENT), rule))
}

/// The rule behind a text of serde, and the name of the field if it is missing or duplicate. Nothing else of the text
/// is used: it quotes the input.
fn rule_of(text: &str) -> (FieldRule, Option<String>) {
    static FORMS: LazyLock<[(TextForm, FieldRule); 5]> = LazyLock::new(forms);
    let known = FORMS.iter().find_map(|(form, rule)| {
        let rest = text.strip_prefix(&form.before)?;
        Some((rule.clone(), name_in(rest, form.after.as_deref()?)))
    });
    match known {
        Some((rule @ (FieldRule::Required | FieldRule::Duplicate), name)) => (rule, name),
        Some((rule, _)) => (rule, None),
        None => (FieldRule::Invalid, None),
    }
}

/// The name at the start of a text. `serde_json` adds the position, other formats nothing.
fn name_in(text: &str, end: &str) -> Option<String> {
    let (name, rest) = text.split_once(end)?;
    let is_whole = rest.is_empty() || rest.starts_with(" at line ");
    (is_whole && is_name(name)).then(|| name.to_owned())
}

/// Whether a name looks like one of a program. A custom error may say `missing field` of anything.
fn is_name(name: &str) -> bool {
    let is_sound = |c: char| c.is_alphanumeric() || "_-$@:. ".contains(c);
    !name.is_empty() && name.chars().count() <= 64 && name.chars().all(is_sound)
}
