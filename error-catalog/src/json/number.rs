//! Writes whole numbers without the machinery of `core::fmt`.

/// The digits of the greatest number.
const MOST_DIGITS: usize = 20;

/// Appends a number in decimal digits.
pub(crate) fn write_number(number: u64, out: &mut Vec<u8>) {
    write_digits(number, 1, false, out);
}

/// The same with zeros in front of it, so that it has at least as many digits.
#[cfg(feature = "report")]
pub(crate) fn write_padded(number: u64, least: usize, out: &mut Vec<u8>) {
    write_digits(number, least, false, out);
}

/// The same with a sign.
pub(super) fn write_integer(number: u64, is_negative: bool, out: &mut Vec<u8>) {
    write_digits(number, 1, is_negative, out);
}

#[inline]
fn write_digits(mut number: u64, least: usize, is_negative: bool, out: &mut Vec<u8>) {
    let mut digits = [b'0'; MOST_DIGITS + 1];
    let mut places = digits.iter_mut().rev();
    let mut count = 0;
    while count < least || number > 0 {
        let Some(place) = places.next() else { break };
        // A remainder of ten is less than ten.
        *place = b'0' + (number % 10) as u8;
        number /= 10;
        count += 1;
    }
    if let (true, Some(place)) = (is_negative, places.next()) {
        *place = b'-';
        count += 1;
    }
    out.extend_from_slice(digits.get(digits.len() - count..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_core_does() {
        let powers = (0..20).map(|power| 10_u64.pow(power)).flat_map(|ten| [ten - 1, ten, ten + 1]);
        for number in powers.chain([u64::MAX, 1 << 63]) {
            for is_negative in [false, true] {
                let mut out = Vec::new();
                write_integer(number, is_negative, &mut out);
                let sign = if is_negative { "-" } else { "" };
                assert_eq!(String::from_utf8(out).unwrap(), format!("{sign}{number}"));
            }
        }
    }

    #[cfg(feature = "report")]
    #[test]
    fn short_numbers_are_padded() {
        for number in [0, 7, 10, 99, 100, 12_345] {
            let mut out = Vec::new();
            write_padded(number, 3, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), format!("{number:03}"));
        }
    }
}
