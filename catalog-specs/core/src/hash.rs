//! The hash of a code: const evaluation compares integers instead of texts.

/// The number of low bits of a key that hold the number of its entry; the rest is hash.
pub const ROW_BITS: u32 = 24;

/// The mask of the number of an entry.
pub const ROW_MASK: u64 = (1 << ROW_BITS) - 1;

/// The key of a code: 40 bits of hash above the number of its entry, counted from 1, so that no key is 0.
pub const fn key(code: &str, entry: u64) -> u64 {
    (hash(code) & !ROW_MASK) | ((entry + 1) & ROW_MASK)
}

/// The key of the first word of a code, to which the number of a list is added.
pub const fn word_key(code: &str) -> u64 {
    mix(fnv_1a_of_bytes(first_word(code))) & !ROW_MASK
}

/// What a code has before its first underscore: most often the domain of its enum.
const fn first_word(code: &str) -> &[u8] {
    let bytes = code.as_bytes();
    let mut length = 0;
    #[expect(clippy::indexing_slicing, reason = "bounded by the loop; iterators are not const")]
    while length < bytes.len() && bytes[length] != b'_' {
        length += 1;
    }
    bytes.split_at(length).0
}

/// The hash of a code, usable in const evaluation.
///
/// The last bytes of a text do not reach the high bits of FNV-1a, but codes differ in their last bytes and the table
/// of a registry uses the high bits. A final mixing step fills a table of 10,000 numbered codes in a seventh of
/// the steps.
pub const fn hash(text: &str) -> u64 {
    mix(fnv_1a(text))
}

const fn mix(hash: u64) -> u64 {
    (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// FNV-1a over 64 bits.
pub const fn fnv_1a(text: &str) -> u64 {
    fnv_1a_of_bytes(text.as_bytes())
}

const fn fnv_1a_of_bytes(bytes: &[u8]) -> u64 {
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
    fn the_hash_is_fnv_1a() {
        assert_eq!(fnv_1a(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv_1a("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv_1a("foobar"), 0x8594_4171_f739_67e8);
    }

    /// As full as a registry's table of 16,384 places gets, codes that differ in their last digits find
    /// theirs within a step of it, as if they were thrown there by chance (0.78).
    #[test]
    fn similar_codes_have_distant_hashes() {
        let mut taken = vec![false; 1 << 14];
        let mut steps = 0;
        for number in 0..10_000 {
            let code = format!("DOM{}_CASE_{}", number / 500, number % 500);
            let mut place = (hash(&code) >> 40) as usize & (taken.len() - 1);
            while taken[place] {
                place = (place + 1) & (taken.len() - 1);
                steps += 1;
            }
            taken[place] = true;
        }
        assert!(steps < 10_000, "{steps} steps");
    }

    #[test]
    fn a_key_keeps_the_number_of_its_entry() {
        assert_eq!(key("AUTH_BAD", 7) & ROW_MASK, 8);
        assert_eq!(key("AUTH_BAD", 7) & !ROW_MASK, hash("AUTH_BAD") & !ROW_MASK);
    }
}
