//! JSON that does not fit its type: the path of the field, and words of ours for what is wrong with it.

use core::error::Error;
use core::fmt;

use serde::de::DeserializeOwned;
use serde_json::error::Category;

use super::ValidationError;
use super::names::{Sent, keep_input};
use super::serde_text::{path_of, violation};
use crate::dialect::Settings;
use crate::failure::{Caused, HasHome, IntoFailure, Seal};
use crate::fields::Fields;
use crate::registry::{CodeSet, JsonBody};
use crate::{Catalogued, Entry, Failure, SystemError};

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
    let value = read(input).map_err(InputError::from)?;
    keep_input::<T>(input);
    Ok(value)
}

/// Why input cannot be read, with the text of the parser for invalid JSON: that quotes nothing of the input.
pub(super) enum Unread {
    Malformed(serde_json::Error),
    Invalid(ValidationError),
}

pub(super) fn read<T: DeserializeOwned>(input: &[u8]) -> Result<T, Unread> {
    let mut deserializer = serde_json::Deserializer::from_slice(input);
    let value = serde_path_to_error::deserialize(&mut deserializer)
        .map_err(|error| Unread::from(error).at_culprit::<T>(input))?;
    // Something behind the value makes it no JSON.
    deserializer.end().map_err(Unread::Malformed)?;
    Ok(value)
}

impl Unread {
    /// The same at the member that is to blame.
    fn at_culprit<T: DeserializeOwned>(self, input: &[u8]) -> Self {
        match (self, Sent::from_json::<T>(input)) {
            (Self::Invalid(error), Some(sent)) => Self::Invalid(error.at_culprit(&sent)),
            (unread, _) => unread,
        }
    }
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

impl crate::catalogued::Derived for InputError {}

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
    type Raised = JsonBody;
}

impl IntoFailure for InputError {
    fn into_failure<C: CodeSet>(self, seal: Seal) -> Failure<C> {
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
    type Raised = JsonBody;
}

impl IntoFailure for serde_path_to_error::Error<serde_json::Error> {
    fn into_failure<C: CodeSet>(self, seal: Seal) -> Failure<C> {
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
        violation(path_of(error.path()), &error.inner().to_string())
    }
}
