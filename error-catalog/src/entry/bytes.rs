//! Equality of texts in const evaluation, which knows no `==` of them.

/// Whether two texts are the same, in const evaluation.
pub(crate) const fn same(a: &str, b: &str) -> bool {
    same_bytes(a.as_bytes(), b.as_bytes())
}

/// Whether a text is in a list, in const evaluation.
#[expect(clippy::indexing_slicing, reason = "bounded by the loop; iterators are not const")]
pub(crate) const fn contains(list: &[&str], text: &str) -> bool {
    let mut at = 0;
    while at < list.len() {
        if same(list[at], text) {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether two runs of bytes are the same, in const evaluation.
pub(crate) const fn same_bytes(mut a: &[u8], mut b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    while let ([x, a_rest @ ..], [y, b_rest @ ..]) = (a, b) {
        if *x != *y {
            return false;
        }
        (a, b) = (a_rest, b_rest);
    }
    true
}
