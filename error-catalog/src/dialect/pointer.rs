//! Paths of fields (`items[2].price`) as JSON pointers in a URI fragment (`#/items/2/price`), and
//! back: RFC 6901, sections 3 and 6.

use core::fmt::Write;

use crate::violations::push_key;

/// The pointer to a field. It is ASCII without quotes or backslashes, so it is its own JSON.
pub(super) fn pointer_to(path: &str) -> String {
    let mut pointer = String::with_capacity(path.len() + 2);
    pointer.push('#');
    // `serde_path_to_error` says `.` for the whole.
    if path.is_empty() || path == "." {
        return pointer;
    }
    // A bracket that nothing closes is part of a name.
    let last_close = path.rfind(']');
    let (mut bracket, mut closed) = (false, false);
    if !(path.starts_with('[') && last_close.is_some()) {
        pointer.push('/');
    }
    let mut rest = path;
    while let Some(c) = rest.chars().next() {
        let at = path.len() - rest.len();
        if let Some((key, after)) = Some(rest).filter(|_| !bracket).and_then(quoted_key) {
            pointer.push('/');
            key.chars().for_each(|c| push_escaped(c, &mut pointer));
            (rest, closed) = (after, true);
            continue;
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        match c {
            ']' if bracket => (bracket, closed) = (false, true),
            '[' if !bracket && last_close.is_some_and(|close| at < close) => {
                pointer.push('/');
                (bracket, closed) = (true, false);
            }
            '.' if !bracket => {
                pointer.push('/');
                closed = false;
            }
            _ => {
                if closed {
                    pointer.push('/');
                    closed = false;
                }
                push_escaped(c, &mut pointer);
            }
        }
    }
    pointer
}

/// Percent-encodes what may not stand in one segment of a path.
pub(super) fn percent_encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        push_encoded(byte, out);
    }
}

/// The path of a field that a pointer points to.
pub(crate) fn path_of(pointer: &str) -> String {
    let pointer = percent_decode(pointer.strip_prefix('#').unwrap_or(pointer));
    let mut path = String::with_capacity(pointer.len());
    if pointer.is_empty() {
        return path;
    }
    for segment in pointer.strip_prefix('/').unwrap_or(&pointer).split('/') {
        let name = segment.replace("~1", "/").replace("~0", "~");
        if !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit()) {
            // Writing to a `String` does not fail.
            let _ = write!(path, "[{name}]");
        } else {
            push_key(&name, &mut path);
        }
    }
    path
}

/// A key in brackets and quotes, which may hold any character, and the rest behind it.
fn quoted_key(path: &str) -> Option<(String, &str)> {
    let inside = path.strip_prefix("[\"")?;
    let mut escaped = false;
    let end = inside.bytes().position(|byte| {
        let is_end = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        is_end
    })?;
    // With both its quotes: one byte before `inside`, one after it.
    let key = serde_json::from_str(path.get(1..end + 3)?).ok()?;
    Some((key, inside.get(end + 1..)?.strip_prefix(']')?))
}

fn push_escaped(c: char, out: &mut String) {
    match c {
        '~' => out.push_str("~0"),
        '/' => out.push_str("~1"),
        _ => percent_encode(c.encode_utf8(&mut [0; 4]), out),
    }
}

/// RFC 3986: a `pchar` is not escaped.
fn push_encoded(byte: u8, out: &mut String) {
    if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@".contains(&byte) {
        out.push(char::from(byte));
    } else {
        // Writing to a `String` does not fail.
        let _ = write!(out, "%{byte:02X}");
    }
}

fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut pieces = text.split('%');
    bytes.extend_from_slice(pieces.next().unwrap_or_default().as_bytes());
    for piece in pieces {
        let hex = piece.get(..2).filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
        if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            bytes.push(byte);
            bytes.extend_from_slice(piece.get(2..).unwrap_or_default().as_bytes());
        } else {
            bytes.push(b'%');
            bytes.extend_from_slice(piece.as_bytes());
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_pointers_and_back() {
        for (path, pointer) in [
            ("email", "#/email"),
            ("items[2].price", "#/items/2/price"),
            ("[0].a", "#/0/a"),
            ("grid[1][2]", "#/grid/1/2"),
            ("m~n", "#/m~0n"),
            ("a/b", "#/a~1b"),
            ("名前", "#/%E5%90%8D%E5%89%8D"),
            ("a b\"c\\", "#/a%20b%22c%5C"),
            ("100%", "#/100%25"),
            (r#"labels["app.kind"]"#, "#/labels/app.kind"),
            (r#"labels["a[0]\"]\\"].x"#, "#/labels/a%5B0%5D%22%5D%5C/x"),
            (r#"[""]"#, "#/"),
            (r#"a[""].b"#, "#/a//b"),
            (r#"a["日.本"][1]"#, "#/a/%E6%97%A5.%E6%9C%AC/1"),
        ] {
            assert_eq!(pointer_to(path), pointer);
            assert_eq!(path_of(pointer), path);
        }
        assert_eq!(pointer_to(""), "#");
        assert_eq!(pointer_to("."), "#");
        assert_eq!(pointer_to("a[b"), "#/a%5Bb");
        assert_eq!(pointer_to("a]b"), "#/a%5Db");
        assert_eq!(pointer_to("a[\"b"), "#/a%5B%22b");
        assert_eq!(path_of("#"), "");
        assert_eq!(path_of("#/%zz%"), "%zz%");
    }
}
