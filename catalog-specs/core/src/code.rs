//! The grammar of domains and codes: `DOMAIN_CATEGORY_SPECIFIC`.

/// The longest code.
pub const MAX_LENGTH: usize = 63;

/// What is wrong with a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeFault {
    /// Not words of capitals and digits joined by `_`, or only one word.
    Form,
    /// More than [`MAX_LENGTH`] characters.
    Length,
    /// It does not start with the domain of its enum.
    Domain,
}

/// Whether a text is a domain: one word of capitals and digits.
pub fn is_domain(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase()) && is_word(text)
}

/// Whether a text has the form of a code, whatever its domain.
pub fn is_code(text: &str) -> bool {
    let mut words = text.split('_');
    words.next().is_some_and(is_domain) && {
        let mut rest = 0;
        words.all(|word| {
            rest += 1;
            is_word(word)
        }) && rest > 0
    }
}

/// Checks a code against the grammar and the domain of its enum.
///
/// # Errors
/// The first fault, form before length before domain, because each presumes the one before.
pub fn check(code: &str, domain: &str) -> Result<(), CodeFault> {
    if !is_code(code) {
        return Err(CodeFault::Form);
    }
    if code.len() > MAX_LENGTH {
        return Err(CodeFault::Length);
    }
    match code.strip_prefix(domain) {
        Some(rest) if rest.starts_with('_') => Ok(()),
        _ => Err(CodeFault::Domain),
    }
}

/// The word after the domain, which is the category.
pub fn category(code: &str) -> Option<&str> {
    code.split('_').nth(1)
}

/// Converts a text to the form of a code: `TokenExpired`, `token.expired` and `tokenExpired` give `TOKEN_EXPIRED`.
pub fn screaming(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let mut before_is_lower = false;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        if !c.is_ascii_alphanumeric() {
            if !out.is_empty() && !out.ends_with('_') {
                out.push('_');
            }
            before_is_lower = false;
            continue;
        }
        let next_is_lower = characters.peek().is_some_and(char::is_ascii_lowercase);
        let starts_word = c.is_ascii_uppercase() && (before_is_lower || next_is_lower);
        if starts_word && !out.is_empty() && !out.ends_with('_') {
            out.push('_');
        }
        out.push(c.to_ascii_uppercase());
        before_is_lower = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    out.truncate(out.trim_end_matches('_').len());
    out
}

/// A valid code close to the written one.
pub fn suggest(written: &str, domain: &str) -> String {
    let words = screaming(written);
    let in_domain = words == domain || words.starts_with(&format!("{domain}_"));
    let mut code = if in_domain { words } else { format!("{domain}_{words}") };
    if code == domain || code.ends_with('_') {
        code = format!("{}_ERROR", code.trim_end_matches('_'));
    }
    code.truncate(MAX_LENGTH);
    code.truncate(code.trim_end_matches('_').len());
    code
}

/// The ASCII letter that a letter of another script or width looks like.
pub fn lookalike(c: char) -> Option<char> {
    const CYRILLIC: (&str, &str) = ("АВЕЅІЈКМНОРСТУХ", "ABESIJKMHOPCTYX");
    const GREEK: (&str, &str) = ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX");
    const LATIN: (&str, &str) = (
        "ÀÁÂÃÄÅĀĂĄÇĆČĎĐÈÉÊËĒĘĚĞÌÍÎÏĪİŁĽÑŃŇÒÓÔÕÖØŌŐŔŘŚŞŠŢŤÙÚÛÜŪŮŰÝŸŹŻŽ",
        "AAAAAAAAACCCDDEEEEEEEGIIIIIILLNNNOOOOOOOORRSSSTTUUUUUUUYYZZZ",
    );
    if let '\u{ff10}'..='\u{ff5a}' = c {
        return char::from_u32(u32::from(c) - 0xfee0);
    }
    let upper = c.to_uppercase().next()?;
    let mut pairs =
        [CYRILLIC, GREEK, LATIN].into_iter().flat_map(|(from, to)| from.chars().zip(to.chars()));
    pairs.find(|(known, _)| *known == upper).map(|(_, ascii)| ascii)
}

/// Replaces letters that look like ASCII letters by these.
pub fn in_ascii(text: &str) -> String {
    text.chars().map(|c| lookalike(c).unwrap_or(c)).collect()
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grammar_accepts_the_codes_of_all_seeds() {
        for (code, domain) in [
            ("AUTH_INVALID_CREDENTIALS", "AUTH"),
            ("VALIDATION_ERROR", "VALIDATION"),
            ("SYS_ERROR_GENERIC", "SYS"),
            ("S3_2FA_404", "S3"),
        ] {
            assert_eq!(check(code, domain), Ok(()), "{code}");
        }
    }

    #[test]
    fn each_fault_has_its_kind() {
        for bad in [
            "",
            "AUTH",
            "auth_bad",
            "AUTH__BAD",
            "_AUTH_BAD",
            "AUTH_BAD_",
            "AUTH-BAD",
            "ÄUTH_BAD",
            "1A_B",
            "AUTH_ПЛ",
        ] {
            assert_eq!(check(bad, "AUTH"), Err(CodeFault::Form), "{bad}");
        }
        assert_eq!(check(&format!("AUTH_{}", "A".repeat(59)), "AUTH"), Err(CodeFault::Length));
        assert_eq!(check(&format!("AUTH_{}", "A".repeat(58)), "AUTH"), Ok(()));
        assert_eq!(check("AUTHX_BAD", "AUTH"), Err(CodeFault::Domain));
        assert_eq!(check("USER_BAD", "AUTH"), Err(CodeFault::Domain));
    }

    #[test]
    fn letters_that_look_alike_are_known() {
        for (c, ascii) in
            [('А', 'A'), ('Ο', 'O'), ('Ａ', 'A'), ('＿', '_'), ('５', '5'), ('с', 'C')]
        {
            assert_eq!(lookalike(c), Some(ascii), "{c}");
        }
        assert_eq!((lookalike('日'), lookalike('é'), lookalike('A')), (None, Some('E'), None));
    }

    #[test]
    fn suggestions_are_codes_themselves() {
        for (written, expected) in [
            ("auth_bad", "AUTH_BAD"),
            ("TokenExpired", "AUTH_TOKEN_EXPIRED"),
            ("HTTPNotFound", "AUTH_HTTP_NOT_FOUND"),
            ("user.notFound", "AUTH_USER_NOT_FOUND"),
            ("AUTH", "AUTH_ERROR"),
            ("", "AUTH_ERROR"),
            ("日本語", "AUTH_ERROR"),
            ("AUTH__X_", "AUTH_X"),
        ] {
            assert_eq!(suggest(written, "AUTH"), expected, "{written}");
            assert_eq!(check(&suggest(written, "AUTH"), "AUTH"), Ok(()));
        }
    }
}
