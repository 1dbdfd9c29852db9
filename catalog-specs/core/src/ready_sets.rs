//! The ready sets: what the extractors of error-catalog can answer before a handler runs.

/// `Json<T>` and `Valid<T>`.
pub const JSON_BODY: &[&str] = &[
    "SYSTEM_MEDIA_UNSUPPORTED",
    "SYSTEM_BODY_TOO_LARGE",
    "SYSTEM_BODY_MALFORMED",
    "VALIDATION_ERROR",
];

/// `Form<T>`.
pub const FORM_BODY: &[&str] = JSON_BODY;

/// `Path<T>` and `Query<T>`.
pub const PATH_AND_QUERY: &[&str] = &["SYSTEM_BODY_MALFORMED", "VALIDATION_ERROR"];

/// Every ready set by its name in `error_catalog`.
pub const ALL: &[(&str, &[&str])] =
    &[("JsonBody", JSON_BODY), ("FormBody", FORM_BODY), ("PathAndQuery", PATH_AND_QUERY)];

/// The codes of a ready set.
pub fn by_name(name: &str) -> Option<&'static [&'static str]> {
    ALL.iter().find(|(known, _)| *known == name).map(|(_, codes)| *codes)
}
