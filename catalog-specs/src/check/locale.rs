//! The locales that an enum or a registry has texts in.

use crate::diag::Diag;
use crate::rules;
use crate::syntax::Spanned;

/// Each has the form of a tag and is there once, however it is spelled. The second is dropped, so that no
/// text is missing for it.
pub fn check_locales(locales: &mut Vec<Spanned<String>>, diag: &mut Diag) {
    let mut seen: Vec<String> = Vec::new();
    locales.retain(|locale| {
        let tag = locale.value.as_str();
        let is_repeated = seen.iter().any(|other| other.eq_ignore_ascii_case(tag));
        if is_repeated {
            diag.report(&rules::REPEATED_KEY, locale.span, &[("key", tag)]);
            return false;
        }
        if !is_tag(tag) {
            let meant = tag.trim().replace('_', "-");
            let cure = if is_tag(&meant) { format!("write `{meant:?}`") } else { TAG.to_owned() };
            diag.report(&rules::LOCALE_FORM, locale.span, &[("locale", tag), ("cure", &cure)]);
        }
        seen.push(tag.to_owned());
        true
    });
}

const TAG: &str =
    "write a language, with its script or region where that is not enough: `\"ja\"`, `\"zh-TW\"`";

/// A language of letters, then subtags of letters and digits, parted by `-`.
fn is_tag(text: &str) -> bool {
    let mut subtags = text.split('-');
    let is_language = |language: &str| {
        matches!(language.len(), 2..=8) && language.bytes().all(|b| b.is_ascii_alphabetic())
    };
    let is_subtag = |subtag: &str| {
        matches!(subtag.len(), 1..=8) && subtag.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    subtags.next().is_some_and(is_language) && subtags.all(is_subtag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_those_of_the_standard() {
        for tag in ["ja", "en-US", "zh-Hant-TW", "es-419", "de-1996", "en-x-formal"] {
            assert!(is_tag(tag), "{tag}");
        }
        for bad in ["", "e", "en_US", "en-", "-en", "日本", "en US", "languages-are"] {
            assert!(!is_tag(bad), "{bad}");
        }
    }
}
