//! The names of the pages of a runbook, which `runbook_url` of an alert leads to.

use core::fmt::Write as _;

use super::Operations;
use crate::derived;

/// The name of the page of a code or an alert, without the extension: what the last part of `[operations] runbook` puts
/// in, so that its address leads there.
///
/// The names of codes and alerts that keep the rules stay as they are. Other characters are written as numbers, because
/// no file name can have all of them.
pub(crate) fn page_name(operations: &Operations, name: &str) -> String {
    let template = operations.runbook.as_deref().unwrap_or_default();
    let is_slug = template.contains("{slug}") && !template.contains("{code}");
    let name = if is_slug { derived::fill_url("{slug}", name) } else { name.to_owned() };
    let mut page = String::with_capacity(name.len());
    for (at, c) in name.char_indices() {
        let is_legal = c.is_ascii_alphanumeric()
            || c == '_'
            || (c == '.' && at > 0)
            || (c == '-' && is_slug && at > 0);
        if is_legal {
            page.push(c);
        } else {
            // Writing to a `String` does not fail.
            let _ = write!(page, "-{:X}", u32::from(c));
        }
    }
    if page.is_empty() { "-".to_owned() } else { page }
}

/// The address of the page of a code or an alert.
pub(crate) fn page_url(operations: &Operations, name: &str) -> Option<String> {
    operations.runbook.as_deref().map(|page| derived::fill_url(page, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_portable_and_unique() {
        let codes = Operations::default();
        assert_eq!(page_name(&codes, "AUTH_TOKEN_EXPIRED"), "AUTH_TOKEN_EXPIRED");
        assert_eq!(page_name(&codes, "Http5xxBurst"), "Http5xxBurst");
        assert_eq!(page_name(&codes, "user.notFound"), "user.notFound");
        for (odd, name) in [
            ("../../etc", "-2E.-2F..-2Fetc"),
            ("A{", "A-7B"),
            ("A-7B", "A-2D7B"),
            ("a\\b\"c\n", "a-5Cb-22c-A"),
            ("語", "-8A9E"),
            ("", "-"),
        ] {
            assert_eq!(page_name(&codes, odd), name);
        }
        let runbook = Some("https://runbooks.example.com/{slug}/".to_owned());
        let slugs = Operations { runbook, ..Operations::default() };
        assert_eq!(page_name(&slugs, "AUTH_TOKEN_EXPIRED"), "auth-token-expired");
        let url = page_url(&slugs, "AUTH_TOKEN_EXPIRED");
        assert_eq!(url.as_deref(), Some("https://runbooks.example.com/auth-token-expired/"));
    }
}
