//! Three bytes at which a secret may begin, or be known by: most of a text is passed by three look-ups a byte, and one question
//! for four of them.
//!
//! Each kind of trigger is a bit. Three bytes are a trigger where one bit is set for all of them, each in the table of its
//! place. Kinds that share a bit may match each other's bytes; what stands there is looked at anyway.

use super::token::{FORMATS, JWT, PEM, SCHEMES};

/// Which kinds of triggers a byte may be a part of, in the first, second and third place.
#[derive(Clone)]
pub(super) struct Triggers {
    first: Table,
    second: Table,
    third: Table,
}

/// The bits of each byte.
type Table = [u32; 256];

/// The bits. Formats of keys have the rest, one for each letter that they begin with.
const PAIR: u32 = 0;
const EMAIL: u32 = 1;
const ELEMENT: u32 = 2;
const CARD: u32 = 3;
const CARD_OF_3: u32 = 4;
const CARD_OF_289: u32 = 5;
const ENCODED: u32 = 6;
const DASHES: u32 = 7;
const HOME: u32 = 8;
const TUPLE: u32 = 9;
const SCHEME: u32 = 10;
const WEB_TOKEN: u32 = 11;
const FIRST_FORMAT: u32 = 12;
/// Formats that a service has added.
const ADDED: u32 = u32::BITS - 1;

/// The triggers of what is masked by default.
pub(super) static DEFAULT: Triggers = Triggers::default();

/// Bytes of a place.
#[derive(Clone, Copy)]
enum Class<'c> {
    Any,
    Digit,
    /// What a domain begins with.
    Domain,
    /// What a value of XML begins with.
    Text,
    OneOf(&'c [u8]),
    /// A letter, small or capital.
    Letter(u8),
}

#[expect(clippy::indexing_slicing, reason = "it runs at compile time; iterators are not const")]
impl Triggers {
    const fn default() -> Self {
        use Class::{Any, Digit, Domain, OneOf, Text};
        let mut all = Self { first: [0; 256], second: [0; 256], third: [0; 256] };
        all.add(PAIR, OneOf(b":="), Any, Any);
        // `：` and `＝`.
        all.add(PAIR, OneOf(&[0xef]), OneOf(&[0xbc]), OneOf(&[0x9a, 0x9d]));
        all.add(EMAIL, OneOf(b"@"), Domain, Any);
        all.add(ELEMENT, OneOf(b">"), Text, Any);
        // No other digits begin the numbers of issuers.
        all.add(CARD, OneOf(b"456"), Digit, Digit);
        all.add(CARD_OF_3, OneOf(b"3"), OneOf(b"0456789"), Digit);
        all.add(CARD_OF_289, OneOf(b"289"), OneOf(b"1234567"), Digit);
        all.add(ENCODED, OneOf(b"%"), OneOf(b"34"), OneOf(b"0AaDd"));
        all.add(DASHES, OneOf(b"-"), OneOf(b"-"), Any);
        all.add(HOME, OneOf(b"/\\"), OneOf(b"hU\\"), OneOf(b"osU"));
        all.add(TUPLE, OneOf(b"\"'"), OneOf(b","), OneOf(b" \"'\\"));
        let mut at = 0;
        while at < SCHEMES.len() {
            all.add_word(SCHEME, SCHEMES[at].as_bytes(), true);
            at += 1;
        }
        all.add_word(WEB_TOKEN, JWT.as_bytes(), false);
        let mut letters = [0; 256];
        let mut bit = FIRST_FORMAT;
        at = 0;
        while at < FORMATS.len() {
            let prefix = FORMATS[at].prefix.as_bytes();
            let letter = &mut letters[prefix[0] as usize];
            if *letter == 0 {
                (*letter, bit) = (bit, bit + 1);
            }
            all.add_word(*letter, prefix, false);
            at += 1;
        }
        assert!(bit <= ADDED, "each first letter of a format has a bit");
        all
    }

    const fn add_word(&mut self, bit: u32, word: &[u8], any_case: bool) {
        if any_case {
            self.add(bit, Class::Letter(word[0]), Class::Letter(word[1]), Class::Letter(word[2]));
        } else {
            let (first, second, third) = (&[word[0]], &[word[1]], &[word[2]]);
            self.add(bit, Class::OneOf(first), Class::OneOf(second), Class::OneOf(third));
        }
    }

