//! The error of input that breaks rules: all broken fields at once, each with its text.

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use crate::ErrorCatalog;

/// Input with fields that break rules.
///
/// Clients receive `details` as a map of field to text, or as the violations of their dialect.
///
/// ```
/// use error_catalog::{ErrorCatalog, ValidationError};
///
/// let error = ValidationError::new()
///     .field("email", "メールアドレスの形式が正しくありません")
///     .field("items[2].price", "0以上で入力してください");
/// assert_eq!(error.status(), 422);
/// assert_eq!(
///     error.envelope().to_json(),
///     r#"{"error":{"code":"VALIDATION_ERROR","message":"入力内容に誤りがあります","details":{"email":"メールアドレスの形式が正しくありません","items[2].price":"0以上で入力してください"}}}"#
/// );
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, ErrorCatalog)]
#[catalog(
    domain = "VALIDATION",
    crate = crate,
    locales("ja", "en", "zh-TW", "zh-CN", "vi"),
    code = "VALIDATION_ERROR",
    status = 422,
    log_level = INFO,
    message(
        "ja" = "入力内容に誤りがあります",
        "en" = "Some of the input is not valid",
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
    #[must_use]
    pub fn field(mut self, path: impl Into<String>, text: impl Into<String>) -> Self {
        self.push(path, text);
        self
    }

    /// Adds a broken field.
    pub fn push(&mut self, path: impl Into<String>, text: impl Into<String>) {
        let (path, text) = (path.into(), text.into());
        match self.fields.0.iter_mut().find(|(known, _)| *known == path) {
            Some((_, texts)) => {
                texts.push_str("; ");
                texts.push_str(&text);
            }
            None => self.fields.0.push((path, text)),
        }
    }

    /// The broken fields, in the order they were added.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.0.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// Whether no field is broken.
    pub fn is_empty(&self) -> bool {
        self.fields.0.is_empty()
    }

    /// The value if no field is broken, else the error.
    ///
    /// # Errors
    /// When a field is broken.
    pub fn or_ok<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl<P: Into<String>, T: Into<String>> FromIterator<(P, T)> for ValidationError {
    fn from_iter<I: IntoIterator<Item = (P, T)>>(fields: I) -> Self {
        let mut error = Self::new();
        for (path, text) in fields {
            error.push(path, text);
        }
        error
    }
}

/// Fields with their texts, in order; on the wire a map.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Violations(Vec<(String, String)>);

impl Serialize for Violations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (path, text) in &self.0 {
            map.serialize_entry(path, text)?;
        }
        map.end()
    }
}
