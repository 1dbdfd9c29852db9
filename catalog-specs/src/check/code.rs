//! Domains and codes.

use super::Allows;
use crate::code::{self, CodeFault, category, is_domain, lookalike, screaming, suggest};
use crate::diag::{Diag, did_you_mean};
use crate::nearest;
use crate::rules;
use crate::syntax::Spanned;

/// A domain is one upper-case word.
pub fn check_domain(domain: &Spanned<String>, diag: &mut Diag) -> bool {
    let sound = is_domain(&domain.value);
    if !sound {
        // The first word: it is what codes of two words already begin with.
        let words = screaming(&in_ascii(&domain.value));
        let suggestion = words.split('_').find(|word| is_domain(word)).unwrap_or("AUTH").to_owned();
        diag.report(
            &rules::DOMAIN_FORM,
            domain.pos,
            &[("domain", &domain.value), ("suggestion", &suggestion)],
        );
    }
    sound
}

/// A code has the form, the length, the domain and, where a list is declared, a category of its
/// enum. Gives whether it is regular, so that a constant can bear its name.
pub fn check_code(
    code: &Spanned<String>,
    domain: Option<&str>,
    categories: &[Spanned<String>],
    allows: &mut Allows,
    diag: &mut Diag,
) -> bool {
    let written = code.value.as_str();
    // Without a domain the form can still be checked, against the code's own first word.
    let own = written.split('_').next().unwrap_or_default();
    let expected = domain.unwrap_or(own);
    if written.trim().is_empty() {
        let cure = format!("write `code = \"{}\"`", suggest("", domain.unwrap_or("DOMAIN")));
        diag.report(&rules::EMPTY_VALUE, code.pos, &[("key", "code"), ("cure", &cure)]);
        return false;
    }
    let rule = match code::check(written, expected) {
        Err(CodeFault::Form) if !written.is_ascii() => &rules::CODE_LETTER,
        Err(CodeFault::Form) => &rules::CODE_FORM,
        Err(CodeFault::Length) => &rules::CODE_LENGTH,
        Err(CodeFault::Domain) => &rules::CODE_DOMAIN,
        Ok(()) => return check_category(code, categories, allows, diag),
    };
    let ascii = in_ascii(written);
    let words = screaming(expected);
    let meant = if is_domain(&words) { words.as_str() } else { "DOMAIN" };
    let suggestion = match ascii.split_once('_') {
        Some((first, rest)) if nearest(first, [expected]).is_some() => suggest(rest, meant),
        _ => suggest(&ascii, meant),
    };
    let length = written.chars().count().to_string();
    let stranger = written.chars().find(|c| !c.is_ascii());
    let character = stranger.map(String::from).unwrap_or_default();
    let point = stranger.map(|c| format!("U+{:04X}", u32::from(c))).unwrap_or_default();
    let values = [
        ("code", written),
        ("suggestion", &suggestion),
        ("length", &length),
        ("domain", expected),
        ("character", &character),
        ("point", &point),
    ];
    allows.report(diag, rule, code.pos, &values);
    false
}

/// The text with ASCII letters for those that only look like them.
fn in_ascii(text: &str) -> String {
    text.chars().map(|c| lookalike(c).unwrap_or(c)).collect()
}

fn check_category(
    code: &Spanned<String>,
    categories: &[Spanned<String>],
    allows: &mut Allows,
    diag: &mut Diag,
) -> bool {
    let written = category(&code.value).unwrap_or_default();
    let words: Vec<_> = categories.iter().map(|word| word.value.as_str()).collect();
    // `<DOMAIN>_ERROR` is the domain's generic code and has no category.
    let generic = code.value.split('_').count() == 2 && written == "ERROR";
    if !words.is_empty() && !generic && !words.contains(&written) {
        let cure = did_you_mean(written, &words);
        let values = [("category", written), ("code", &code.value), ("cure", &cure)];
        allows.report(diag, &rules::CODE_CATEGORY, code.pos, &values);
    }
    true
}
