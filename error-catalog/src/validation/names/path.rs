//! Paths as parts.

use crate::json::unescape;

/// A part of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Key(String),
    Index(usize),
}

/// The parts of a path, `items[2].price`.
pub(super) fn parts(path: &str) -> Vec<Part> {
    let (mut rest, mut parts) = (path, Vec::new());
    while !rest.is_empty() {
        if let Some((index, after)) = index(rest) {
            parts.push(Part::Index(index));
            rest = after;
        } else if let Some((key, after)) = quoted(rest) {
            parts.push(Part::Key(key));
            rest = after;
        } else {
            let key = rest.strip_prefix('.').unwrap_or(rest);
            let end = key.find(['.', '[']).filter(|end| *end > 0).unwrap_or(key.len());
            let (key, after) = key.split_at(end);
            if !key.is_empty() {
                parts.push(Part::Key(key.to_owned()));
            }
            rest = after;
        }
    }
    parts
}

/// The index that a path begins with, and what follows it.
fn index(path: &str) -> Option<(usize, &str)> {
    let (index, after) = path.strip_prefix('[')?.split_once(']')?;
    Some((index.parse().ok()?, after))
}

/// The quoted key that a path begins with, `["a.b"]`, and what follows it.
fn quoted(path: &str) -> Option<(String, &str)> {
    let inside = path.strip_prefix('[')?;
    let mut escaped = false;
    let end = inside.bytes().enumerate().skip(1).find_map(|(at, byte)| {
        let is_end = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        is_end.then_some(at + 1)
    })?;
    let (key, after) = inside.split_at_checked(end)?;
    Some((unescape(key).into_owned(), after.strip_prefix(']')?)).filter(|_| key.starts_with('"'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::violations::FieldPath;

    #[test]
    fn parts_make_the_path_again() {
        for path in ["", "a", "items[2].price", "[0][1]", r#"labels["a.b\"]"].x[3]"#, r#"[""].名"#]
        {
            let whole = parts(path).iter().fold(FieldPath::new(), |whole, part| match part {
                Part::Key(key) => whole.key(key),
                Part::Index(index) => whole.index(*index),
            });
            assert_eq!(whole.to_string(), path);
        }
        for path in ["[", ".", "..", "[\"", "a[b", "a[", "[x].y"] {
            let _ = parts(path);
        }
    }
}
