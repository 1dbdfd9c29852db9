//! SipHash-2-4: a keyed hash of short texts. The standard library takes no key for its own.

/// The hash of bytes under a key.
pub(super) fn sip24(key: [u64; 2], bytes: &[u8]) -> u64 {
    let [first, second] = key;
    let mut state = [
        first ^ 0x736f_6d65_7073_6575,
        second ^ 0x646f_7261_6e64_6f6d,
        first ^ 0x6c79_6765_6e65_7261,
        second ^ 0x7465_6462_7974_6573,
    ];
    let mut rest = bytes;
    while let Some((eight, after)) = rest.split_first_chunk() {
        add(&mut state, u64::from_le_bytes(*eight));
        rest = after;
    }
    // The last block has the length in its highest byte.
    let mut last = (bytes.len() as u64) << 56;
    for (at, byte) in rest.iter().enumerate() {
        last |= u64::from(*byte) << (8 * at);
    }
    add(&mut state, last);
    state[2] ^= 0xff;
    for _ in 0..4 {
        round(&mut state);
    }
    state.iter().fold(0, |hash, part| hash ^ part)
}

fn add(state: &mut [u64; 4], block: u64) {
    state[3] ^= block;
    round(state);
    round(state);
    state[0] ^= block;
}

fn round([a, b, c, d]: &mut [u64; 4]) {
    *a = a.wrapping_add(*b);
    *c = c.wrapping_add(*d);
    *b = b.rotate_left(13) ^ *a;
    *d = d.rotate_left(16) ^ *c;
    *a = a.rotate_left(32);
    *a = a.wrapping_add(*d);
    *c = c.wrapping_add(*b);
    *d = d.rotate_left(21) ^ *a;
    *b = b.rotate_left(17) ^ *c;
    *c = c.rotate_left(32);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Those of the paper, for the bytes 0, 1, 2, … under the key of the bytes 0 to 15.
    #[test]
    fn hashes_are_those_of_the_paper() {
        let key = [0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908];
        let bytes: Vec<u8> = (0..15).collect();
        assert_eq!(sip24(key, &bytes), 0xa129_ca61_49be_45e5);
        assert_eq!(sip24(key, &[]), 0x726f_db47_dd0e_0e31);
        assert_eq!(sip24(key, &bytes[..8]), 0x93f5_f579_9a93_2462);
    }
}
