//! Users as keyed hashes: records of one user can be found together, and only the key tells who that is.

use core::fmt::{self, Display, Write as _};
use core::hash::Hasher as _;

use siphasher::sip128::{Hasher128 as _, SipHasher24};

use crate::exchange::{hex, random};

/// The key of the hashes.
#[derive(Clone)]
pub(super) struct UserKey([u8; 16]);

impl UserKey {
    /// A key that is made of a secret of any length.
    pub(super) fn from_secret(secret: &[u8]) -> Self {
        let mut hasher = SipHasher24::new();
        hasher.write(secret);
        Self(hasher.finish128().as_bytes())
    }

    /// A key that only this process has.
    pub(super) fn random() -> Self {
        let mut key = [0; 16];
        for half in key.chunks_exact_mut(8) {
            half.copy_from_slice(&random().to_ne_bytes());
        }
        Self(key)
    }

    /// The hash of a user, as 32 hexadecimal digits.
    pub(super) fn hash(&self, user: &dyn Display) -> UserHash {
        struct Hashing(SipHasher24);
        impl fmt::Write for Hashing {
            fn write_str(&mut self, piece: &str) -> fmt::Result {
                self.0.write(piece.as_bytes());
                Ok(())
            }
        }
        let mut hashing = Hashing(SipHasher24::new_with_key(&self.0));
        // A `Display` that fails or panics has the hash of what it wrote.
        let _ = crate::panics::catch(|| write!(hashing, "{user}"));
        UserHash(hex(hashing.0.finish128().as_bytes()))
    }
}

/// The hash of a user.
#[derive(Clone, Copy)]
pub(crate) struct UserHash([u8; 32]);

impl UserHash {
    pub(super) fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default()
    }
}
