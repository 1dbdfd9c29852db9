//! Rust names: derives omitted ones from codes, and checks given ones.

use crate::code::{is_code, screaming};

/// The name of the enum of a domain: `AuthError` for `AUTH`.
pub(super) fn type_name(domain: &str) -> String {
    camel(&screaming(domain)) + "Error"
}

/// The variant derived from a code: its words after the domain, in camel case. `None` for a code of another form.
pub(super) fn variant(code: &str, domain: &str) -> Option<String> {
    let words = code.strip_prefix(domain)?.strip_prefix('_').filter(|_| is_code(code))?;
    Some(camel(words)).filter(|name| is_name(name))
}

/// A variant name for a code of any form.
pub(super) fn variant_or_guess(code: &str, domain: &str) -> Option<String> {
    let guess = || Some(camel(&screaming(code))).filter(|name| is_name(name));
    variant(code, domain).or_else(guess)
}

/// Whether a text is a Rust identifier, possibly as `r#name`.
pub(super) fn is_name(text: &str) -> bool {
    let starts = text.starts_with(|c: char| c == '_' || c.is_alphabetic());
    // Rust does not accept other numbers, such as `①`.
    let goes_on = text.chars().all(|c| c == '_' || c.is_alphabetic() || c.is_ascii_digit());
    starts && goes_on && !matches!(text, "_" | "self" | "Self" | "super" | "crate")
}

/// Whether a text is the path of a module or a value: names joined by `::`.
pub(super) fn is_path(text: &str) -> bool {
    let mut is_start = true;
    text.split("::").all(|name| {
        // `super::super::a` is a path, `a::super` is none.
        let is_keyword = is_start && matches!(name, "crate" | "self" | "super");
        is_start = is_keyword && name != "crate";
        is_keyword || is_name(name)
    })
}

/// `TokenExpired` for `TOKEN_EXPIRED`.
fn camel(words: &str) -> String {
    let mut name = String::new();
    for word in words.split('_') {
        let mut characters = word.chars();
        name.extend(characters.next());
        name.extend(characters.map(|c| c.to_ascii_lowercase()));
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::is_locale;

    #[test]
    fn names_are_derived_from_codes() {
        assert_eq!(type_name("AUTH"), "AuthError");
        assert_eq!(variant("AUTH_TOKEN_EXPIRED", "AUTH").as_deref(), Some("TokenExpired"));
        assert_eq!(variant("AUTH_2FA", "AUTH"), None);
        assert_eq!(variant("USER_LOCKED", "AUTH"), None);
        assert_eq!(variant_or_guess("user.notFound", "AUTH").as_deref(), Some("UserNotFound"));
        assert_eq!(variant_or_guess("日本", "AUTH"), None);
    }

    #[test]
    fn invalid_names_are_recognized() {
        for good in ["at", "r", "type", "_x", "日本", "été"] {
            assert!(is_name(good), "{good}");
        }
        for bad in ["", "_", "0", "a b", "a-b", "self", "Self", "crate", "a::b", "x①", "x\u{202e}"]
        {
            assert!(!is_name(bad), "{bad:?}");
        }
        assert!(is_path("crate::auth") && is_path("error_catalog::system") && is_path("auth"));
        assert!(is_path("super::super::a") && is_path("self::super::a"));
        assert!(!is_path("") && !is_path("crate::") && !is_path("a::b c"));
        assert!(!is_path("crate::super::a") && !is_path("a::self") && !is_path("crate::crate"));
        assert!(
            is_locale("zh-TW") && !is_locale("zh_TW") && !is_locale("日本語") && !is_locale("")
        );
    }
}
