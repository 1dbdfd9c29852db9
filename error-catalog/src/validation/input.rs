//! JSON that does not fit its type: the path of the field, and words of ours for what is wrong with it.

use core::error::Error;
use core::fmt;

use serde::de::DeserializeOwned;
use serde_json::error::Category;
use serde_path_to_error::{Path, Segment};

use super::{FieldPath, FieldRule, ValidationError};
use crate::{
    Catalogued, Caused, Entry, Failure, Fields, IntoFailure, Registry, Settings, SystemError,
};

/// Why input cannot be read: it is no JSON, or it is JSON of another shape. It becomes a
/// [`Failure`](crate::Failure) by `?`.
///
/// Of JSON of another shape `serde` says what is wrong in a text that quotes the input. That text goes nowhere: neither to
/// the client nor to the log.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum InputError {
    /// It is no JSON.
    Malformed(SystemError),
    /// A field is missing or of the wrong type.
    Invalid(ValidationError),
}

/// Reads JSON. What does not fit is told with its path, `items[2].price`.
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

/// Why input cannot be read, with what the parser says where it is no JSON: that quotes nothing of the input.
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

impl IntoFailure for InputError {
    type Home = ValidationError;
    type Beside = SystemError;

    fn into_failure<C: Registry>(self) -> Failure<C> {
        match self {
            Self::Malformed(error) => error.into_failure(),
            Self::Invalid(error) => error.into_failure(),
        }
    }
}

/// `serde_path_to_error::deserialize(&mut deserializer)?`
impl IntoFailure for serde_path_to_error::Error<serde_json::Error> {
    type Home = ValidationError;
    type Beside = SystemError;

    fn into_failure<C: Registry>(self) -> Failure<C> {
        match Unread::from(self) {
            Unread::Malformed(said) => {
                let malformed = SystemError::BodyMalformed;
                Caused { error: malformed, cause: Some(said.into()) }.into_failure()
            }
            Unread::Invalid(error) => error.into_failure(),
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
            // serde names the whole in which the field is missing, or there twice.
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

/// What the first words of a text of serde say; the rest of it is not looked at, except for the name of a field that is
/// missing or there twice, which is the program's own.
fn rule_of(text: &str) -> (FieldRule, Option<String>) {
    const BY_THEIR_WORDS: [(&str, FieldRule); 5] = [
        ("invalid type", FieldRule::Type),
        ("unknown field", FieldRule::Unknown),
        ("unknown variant", FieldRule::Choice),
        ("invalid length", FieldRule::Invalid),
        ("invalid value", FieldRule::Invalid),
    ];
    const NAMING: [(&str, FieldRule); 2] =
        [("missing field `", FieldRule::Required), ("duplicate field `", FieldRule::Duplicate)];
    for (words, rule) in NAMING {
        if let Some(named) = text.strip_prefix(words) {
            return (rule, name_in(named));
        }
    }
    let known = BY_THEIR_WORDS.into_iter().find(|(words, _)| text.starts_with(words));
    (known.map_or(FieldRule::Invalid, |(_, rule)| rule), None)
}

/// The name that stands before the end of the quotes.
fn name_in(text: &str) -> Option<String> {
    let (name, rest) = text.split_once('`')?;
    let is_whole = rest.is_empty() || rest.starts_with(" at line ");
    (is_whole && is_name(name)).then(|| name.to_owned())
}

/// Whether a name looks like one of a program. A custom error may say `missing field` of anything.
fn is_name(name: &str) -> bool {
    let is_sound = |c: char| c.is_alphanumeric() || "_-$@:. ".contains(c);
    !name.is_empty() && name.chars().count() <= 64 && name.chars().all(is_sound)
}
