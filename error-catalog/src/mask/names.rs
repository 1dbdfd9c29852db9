//! Whether a name, such as `user_password` or `X-Api-Key`, names a secret.

/// How sure a name makes us that its value is a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    /// Whatever the value looks like: `password`.
    Secret,
    /// In prose the word is about something else often enough: `cannot read token: expired`.
    Token,
}

/// The length of the shortest of the [words](WORDS).
const SHORTEST_WORD: usize = 6;

/// As many bytes of a name as are looked at: the end of it decides.
const LONGEST: usize = 40;

/// Names that are secrets as they stand.
const EXACT: &[(&str, Name)] = &[
    ("pass", Name::Token),
    ("auth", Name::Token),
    ("pin", Name::Token),
    ("otp", Name::Token),
    ("pan", Name::Token),
    ("sig", Name::Token),
    ("bearer", Name::Token),
    ("csrf", Name::Token),
    ("xsrf", Name::Token),
];

/// Endings of names that are secrets.
const ENDINGS: &[(&str, Name)] = &[
    ("pwd", Name::Secret),
    ("passcode", Name::Secret),
    ("pincode", Name::Secret),
    ("cvv", Name::Secret),
    ("cvc", Name::Secret),
    ("ssn", Name::Secret),
    ("パスワード", Name::Secret),
    ("密码", Name::Secret),
    ("密碼", Name::Secret),
    ("token", Name::Token),
    ("jwt", Name::Token),
    ("signature", Name::Token),
    ("sessionid", Name::Token),
    ("signingkey", Name::Token),
    ("encryptionkey", Name::Token),
    ("masterkey", Name::Token),
    ("sharedkey", Name::Token),
    ("sessionkey", Name::Token),
    ("accountkey", Name::Token),
    ("subscriptionkey", Name::Token),
    ("licensekey", Name::Token),
    ("authkey", Name::Token),
];

/// Words that make a name one of a secret wherever they stand in it.
const WORDS: &[(&str, Name)] = &[
    ("password", Name::Secret),
    ("passwd", Name::Secret),
    ("passphrase", Name::Secret),
    ("passwort", Name::Secret),
    ("motdepasse", Name::Secret),
    ("contrasena", Name::Secret),
    ("contraseña", Name::Secret),
    ("cardnumber", Name::Secret),
    ("secret", Name::Secret),
    ("privatekey", Name::Secret),
    ("apikey", Name::Secret),
    ("accesskey", Name::Secret),
    ("connectionstring", Name::Secret),
    ("authorization", Name::Secret),
    ("credential", Name::Token),
    ("cookie", Name::Token),
];

/// What stands behind such a word where the name is about the secret and does not hold it: `token_id`.
const ABOUT: &[&str] =
    &["id", "at", "in", "age", "min", "max", "ttl", "len", "arn", "ary", "name", "host", "manager"];

/// The same with anything in front of it: `password_reset_url`.
const ABOUT_ENDINGS: &[&str] = &[
    "version", "policy", "length", "type", "count", "path", "file", "enabled", "required",
    "expired", "expiry", "error", "errors", "status", "domain", "url", "uri", "endpoint", "server",
];

/// What a name holds.
pub(super) fn classify(name: &[u8]) -> Option<Name> {
    let name = deciding(name);
    let may_end = may_end(name);
    if !may_end && !may_have_word(name) {
        return None;
    }
    let plain = Plain::normalize(name);
    let text = plain.text();
    if may_end {
        let exact = EXACT.iter().find(|(word, _)| word.as_bytes() == text);
        let found =
            exact.or_else(|| ENDINGS.iter().find(|(end, _)| text.ends_with(end.as_bytes())));
        if let Some((_, kind)) = found {
            return Some(*kind);
        }
    }
    let (_, kind, behind) = first_word(text)?;
    let behind = behind.strip_prefix(b"s").unwrap_or(behind);
    let is_about = ABOUT.iter().any(|about| behind == about.as_bytes())
        || ABOUT_ENDINGS.iter().any(|about| behind.ends_with(about.as_bytes()));
    (!is_about).then_some(kind)
}

