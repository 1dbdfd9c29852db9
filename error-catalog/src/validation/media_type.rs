//! Media types of bodies.

/// The media type of a `Content-Type` without its parameters; empty where there is none.
pub(crate) fn bare(content_type: Option<&str>) -> String {
    let media_type = content_type.unwrap_or_default().split(';').next().unwrap_or_default();
    media_type.trim().to_ascii_lowercase()
}

/// Whether it is `application/json` or `application/…+json`.
pub(crate) fn is_json(media_type: &str) -> bool {
    media_type.strip_prefix("application/").is_some_and(|subtype| {
        subtype == "json" || subtype.strip_suffix("+json").is_some_and(|kind| !kind.is_empty())
    })
}