    const fn add(&mut self, bit: u32, first: Class<'_>, second: Class<'_>, third: Class<'_>) {
        first.set(bit, &mut self.first);
        second.set(bit, &mut self.second);
        third.set(bit, &mut self.third);
    }
}

impl Triggers {
    /// Adds a format of keys by its prefix, of which three bytes at most are looked at.
    pub(super) fn add_prefix(&mut self, prefix: &str) {
        let bit = 1 << ADDED;
        let places = [&mut self.first, &mut self.second, &mut self.third];
        let mut bytes = prefix.bytes();
        for place in places {
            match bytes.next() {
                Some(byte) => {
                    if let Some(slot) = place.get_mut(usize::from(byte)) {
                        *slot |= bit;
                    }
                }
                None => place.iter_mut().for_each(|slot| *slot |= bit),
            }
        }
    }

    /// How many bytes stand in front of the next trigger. The last two bytes of a text are always looked at.
    #[inline]
    pub(super) fn next(&self, text: &[u8]) -> Option<usize> {
        let mut rest = text;
        let mut matched = Matched { one: 0, two: 0 };
        while let Some((four, after)) = rest.split_first_chunk::<4>() {
            let [a, b, c, d] = four.map(|byte| self.step(&mut matched, byte));
            if a | b | c | d != 0 {
                let third = [a, b, c, d].iter().position(|bits| *bits != 0)?;
                return Some(text.len() - rest.len() + third - 2);
            }
            rest = after;
        }
        if let Some(third) = rest.iter().position(|byte| self.step(&mut matched, *byte) != 0) {
            return Some(text.len() - rest.len() + third - 2);
        }
        (!text.is_empty()).then(|| text.len().saturating_sub(2))
    }

    /// Reads a byte. Returns the kinds of triggers of which it is the third byte.
    #[inline]
    fn step(&self, matched: &mut Matched, byte: u8) -> u32 {
        let three = matched.two & look_up(&self.third, byte);
        matched.two = matched.one & look_up(&self.second, byte);
        matched.one = look_up(&self.first, byte);
        three
    }
}

/// The kinds of triggers that the last bytes belong to: as the first, and as the first two.
struct Matched {
    one: u32,
    two: u32,
}

/// The value that a table has for a byte.
#[inline]
fn look_up(table: &Table, byte: u8) -> u32 {
    table.get(usize::from(byte)).copied().unwrap_or_default()
}

#[expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "it runs at compile time; iterators are not const"
)]
impl Class<'_> {
    /// Sets a bit for the bytes of the class. Every build of the crate evaluates this: a list costs its length only.
    const fn set(self, bit: u32, table: &mut Table) {
        let mut at = 0;
        match self {
            Self::OneOf(bytes) => {
                while at < bytes.len() {
                    table[bytes[at] as usize] |= 1 << bit;
                    at += 1;
                }
            }
            Self::Letter(letter) => {
                table[letter.to_ascii_lowercase() as usize] |= 1 << bit;
                table[letter.to_ascii_uppercase() as usize] |= 1 << bit;
            }
            Self::Any | Self::Digit | Self::Domain | Self::Text => {
                while at < 256 {
                    if self.has(at as u8) {
                        table[at] |= 1 << bit;
                    }
                    at += 1;
                }
            }
        }
    }

    /// Whether a byte belongs to the class; lists are not asked.
    const fn has(self, byte: u8) -> bool {
        match self {
            Self::Digit => byte.is_ascii_digit(),
            Self::Domain => byte.is_ascii_alphanumeric() || byte >= 0x80,
            Self::Text => {
                !matches!(byte, b' ' | b'<' | b'>' | b'\n' | b'\r' | b':' | b',' | b')' | b'(')
            }
            Self::Any | Self::Letter(_) | Self::OneOf(_) => true,
        }
    }
}

const _: () = assert!(matches!(PEM.as_bytes(), [b'-', b'-', ..]), "dashes are its trigger");
