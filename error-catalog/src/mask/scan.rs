//! One pass over a text, from trigger to trigger, that gives the secrets in it.
//!
//! The work is linear whatever the text is: what looks back does so for a bounded number of bytes, what looks forward
//! either finds a secret, behind which the pass goes on, or remembers up to where it has found none.

use core::ops::Range;

use super::address::{Url, email, home, url};
use super::bytes::{at, before, part, run, starts, work};
use super::card::card;
use super::pair::{element, option, pair, tuple};
use super::token::{JWT, PEM, begins_word, jwt, private_key, token};
use super::triggers::{DEFAULT, Triggers};
use super::value::MASKED;

/// What a service has added to what is masked by default.
#[derive(Default, Clone)]
pub(super) struct Added {
    /// Names of secrets, plain.
    pub(super) names: Vec<Box<[u8]>>,
    /// What keys begin with, and how many characters follow at least.
    pub(super) formats: Vec<(Box<str>, usize)>,
    /// Those of the default and of the formats; nothing where there are no formats.
    pub(super) triggers: Option<Box<Triggers>>,
}

/// The secrets of a text, in order. None overlaps another.
pub(super) struct Scan<'t> {
    text: &'t str,
    names: &'t [Box<[u8]>],
    formats: &'t [(Box<str>, usize)],
    triggers: &'t Triggers,
    position: usize,
    /// Where the last secret ended: nothing in front of it is looked at again.
    floor: usize,
    /// Up to here no URL has a user.
    no_user: usize,
    /// Up to here no JSON web token begins.
    no_jwt: usize,
}

impl<'t> Scan<'t> {
    pub(super) fn new(text: &'t str, added: Option<&'t Added>) -> Self {
        let triggers = added.and_then(|added| added.triggers.as_deref()).unwrap_or(&DEFAULT);
        let (names, formats) =
            added.map_or((&[][..], &[][..]), |added| (&added.names, &added.formats));
        Self { text, names, formats, triggers, position: 0, floor: 0, no_user: 0, no_jwt: 0 }
    }

    /// The secret that the trigger at a position belongs to, if it does. Moves on.
    fn look(&mut self, position: usize) -> Option<Range<usize>> {
        let text = self.text.as_bytes();
        self.position = position + 1;
        match at(text, position) {
            b':' => self.colon(position),
            b'=' => self.equals(position),
            // `：` and `＝`.
            0xef if part(text, position + 1..position + 2) == [0xbc] => {
                self.pair(position, position + 3)
            }
            b'@' => email(self.text, self.floor, position, position + 1),
            b'>' => element(text, self.floor, position, self.names),
            b'%' => self.encoded(position),
            b'/' | b'\\' => home(text, position),
            b'-' => self.dashes(position),
            b'"' | b'\'' => tuple(text, self.floor, position, self.names),
            b'0'..=b'9' => self.digits(position),
            _ => self.word(position),
        }
    }

    fn pair(&self, position: usize, after: usize) -> Option<Range<usize>> {
        pair(self.text.as_bytes(), self.floor, position, after, self.names)
    }

    /// `name=value`, and the operators of conditions and maps: `==`, `!=`, `=~`, `=>`.
    fn equals(&mut self, position: usize) -> Option<Range<usize>> {
        let text = self.text.as_bytes();
        let end = run(text, position, |byte| byte == b'=');
        self.position = end;
        let after = match at(text, end) {
            b'>' => end + 1,
            b'~' if at(text, end + 1) == b' ' => end + 1,
            _ => end,
        };
        let is_negated = before(text, position) == b'!';
        self.pair(if is_negated { position - 1 } else { position }, after)
    }

    /// `name: value`, `name := value`, `://`; no `module::name`.
    fn colon(&mut self, position: usize) -> Option<Range<usize>> {
        let text = self.text.as_bytes();
        match at(text, position + 1) {
            b':' => {
                self.position = position + 2;
                None
            }
            b'/' if at(text, position + 2) == b'/' => {
                let host = position + 3;
                self.position = host;
                if host < self.no_user {
                    return None;
                }
                match url(text, host) {
                    Url::Secret(secret) => Some(secret),
                    Url::Clean(end) => {
                        self.no_user = end;
                        None
                    }
                }
            }
            b'=' => self.pair(position, position + 2),
            _ => self.pair(position, position + 1),
        }
    }

    /// `%40`, `%3A`, `%3D`.
    fn encoded(&mut self, position: usize) -> Option<Range<usize>> {
        let text = self.text.as_bytes();
        let after = position + 3;
        match part(text, position + 1..after) {
            b"40" => email(self.text, self.floor, position, after),
            b"3A" | b"3a" | b"3D" | b"3d" => {
                self.position = after;
                self.pair(position, after)
            }
            _ => self.word_after(position),
        }
    }

    /// What other escapes are in front of, such as `%3` of a format that was added.
    fn word_after(&self, position: usize) -> Option<Range<usize>> {
        token(self.text.as_bytes(), position, self.formats)
    }

    /// `--password …`, `-----BEGIN …`.
    fn dashes(&mut self, position: usize) -> Option<Range<usize>> {
        let text = self.text.as_bytes();
        if starts(text, position, PEM.as_bytes()) {
            self.position = position + PEM.len();
            return private_key(text, position);
        }
        option(text, position, self.names)
    }

    fn digits(&mut self, position: usize) -> Option<Range<usize>> {
        let text = self.text.as_bytes();
        let end = run(text, position, |byte| byte.is_ascii_digit());
        // `%224111…`: the first two may be those of an escape.
        let encoded =
            (before(text, position) == b'%' && end > position + 2).then_some(position + 2);
        let found = card(text, position..end);
        found.or_else(|| card(text, encoded?..end)).or_else(|| {
            self.position = end;
            self.added(position)
        })
    }

    /// A key format that begins with a digit.
    fn added(&self, position: usize) -> Option<Range<usize>> {
        if self.formats.is_empty() { None } else { self.word_after(position) }
    }

    fn word(&mut self, position: usize) -> Option<Range<usize>> {
        let text = self.text.as_bytes();
        if starts(text, position, JWT.as_bytes())
            && begins_word(text, position)
            && position >= self.no_jwt
        {
            match jwt(text, position) {
                Ok(secret) => return Some(secret),
                Err(end) => self.no_jwt = end,
            }
        }
        token(text, position, self.formats)
    }
}

impl Iterator for Scan<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        loop {
            let rest = self.text.as_bytes().get(self.position..)?;
            let passed = self.triggers.next(rest)?;
            work::count(passed);
            let Some(found) = self.look(self.position + passed) else { continue };
            let secret = found.start.max(self.floor)..found.end;
            self.position = secret.end.max(self.position);
            self.floor = secret.end;
            let is_masked = self.text.get(secret.clone()).is_none_or(|secret| secret == MASKED);
            if !secret.is_empty() && !is_masked {
                return Some(secret);
            }
        }
    }
}
