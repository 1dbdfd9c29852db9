//! The error of input that breaks rules: all broken fields at once, each with its text.
//!
//! A text is a literal, or the message of a catalogued error such as a [`FieldRule`]. That message is in the locale of the
//! envelope, and a registry may replace it. Each library that checks input has a feature; its errors become
//! a [`Failure`](crate::Failure) by `?`:
//!
//! | feature | what |
//! |---|---|
//! | `validator` | `input.validate()?`; rejected values are neither sent nor logged |
//! | `garde` | `input.validate()?`, or `check_with_garde(&input)?` |
//! | `serde_path_to_error` | `from_json(bytes)?`: JSON that does not fit its type, with the path of the field |
//! | with `axum` | the extractors `axum::{Json, Path, Query, Form, Valid}` |
//! | with `actix` | the extractors `actix::{Json, Path, Query, Form, Valid, Garde}` |
//!
//! A violation has the name of its field in the input, also when its type is wrong, the id of the rule and its parameters: see
//! [`ViolationRule`].
//!
//! The registry lists [`ValidationError`], and [`SystemError`](crate::SystemError) for input that is no JSON: `?` requires
//! both. The extractors know no registry: if the registry does not list one of these codes, the layer sends the nearest code
//! that it lists.
//!
//! `validator` needs Rust 1.88 and `garde` 1.87. Reading stops at the first field of a wrong type, as in `serde`; broken
//! rules are reported together.

#[cfg(all(feature = "axum", feature = "serde_path_to_error"))]
pub(crate) mod axum;
#[cfg(all(
    any(feature = "actix", feature = "axum"),
    any(feature = "garde", feature = "validator"),
    feature = "serde_path_to_error"
))]
pub(crate) mod checked;
mod facade;
#[cfg(feature = "garde")]
mod garde;
#[cfg(feature = "serde_path_to_error")]
mod input;
#[cfg(all(any(feature = "actix", feature = "axum"), feature = "serde_path_to_error"))]
pub(crate) mod media_type;
mod message;
#[cfg(any(feature = "garde", feature = "validator"))]
mod named;
#[cfg(feature = "serde_path_to_error")]
mod names;
#[cfg(all(any(feature = "actix", feature = "axum"), feature = "serde_path_to_error"))]
pub(crate) mod refused;
mod rule;
mod rule_id;
#[cfg(feature = "serde_path_to_error")]
mod serde_text;
#[cfg(all(
    any(feature = "actix", feature = "axum"),
    any(feature = "garde", feature = "validator"),
    feature = "serde_path_to_error"
))]
pub(crate) mod taken;
#[cfg(any(feature = "garde", feature = "serde_path_to_error"))]
mod text_form;
#[cfg(feature = "validator")]
mod validator;

use std::borrow::Cow;

use error_catalog_derive::BuiltinCodes;

#[cfg(feature = "garde")]
pub use self::garde::check_with_garde;
#[cfg(feature = "serde_path_to_error")]
pub use input::{InputError, from_json};
#[cfg(feature = "serde_path_to_error")]
pub(crate) use names::forget_input;
#[cfg(all(
    feature = "actix",
    any(feature = "garde", feature = "validator"),
    feature = "serde_path_to_error"
))]
pub(crate) use names::params_by_name;
#[cfg(all(feature = "actix", feature = "serde_path_to_error"))]
pub(crate) use names::{keep_input, keep_pairs, read_pairs, read_params};
pub use rule::FieldRule;
pub(crate) use rule::field_rule_codes;

pub use crate::violations::{
    FieldError, FieldPath, FieldText, Location, ViolationRule, Violations,
};

use crate::ErrorCatalog;

/// The values of fields that break rules, by the paths of the fields, where a library reports them. They stay in this module.
#[cfg(any(feature = "garde", feature = "validator"))]
type Values = std::collections::HashMap<String, serde_json::Value>;

/// Input with fields that break rules.
///
/// Clients receive `details` as a map of field to text, or as the violations of their dialect.
///
/// ```
/// use error_catalog::{ErrorCatalog, ValidationError};
///
/// let error = ValidationError::new()
///     .field("email", "This is not an e-mail address")
///     .field("items[2].price", "This must be 0 or more");
/// assert_eq!(error.status(), 422);
/// assert_eq!(
///     error.envelope().to_json(),
///     r#"{"error":{"code":"VALIDATION_ERROR","message":"Some of the input is not valid","details":{"email":"This is not an e-mail address","items[2].price":"This must be 0 or more"}}}"#
/// );
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, BuiltinCodes, ErrorCatalog)]
#[catalog(
    domain = "VALIDATION",
    crate = crate::validation::facade,
    locales("en", "ja", "zh-TW", "zh-CN", "vi"),
    code = "VALIDATION_ERROR",
    status = 422,
    log_level = INFO,
    display = "some of the input is not valid",
    message(
        "en" = "Some of the input is not valid",
        "ja" = "入力内容に誤りがあります",
        "zh-TW" = "輸入資訊不正確，請檢查",
        "zh-CN" = "输入信息不正确，请检查",
        "vi" = "Dữ liệu nhập không hợp lệ"
    )
)]
pub struct ValidationError {
    /// The broken fields by their paths.
    #[detail(flatten)]
    fields: Violations,
}

impl ValidationError {
    /// No field broken yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a broken field by its path, such as `items[2].price`. Texts of one field are joined.
    ///
    /// The text is a literal, or a catalogued error such as a [`FieldRule`]: that one is rendered in the locale of the
    /// envelope.
    #[must_use]
    pub fn field(mut self, path: impl Into<String>, text: impl Into<FieldText>) -> Self {
        self.push(path, text);
        self
    }

    /// Adds a broken field. There is room for a thousand: the response to hostile input is not larger than
    /// that.
    pub fn push(&mut self, path: impl Into<String>, text: impl Into<FieldText>) {
        self.fields.push(path.into(), text.into());
    }

    /// The error of parameters instead of a body: its fields are in the query, the path, a header or a cookie.
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        self.fields.locate(location);
        self
    }

    /// The broken fields with their rules, in the order they were added.
    pub fn violations(&self) -> &Violations {
        &self.fields
    }

    /// The broken fields with their texts in the default locale, in the order they were added.
    pub fn fields(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        self.fields.iter().map(|field| (field.path(), field.text()))
    }

    /// Whether no field is broken.
    pub fn is_empty(&self) -> bool {
        self.fields.iter().next().is_none()
    }

    /// The value if no field is broken, else the error.
    ///
    /// # Errors
    /// When a field is broken.
    pub fn or_ok<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }
}

#[cfg(any(feature = "garde", feature = "validator"))]
impl ValidationError {
    /// The error with the names of the input that was read before, where it was read by [`from_json`].
    #[cfg_attr(
        not(feature = "serde_path_to_error"),
        expect(unused_variables, reason = "no input is kept without the feature")
    )]
    fn named(self, values: &Values) -> Self {
        #[cfg(feature = "serde_path_to_error")]
        return self.named_by_last_input(values);
        #[cfg(not(feature = "serde_path_to_error"))]
        self
    }
}

impl<P: Into<String>, T: Into<FieldText>> FromIterator<(P, T)> for ValidationError {
    fn from_iter<I: IntoIterator<Item = (P, T)>>(fields: I) -> Self {
        let mut error = Self::new();
        for (path, text) in fields {
            error.push(path, text);
        }
        error
    }
}
