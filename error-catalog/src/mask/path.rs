//! Paths and queries, in which characters may be written as `%41`.

use std::borrow::Cow;

use super::bytes::{at, run};

/// As often as a text is decoded: a query may stand in a query.
const MOST_LEVELS: usize = 4;

/// The text that a path stands for; nothing where no character is encoded, or where it is none that is UTF-8.
pub(super) fn decode(path: &str) -> Option<String> {
    let mut decoded = decode_once(path.as_bytes())?;
    for _ in 1..MOST_LEVELS {
        match decode_once(&decoded) {
            Some(again) => decoded = again,
            None => break,
        }
    }
    Some(match String::from_utf8_lossy(&decoded) {
        Cow::Borrowed(_) => String::from_utf8(decoded).unwrap_or_default(),
        Cow::Owned(text) => text,
    })
}

fn decode_once(text: &[u8]) -> Option<Vec<u8>> {
    let mut decoded = None;
    let mut position = 0;
    while position < text.len() {
        let start = position;
        position = run(text, start, |byte| byte != b'%');
        let plain = text.get(start..position).unwrap_or_default();
        let escaped = digit(at(text, position + 1)).zip(digit(at(text, position + 2)));
        match (&mut decoded, escaped) {
            (None, None) if position < text.len() => position += 1,
            (None, None) => return None,
            (decoded, escaped) => {
                let head = text.get(..start).unwrap_or_default();
                let decoded = decoded.get_or_insert_with(|| head.to_vec());
                decoded.extend_from_slice(plain);
                match escaped.filter(|_| position < text.len()) {
                    Some((high, low)) => {
                        decoded.push(high << 4 | low);
                        position += 3;
                    }
                    None if position < text.len() => {
                        decoded.push(b'%');
                        position += 1;
                    }
                    None => {}
                }
            }
        }
    }
    decoded
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_decoded_level_by_level() {
        assert_eq!(decode("/a/b"), None);
        assert_eq!(decode("/100%/b%zz%4"), None);
        assert_eq!(decode("/%61%2540x%").as_deref(), Some("/a@x%"));
        assert_eq!(decode("%zz%41%").as_deref(), Some("%zzA%"));
        assert_eq!(decode("%ff%e3%81%82").as_deref(), Some("\u{fffd}あ"));
    }
}
