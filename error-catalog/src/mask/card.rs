//! Card numbers: 14 to 19 digits in the range of an issuer, grouped as cards are, with a valid check digit.
//!
//! The check digit alone would take one random number in ten; range, length and grouping leave one in twenty of those with
//! 16 digits, and none of the times, phone numbers and article numbers that logs are full of.

use core::ops::Range;

use super::bytes::{at, before, part, run};
use super::token::ends_encoded;

/// The most digits that a card number has.
const LONGEST: usize = 19;

/// The fewest.
const SHORTEST: usize = 14;

/// The digits of a number and how they are grouped.
struct Number {
    digits: [u8; LONGEST],
    count: usize,
    groups: [usize; 5],
    group_count: usize,
    end: usize,
}

/// The card number whose first digits are in a range.
#[inline]
pub(super) fn card(text: &[u8], digits: Range<usize>) -> Option<Range<usize>> {
    // Most numbers are too short, and are no group of a longer one, of which the second has four digits or more.
    let is_long = digits.len() >= SHORTEST;
    let begins_groups = || {
        digits.len() == 4
            && matches!(at(text, digits.end), b' ' | b'-')
            && part(text, digits.end + 1..digits.end + 5).iter().all(u8::is_ascii_digit)
    };
    if is_long || begins_groups() { find(text, digits.start) } else { None }
}

fn find(text: &[u8], start: usize) -> Option<Range<usize>> {
    if touches(before(text, start)) && !ends_encoded(text, start) {
        return None;
    }
    let mut number = read(text, start);
    // What follows a number in the same groups may be another one.
    while number.group_count > 0 {
        if !continues(text, number.end) && number.is_card() {
            return Some(start..number.end);
        }
        number.drop_group();
    }
    None
}

/// Whether a byte in front of a number makes it a part of something else: a hexadecimal number, a fraction.
fn touches(byte: u8) -> bool {
    byte.is_ascii_hexdigit() || byte == b'.'
}

/// Whether the digits go on in another form behind a position.
fn continues(text: &[u8], end: usize) -> bool {
    let next = at(text, end);
    next.is_ascii_hexdigit() || (next == b'.' && at(text, end + 1).is_ascii_digit())
}

/// Reads groups of digits, as many as a number has at most.
fn read(text: &[u8], start: usize) -> Number {
    let mut number =
        Number { digits: [0; LONGEST], count: 0, groups: [0; 5], group_count: 0, end: start };
    let mut from = start;
    let mut separator = None;
    loop {
        let group = part(text, from..run(text, from, |byte| byte.is_ascii_digit()));
        if group.is_empty() || !number.push(group) {
            return number;
        }
        number.end = from + group.len();
        let next = at(text, number.end);
        // The first group of every card has four digits.
        let is_grouped = number.groups.first() == Some(&4);
        if !(is_grouped && matches!(next, b' ' | b'-') && separator.is_none_or(|own| own == next)) {
            return number;
        }
        separator = Some(next);
        from = number.end + 1;
    }
}

impl Number {
    /// Adds a group, if there is room for all of its digits.
    fn push(&mut self, group: &[u8]) -> bool {
        let digits = self.digits.get_mut(self.count..self.count + group.len());
        let (Some(digits), Some(slot)) = (digits, self.groups.get_mut(self.group_count)) else {
            return false;
        };
        for (digit, byte) in digits.iter_mut().zip(group) {
            *digit = byte - b'0';
        }
        *slot = group.len();
        self.count += group.len();
        self.group_count += 1;
        true
    }

    /// Drops the last group, and what separates it from the one before.
    fn drop_group(&mut self) {
        self.group_count = self.group_count.saturating_sub(1);
        let length = self.groups.get(self.group_count).copied().unwrap_or_default();
        self.count = self.count.saturating_sub(length);
        self.end = self.end.saturating_sub(length + 1);
    }

    fn is_card(&self) -> bool {
        self.count >= SHORTEST && self.is_grouped() && self.is_issued() && self.has_check_digit()
    }

    fn is_grouped(&self) -> bool {
        let groups = self.groups.get(..self.group_count).unwrap_or_default();
        matches!(groups, [_] | [4, 6, 4 | 5] | [4, 4, 4, 1..=4] | [4, 4, 4, 4, 1..=3])
    }

    /// The ranges and lengths that issuers use. Numbers of 13 digits are no longer issued, and one in ten article numbers
    /// would look like one.
    fn is_issued(&self) -> bool {
        let count = self.count;
        let head = |length| {
            self.digits.iter().take(length).fold(0, |sum, digit| sum * 10 + u32::from(*digit))
        };
        match head(2) {
            40..=49 => matches!(count, 16 | 19),
            51..=55 | 59 | 61 | 66 | 68 | 69 => count == 16,
            50 | 56..=58 | 60 | 62..=65 | 67 | 81 | 82 => count >= 16,
            22..=27 => count == 16 && matches!(head(4), 2200..=2204 | 2221..=2720),
            34 | 37 => count == 15,
            35 => count >= 16 && matches!(head(4), 3528..=3589),
            30 | 36 | 38 | 39 => count == 14 || count >= 16,
            97 => count == 16 && head(4) == 9792,
            _ => false,
        }
    }

    /// Luhn's check digit.
    fn has_check_digit(&self) -> bool {
        let digits = self.digits.get(..self.count).unwrap_or_default();
        let sum: u32 = digits
            .iter()
            .rev()
            .enumerate()
            .map(|(place, digit)| {
                let weighted = u32::from(*digit) * if place % 2 == 0 { 1 } else { 2 };
                weighted / 10 + weighted % 10
            })
            .sum();
        sum % 10 == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_card(text: &str) -> bool {
        let start = text.find(|c: char| c.is_ascii_digit()).unwrap_or_default();
        let end = run(text.as_bytes(), start, |byte| byte.is_ascii_digit());
        card(text.as_bytes(), start..end).is_some()
    }

    #[test]
    fn every_number_of_an_issuer_begins_with_a_trigger() {
        for head in 0..10_000 {
            for count in SHORTEST..=LONGEST {
                let text = format!("{head:04}{:0<15}", 0);
                let number = read(&text.as_bytes()[..count], 0);
                let found = super::super::triggers::DEFAULT.next(&text.as_bytes()[..count]);
                assert!(!number.is_issued() || found == Some(0), "{head:04}, {count}");
            }
        }
    }

    #[test]
    fn numbers_of_issuers_are_cards() {
        for text in [
            "4111111111111111",
            "4111 1111 1111 1111",
            "4111-1111-1111-1111",
            "378282246310005",
            "3782 822463 10005",
            "5555555555554444",
            "6011111111111117",
            "30569309025904",
            "6200000000000000000",
            "2221000000000009",
            "id_4111111111111111_x",
            "4111 1111 1111 1111 4111 1111 1111 1111",
            "4111 1111 1111 1111 5",
            "4111 1111 1111 1111-7",
        ] {
            assert!(is_card(text), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_not() {
        for text in [
            "4111111111111112",
            "4111 1111-1111 1111",
            "411111111111111",
            "1757062645123456789",
            "1757062645123",
            "4901777018686",
            "c4111111111111111",
            "4111111111111111a",
            "0.4111111111111111",
            "4111111111111111.5",
            "41111111111111111111",
            "550e8400-e29b-41d4-a716-446655440000",
        ] {
            assert!(!is_card(text), "{text}");
        }
    }
}