/// Rules most names out: they do not end as those of secrets do, and lack the letters of every word. What is ruled out has no
/// end that is the name of a secret.
#[inline]
pub(super) fn may_be_secret(name: &[u8]) -> bool {
    let name = deciding(name);
    may_end(name) || may_have_word(name)
}

/// Whether a name is, or ends in, one that a service has added. Both are written [plain](plain).
pub(super) fn ends_with(name: &[u8], added: &[u8]) -> bool {
    let plain = Plain::normalize(deciding(name));
    if added.len() < 4 { plain.text() == added } else { plain.text().ends_with(added) }
}

/// A name as names are compared: in lower case, without what joins words.
pub(super) fn plain(name: &str) -> Box<[u8]> {
    Plain::normalize(deciding(name.as_bytes())).text().into()
}

/// For each last letter of a name, the letters in front of it with which names of secrets end.
const LAST_TWO: [u32; 32] = last_two();

/// The letters of each [word](WORDS).
const LETTERS: [u32; WORDS.len()] = letters_of_words();

/// The bit of a letter, small or capital. Other bytes share the bits of letters.
const fn bit(byte: u8) -> u32 {
    1 << (byte % 32)
}

#[expect(clippy::indexing_slicing, reason = "it runs at compile time; iterators are not const")]
const fn last_two() -> [u32; 32] {
    let mut ends = [0; 32];
    let lists = [EXACT, ENDINGS];
    let mut list = 0;
    while list < lists.len() {
        let mut at = 0;
        while at < lists[list].len() {
            let word = lists[list][at].0.as_bytes();
            ends[word[word.len() - 1] as usize % 32] |= bit(word[word.len() - 2]);
            at += 1;
        }
        list += 1;
    }
    ends
}

#[expect(clippy::indexing_slicing, reason = "it runs at compile time; iterators are not const")]
const fn letters_of_words() -> [u32; WORDS.len()] {
    let mut letters = [0; WORDS.len()];
    let mut at = 0;
    while at < WORDS.len() {
        let mut word = WORDS[at].0.as_bytes();
        while let [byte, rest @ ..] = word {
            letters[at] |= bit(*byte);
            word = rest;
        }
        at += 1;
    }
    letters
}

/// Rules most names out by their last two letters.
#[inline]
fn may_end(name: &[u8]) -> bool {
    // `pin_`, unlike `user_pin_`, is too short to be sure.
    if name.len() < SHORTEST_WORD && name.last().is_some_and(|last| joins_words(*last)) {
        return false;
    }
    let mut letters = name.iter().rev().filter(|byte| !joins_words(**byte));
    let (Some(last), Some(second)) = (letters.next(), letters.next()) else { return false };
    let ends = LAST_TWO.get(usize::from(last % 32)).copied().unwrap_or_default();
    ends & bit(*second) != 0
}

/// Letters of which every [word](WORDS) has one.
const ONE_OF: u32 = bit(b'p') | bit(b'c') | bit(b'u');

/// Rules most names out that have no word of a secret in them.
#[inline]
fn may_have_word(name: &[u8]) -> bool {
    if name.len() < SHORTEST_WORD {
        return false;
    }
    let letters = name.iter().fold(0, |letters, byte| letters | bit(*byte));
    letters & ONE_OF != 0 && LETTERS.iter().any(|word| letters & word == *word)
}

fn joins_words(byte: u8) -> bool {
    matches!(byte, b'_' | b'-')
}

/// The first word of a secret in a name, and what stands behind it.
fn first_word(text: &[u8]) -> Option<(&'static str, Name, &[u8])> {
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        if rest.len() < SHORTEST_WORD {
            return None;
        }
        if matches!(first, b'p' | b'm' | b'c' | b's' | b'a') {
            let word = WORDS.iter().find(|(word, _)| rest.starts_with(word.as_bytes()));
            if let Some((word, kind)) = word {
                return Some((word, *kind, rest.get(word.len()..).unwrap_or_default()));
            }
        }
        rest = after;
    }
    None
}

