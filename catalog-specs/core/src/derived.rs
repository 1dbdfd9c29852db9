//! Values that several surfaces derive from a code, each by one function: the wire, the examples,
//! `OpenAPI`, the site, Markdown and `explain` call these, so that they cannot differ.

use core::fmt::Write as _;

/// The name in `ext(…)` that sets the `WWW-Authenticate` header.
pub const WWW_AUTHENTICATE: &str = "www_authenticate";

/// Fills a URL template: `{code}` becomes the code, `{slug}` the code as `auth-token-expired`. Characters that a URL
/// cannot contain (RFC 3986, 2) are percent-encoded, as browsers do.
pub fn fill_url(template: &str, code: &str) -> String {
    let slug = code.to_ascii_lowercase().replace('_', "-");
    let filled = template.replace("{code}", code).replace("{slug}", &slug);
    if filled.bytes().all(is_url_byte) {
        return filled;
    }
    let mut url = String::with_capacity(filled.len() + 16);
    for byte in filled.bytes() {
        if is_url_byte(byte) {
            url.push(char::from(byte));
        } else {
            // Writing to a `String` does not fail.
            let _ = write!(url, "%{byte:02X}");
        }
    }
    url
}

fn is_url_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte)
}

/// The page about a code. The code's own `doc_url` is more specific than the registry's `docs`.
pub fn page_url(code: &str, doc_url: Option<&str>, docs: Option<&str>) -> Option<String> {
    doc_url.or(docs).map(|template| fill_url(template, code))
}

/// The `type` of a problem document: the registry's `problem_type`, or else the page about the code.
pub fn problem_type(
    code: &str,
    problem_type: Option<&str>,
    doc_url: Option<&str>,
    docs: Option<&str>,
) -> Option<String> {
    match problem_type {
        Some(template) => Some(fill_url(template, code)),
        None => page_url(code, doc_url, docs),
    }
}

/// The value of `WWW-Authenticate`, which only a 401 sends (RFC 9110, 15.5.2): that of
/// `ext(www_authenticate = "…")`, or `Bearer`.
pub fn challenge(status: u16, ext: Option<&str>) -> Option<&str> {
    let own = ext.filter(|value| is_header_value(value));
    (status == 401).then(|| own.unwrap_or("Bearer"))
}

/// Whether a text can be the value of a header: visible ASCII and spaces.
pub fn is_header_value(text: &str) -> bool {
    !text.trim().is_empty() && text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_of_the_code_is_preferred() {
        let (own, docs) = (Some("https://a.example/x"), Some("https://b.example/{slug}"));
        assert_eq!(page_url("A_B", own, docs).as_deref(), own);
        assert_eq!(page_url("A_B", None, docs).as_deref(), Some("https://b.example/a-b"));
        assert_eq!(page_url("A_B", None, None), None);
        let odd = page_url("A_B", Some("https://a.example/é?q=<\"{code}\">"), None);
        assert_eq!(odd.as_deref(), Some("https://a.example/%C3%A9?q=%3C%22A_B%22%3E"));
        assert_eq!(problem_type("A_B", None, own, docs).as_deref(), own);
        assert_eq!(problem_type("A_B", Some("urn:{code}"), own, docs).as_deref(), Some("urn:A_B"));
    }

    #[test]
    fn a_401_always_has_a_challenge() {
        assert_eq!(challenge(401, None), Some("Bearer"));
        assert_eq!(challenge(401, Some("Basic realm=\"a\"")), Some("Basic realm=\"a\""));
        for broken in ["", " ", "a\nb", "日本"] {
            assert_eq!(challenge(401, Some(broken)), Some("Bearer"));
        }
        assert_eq!(challenge(403, Some("Basic")), None);
    }
}
