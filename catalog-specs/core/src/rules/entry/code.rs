//! Codes.

use crate::code::{self, CodeFault, category, in_ascii, is_domain, screaming, suggest};
use crate::declared::{At, DeclaredEntry, Item};
use crate::nearest::{did_you_mean, nearest};
use crate::rules::{self, Problems};

/// A code has the form, the length, the domain and, where a list is declared, a category of its enum.
pub(super) fn check<P: Copy>(entry: &DeclaredEntry<P>, item: &Item<P>, problems: &mut Problems<P>) {
    let Some(code) = &entry.keys.code else { return };
    let domain = item.domain();
    let written = code.value.as_str();
    // Without a domain the form can still be checked, against the code's own first word.
    let own = written.split('_').next().unwrap_or_default();
    let expected = domain.unwrap_or(own);
    if written.trim().is_empty() {
        let meant = suggest(&entry.name.value, &item.domain_or_guess());
        let cure = format!("write `{}`", problems.form.text("code", &meant));
        problems.report(
            &rules::EMPTY_VALUE,
            code.pos,
            &[("key", "code"), ("fault", "empty"), ("cure", &cure)],
        );
        return;
    }
    let rule = match code::check(written, expected) {
        Err(CodeFault::Form) if !written.is_ascii() => &rules::CODE_LETTER,
        Err(CodeFault::Form) => &rules::CODE_FORM,
        Err(CodeFault::Length) => &rules::CODE_LENGTH,
        Err(CodeFault::Domain) => &rules::CODE_DOMAIN,
        Ok(()) => return check_category(code, item, problems),
    };
    let ascii = in_ascii(written);
    let words = screaming(expected);
    let meant = if is_domain(&words) { words.as_str() } else { "DOMAIN" };
    // A misspelt domain is one, and a domain without the `_` behind it is no category.
    let joined = ascii.strip_prefix(meant).filter(|rest| rest.starts_with(char::is_alphanumeric));
    let suggestion = match (joined, ascii.split_once('_')) {
        (Some(rest), _) => suggest(rest, meant),
        (None, Some((first, rest))) if nearest(first, [expected]).is_some() => suggest(rest, meant),
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
    problems.report(rule, code.pos, &values);
}

fn check_category<P: Copy>(code: &At<String, P>, item: &Item<P>, problems: &mut Problems<P>) {
    let Some(categories) = &item.keys.categories else { return };
    let written = category(&code.value).unwrap_or_default();
    let words: Vec<_> = categories.iter().map(|word| word.value.as_str()).collect();
    // `<DOMAIN>_ERROR` is the domain's generic code and has no category.
    let is_generic = code.value.split('_').count() == 2 && written == "ERROR";
    // A list that is not sound says nothing of its codes.
    let is_sound = words.iter().all(|word| is_domain(&format!("A{word}")) && !word.is_empty());
    if !is_generic && !words.contains(&written) && is_sound {
        let cure = did_you_mean(written, &words);
        let values = [("category", written), ("code", &code.value), ("cure", &cure)];
        problems.report(&rules::CODE_CATEGORY, code.pos, &values);
    }
}
