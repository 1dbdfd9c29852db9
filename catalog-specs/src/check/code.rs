//! Domains and codes.

use super::Allows;
use crate::code::{self, CodeFault, category, is_domain, screaming, suggest};
use crate::diag::{Diag, did_you_mean};
use crate::nearest;
use crate::rules;
use crate::syntax::Spanned;

/// A domain is one upper-case word.
pub fn check_domain(domain: &Spanned<String>, diag: &mut Diag) -> bool {
    let sound = is_domain(&domain.value);
    if !sound {
        // The first word: it is what codes of two words already begin with.
        let words = screaming(&domain.value);
        let suggestion = words.split('_').find(|word| is_domain(word)).unwrap_or("AUTH").to_owned();
        diag.report(
            &rules::DOMAIN_FORM,
            domain.span,
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
    let rule = match code::check(written, expected) {
        Err(CodeFault::Form) => &rules::CODE_FORM,
        Err(CodeFault::Length) => &rules::CODE_LENGTH,
        Err(CodeFault::Domain) => &rules::CODE_DOMAIN,
        Ok(()) => return check_category(code, categories, allows, diag),
    };
    let suggestion = match written.split_once('_') {
        Some((first, rest)) if nearest(first, [expected]).is_some() => suggest(rest, expected),
        _ => suggest(written, if is_domain(expected) { expected } else { "DOMAIN" }),
    };
    let length = written.chars().count().to_string();
    let values =
        [("code", written), ("suggestion", &suggestion), ("length", &length), ("domain", expected)];
    allows.report(diag, rule, code.span, &values);
    false
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
        allows.report(diag, &rules::CODE_CATEGORY, code.span, &values);
    }
    true
}
