//! How a registry finds its codes: by one integer a code, so that const evaluation never compares
//! text where it need not.

/// How many low bits of a key hold the number of its row; the rest is hash.
pub const ROW_BITS: u32 = 24;

/// The mask of a key's row.
pub const ROW_MASK: u64 = (1 << ROW_BITS) - 1;

/// The key of a code at a row: 40 bits of hash above the row's number, counted from 1, so that no
/// key is 0.
pub const fn key(code: &str, row: u64) -> u64 {
    (hash(code) & !ROW_MASK) | ((row + 1) & ROW_MASK)
}

/// FNV-1a over 64 bits: a few instructions a byte, and const.
pub const fn hash(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut at = 0;
    while at < bytes.len() {
        #[expect(clippy::indexing_slicing, reason = "bounded by the loop; iterators are not const")]
        let byte = bytes[at];
        hash = (hash ^ byte as u64).wrapping_mul(0x0000_0100_0000_01b3);
        at += 1;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_fnv_1a() {
        assert_eq!(hash(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(hash("foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn a_key_keeps_its_row() {
        assert_eq!(key("AUTH_BAD", 7) & ROW_MASK, 8);
        assert_eq!(key("AUTH_BAD", 7) & !ROW_MASK, hash("AUTH_BAD") & !ROW_MASK);
    }
}
