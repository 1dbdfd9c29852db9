//! JSON string escaping, equal to that of `serde_json`, for text that is escaped at compile time.

/// Appends the inside of a JSON string.
pub fn escape_into(text: &str, out: &mut String) {
    let mut copied = 0;
    for (at, byte) in text.bytes().enumerate() {
        let Some(escape) = escape(byte) else { continue };
        out.push_str(text.get(copied..at).unwrap_or_default());
        match escape {
            Escape::Short(c) => {
                out.push('\\');
                out.push(c);
            }
            Escape::Unicode => {
                out.push_str("\\u00");
                out.push(if byte < 0x10 { '0' } else { '1' });
                out.push(char::from_digit(u32::from(byte & 0xf), 16).unwrap_or('0'));
            }
        }
        copied = at + 1;
    }
    out.push_str(text.get(copied..).unwrap_or_default());
}

enum Escape {
    Short(char),
    Unicode,
}

/// The escape of a byte; bytes of multi-byte characters have none.
fn escape(byte: u8) -> Option<Escape> {
    Some(Escape::Short(match byte {
        b'"' => '"',
        b'\\' => '\\',
        0x08 => 'b',
        0x0c => 'f',
        b'\n' => 'n',
        b'\r' => 'r',
        b'\t' => 't',
        0x00..=0x1f => return Some(Escape::Unicode),
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_escapes_as_serde_json_does() {
        let all: String = (0..0x250)
            .filter_map(char::from_u32)
            .chain("日本語\u{2028}\u{202e}𝄞".chars())
            .collect();
        let mut ours = String::from('"');
        escape_into(&all, &mut ours);
        ours.push('"');
        assert_eq!(ours, serde_json::to_string(&all).unwrap());
    }
}