/// Of `spring.datasource.password` the part behind the last point; of `password2` what stands in front of the digit.
fn deciding(name: &[u8]) -> &[u8] {
    let name = name.strip_suffix(b".").unwrap_or(name);
    let start = name.iter().rposition(|byte| *byte == b'.').map_or(0, |point| point + 1);
    let name = name.get(start..).unwrap_or_default();
    let digits = name.iter().rev().take(2).take_while(|byte| byte.is_ascii_digit()).count();
    name.get(..name.len() - digits).unwrap_or_default()
}

/// The end of a name, plain.
struct Plain {
    bytes: [u8; LONGEST],
    start: usize,
}

impl Plain {
    fn normalize(name: &[u8]) -> Self {
        let mut plain = Self { bytes: [0; LONGEST], start: LONGEST };
        for byte in name.iter().rev().filter(|byte| !joins_words(**byte)) {
            let Some(slot) = plain.start.checked_sub(1).and_then(|slot| plain.bytes.get_mut(slot))
            else {
                break;
            };
            *slot = byte.to_ascii_lowercase();
            plain.start -= 1;
        }
        plain
    }

    fn text(&self) -> &[u8] {
        self.bytes.get(self.start..).unwrap_or_default()
    }
}

/// All the words that make names those of secrets.
#[cfg(test)]
pub(super) fn words_of_names() -> impl Iterator<Item = &'static str> {
    [EXACT, ENDINGS, WORDS].into_iter().flatten().map(|(word, _)| *word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_secrets() {
        for name in [
            "password",
            "Password",
            "user_password",
            "password_admin",
            "PASSWORD_HASH",
            "db-passwd",
            "pwd",
            "newPassword2",
            "clientSecret",
            "X-Api-Key",
            "api_keys",
            "aws_secret_access_key",
            "Authorization",
            "spring.datasource.password",
            "card_number",
            "cvv",
            "パスワード",
            "db密码",
            "secrets",
        ] {
            assert_eq!(classify(name.as_bytes()), Some(Name::Secret), "{name}");
        }
        for name in
            ["access_token", "refreshToken", "Set-Cookie", "credentials", "sessionId", "pin", "jwt"]
        {
            assert_eq!(classify(name.as_bytes()), Some(Name::Token), "{name}");
        }
    }

    #[test]
    fn other_names() {
        for name in [
            "",
            "id",
            "user",
            "key",
            "token_type",
            "max_tokens",
            "secret_name",
            "token_id",
            "password_policy",
            "secretary",
            "spin",
            "authors",
            "password.rs",
            "primary_key",
            "password_reset_url",
            "access_key_id",
            "oauth2",
            "sid",
        ] {
            assert_eq!(classify(name.as_bytes()), None, "{name}");
        }
    }

    #[test]
    fn every_name_of_a_secret_passes_what_rules_out() {
        for (name, _) in EXACT.iter().chain(ENDINGS) {
            for name in [name.to_uppercase(), format!("my_{name}-"), format!("my_{name}")] {
                assert!(may_end(name.as_bytes()), "{name}");
            }
        }
        for (word, _) in WORDS {
            let name = format!("My{word}-hint");
            assert!(may_have_word(name.as_bytes()) && !may_have_word(&word.as_bytes()[1..4]));
            assert_eq!(first_word(word.as_bytes()).map(|(found, ..)| found), Some(*word));
        }
    }

    #[test]
    fn added_names_end_names() {
        let iban = plain("I-BAN");
        assert_eq!(&*iban, b"iban");
        assert!(ends_with(b"customer_iban", &iban) && ends_with(b"IBAN", &iban));
        assert!(!ends_with(b"ibans", &iban) && !ends_with(b"big_vin", &plain("vin")));
    }
}
