//! Searches in bytes, eight at once: texts are searched for each error, and most are short.

/// A byte eight times.
pub const fn repeat(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// Marks bytes that are zero in their highest bits. The lowest mark is exact, and there is none without a zero.
#[inline]
pub const fn zero_bytes(eight: u64) -> u64 {
    eight.wrapping_sub(repeat(1)) & !eight & repeat(0x80)
}

/// The place of a byte, or the length.
#[inline]
pub const fn find(bytes: &[u8], byte: u8) -> usize {
    let mut rest = bytes;
    while let Some((eight, after)) = rest.split_first_chunk() {
        if let Some(found) = find_in(*eight, byte) {
            return bytes.len() - rest.len() + found;
        }
        rest = after;
    }
    if rest.is_empty() {
        return bytes.len();
    }
    // Some of them for the second time.
    if let Some(last) = bytes.last_chunk() {
        return match find_in(*last, byte) {
            Some(found) => bytes.len() - last.len() + found,
            None => bytes.len(),
        };
    }
    while let [first, after @ ..] = rest {
        if *first == byte {
            break;
        }
        rest = after;
    }
    bytes.len() - rest.len()
}

#[inline]
const fn find_in(eight: [u8; 8], byte: u8) -> Option<usize> {
    let found = zero_bytes(u64::from_le_bytes(eight) ^ repeat(byte));
    if found == 0 { None } else { Some((found.trailing_zeros() / 8) as usize) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_found_at_every_position() {
        for length in 0..40 {
            for at in 0..length {
                let mut bytes = vec![0x80; length];
                bytes[at] = 0x1f;
                bytes[length - 1] = 0x1f;
                assert_eq!(find(&bytes, 0x1f), at);
            }
            assert_eq!(find(&vec![0x20; length], 0x1f), length);
            assert_eq!(find(&vec![0x1e; length], 0x1f), length);
        }
    }
}
