//! The locales that an enum or a registry has texts in.

use crate::diag::Diag;
use crate::locale::{is_locale, meant};
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
            diag.report(&rules::REPEATED_KEY, locale.pos, &[("key", tag)]);
            return false;
        }
        if !is_locale(tag) {
            let is_there = |tag: &String| seen.iter().any(|other| other.eq_ignore_ascii_case(tag));
            let cure = match meant(tag.trim()) {
                Some(tag) if is_there(&tag) => format!("remove it: `{tag:?}` is there"),
                Some(tag) => format!("write `{tag:?}`"),
                None => TAG.to_owned(),
            };
            diag.report(&rules::LOCALE_FORM, locale.pos, &[("locale", tag), ("cure", &cure)]);
        }
        seen.push(tag.to_owned());
        true
    });
}

const TAG: &str =
    "write a language, with its script or region where that is not enough: `\"ja\"`, `\"zh-TW\"`";
