//! JSON that does not fit its type: the path of the field, and words of ours for what is wrong with it.

use core::error::Error;
use core::fmt;
use std::sync::LazyLock;

use serde::de::DeserializeOwned;
use serde_json::error::Category;
use serde_path_to_error::{Path, Segment};

use super::text_form::TextForm;
use super::{FieldPath, FieldRule, ValidationError};
use crate::dialect::Settings;
use crate::failure::{Caused, HasHome, IntoFailure, Seal};
use crate::fields::Fields;
use crate::{Catalogued, Entry, Failure, Registry, SystemError};

/// Why input cannot be read: it is no JSON, or it is JSON of another shape. It becomes a
/// [`Failure`](crate::Failure) by `?`.
///
/// For JSON of another shape, the text of `serde` quotes the input. That text goes neither to the client nor into the log.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum InputError {
    /// It is no JSON.
    Malformed(SystemError),
    /// A field is missing or of the wrong type.
    Invalid(ValidationError),
}

/// Reads JSON. A value that does not fit is reported with its path, `items[2].price`.
///
/// ```
/// use error_catalog::{Envelope, SystemError, validation::{InputError, from_json}};
///
/// let error = from_json::<Vec<u8>>(b"[1, \"hunter2\"]").unwrap_err();
/// let body = Envelope::new(&error).locale("en").to_json();
/// assert!(body.contains(r#""[1]":"The value is of the wrong type""#));
/// let error = from_json::<Vec<u8>>(b"[1, ").unwrap_err();
/// assert_eq!(error, InputError::Malformed(SystemError::BodyMalformed));
/// ```
///
/// # Errors
/// When it is no JSON, or not of the type.
pub fn from_json<T: DeserializeOwned>(input: &[u8]) -> Result<T, InputError> {
    read(input).map_err(InputError::from)
}

/// Why input cannot be read, with the text of the parser for invalid JSON: that quotes nothing of the input.
pub(super) enum Unread {
    Malformed(serde_json::Error),
    Invalid(ValidationError),
}

pub(super) fn read<T: DeserializeOwned>(input: &[u8]) -> Result<T, Unread> {
    let mut deserializer = serde_json::Deserializer::from_slice(input);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(Unread::from)?;
    // Something behind the value makes it no JSON.
    deserializer.end().map_err(Unread::Malformed)?;
    Ok(value)
}

impl From<Unread> for InputError {
    fn from(unread: Unread) -> Self {
        match unread {
            Unread::Malformed(_) => Self::Malformed(SystemError::BodyMalformed),
            Unread::Invalid(error) => Self::Invalid(error),
        }
    }
}

impl From<serde_path_to_error::Error<serde_json::Error>> for Unread {
    fn from(error: serde_path_to_error::Error<serde_json::Error>) -> Self {
        match error.inner().classify() {
            Category::Data => Self::Invalid(error.into()),
            Category::Syntax | Category::Eof | Category::Io => Self::Malformed(error.into_inner()),
        }
    }
}

impl InputError {
    fn catalogued(&self) -> &(dyn Catalogued + Send + Sync) {
        match self {
            Self::Malformed(error) => error,
            Self::Invalid(error) => error,
        }
    }
}

impl Catalogued for InputError {
    fn catalog_row(&self) -> &'static Entry {
        self.catalogued().catalog_row()
    }

    fn catalog_fields(&self, fields: &mut dyn Fields) {
        self.catalogued().catalog_fields(fields);
    }

    fn catalog_settings(&self) -> &'static Settings {
        self.catalogued().catalog_settings()
    }
}

impl Error for InputError {}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.catalogued(), f)
    }
}

impl HasHome for InputError {
    type Home = ValidationError;
    type AlsoNeeds = SystemError;
}

impl IntoFailure for InputError {
    fn into_failure<C: Registry>(self, seal: Seal) -> Failure<C> {
        match self {
            Self::Malformed(error) => error.into_failure(seal),
            Self::Invalid(error) => error.into_failure(seal),
        }
    }
}

/// `serde_path_to_error::deserialize(&mut deserializer)?`
impl HasHome for serde_path_to_error::Error<serde_json::Error> {
    type Home = ValidationError;
    type AlsoNeeds = SystemError;
}

impl IntoFailure for serde_path_to_error::Error<serde_json::Error> {
    fn into_failure<C: Registry>(self, seal: Seal) -> Failure<C> {
        match Unread::from(self) {
            Unread::Malformed(said) => {
                let malformed = SystemError::BodyMalformed;
                Caused { error: malformed, cause: Some(said.into()) }.into_failure(seal)
            }
            Unread::Invalid(error) => error.into_failure(seal),
        }
    }
}

impl From<serde_path_to_error::Error<serde_json::Error>> for InputError {
    fn from(error: serde_path_to_error::Error<serde_json::Error>) -> Self {
        Unread::from(error).into()
    }
}

/// The one field at which reading stopped, whatever the format.
impl<E: Error> From<serde_path_to_error::Error<E>> for ValidationError {
    fn from(error: serde_path_to_error::Error<E>) -> Self {
        let (rule, field) = rule_of(&error.inner().to_string());
        let path = path_of(error.path());
        let path = match field {
            // The path is that of the object that lacks the field, or has it twice.
            Some(field) => path.key(&field),
            None => path,
        };
        Self::new().field(path, rule)
    }
}

fn path_of(path: &Path) -> FieldPath {
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
