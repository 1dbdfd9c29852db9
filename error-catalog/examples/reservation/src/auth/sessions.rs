//! The sessions that are open, and those that were not long ago.

use std::collections::HashMap;
use std::fmt::Write as _;

use error_catalog::{OrFail as _, Secret, failure::Unexpected};
use jiff::{SignedDuration, Timestamp};

use super::AuthError;
use crate::users::{Role, User};

/// How long an expired token is still recognised as one.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24);

/// A user who is signed in. A handler that takes one requires it.
#[derive(Debug, Clone)]
pub struct Session {
    pub token: Secret<String>,
    pub user: u64,
    pub expires_at: Timestamp,
    role: Role,
}

#[derive(Default)]
pub struct Sessions(HashMap<String, Session>);

impl Session {
    pub fn must_be_administrator(&self, action: &'static str) -> Result<(), AuthError> {
        match self.role {
            Role::Administrator => Ok(()),
            Role::Guest => Err(AuthError::InsufficientPermissions { user: self.user, action }),
        }
    }

    /// Requires the owner of an account, or an administrator.
    pub fn must_be(&self, owner: u64, action: &'static str) -> Result<(), AuthError> {
        if self.user == owner { Ok(()) } else { self.must_be_administrator(action) }
    }
}

impl Sessions {
    pub fn open(&mut self, user: &User, lifetime: SignedDuration) -> Result<Session, Unexpected> {
        let now = Timestamp::now();
        self.0.retain(|_, session| now.duration_since(session.expires_at) < REMEMBERED);
        let token = new_token()?;
        let expires_at = now + lifetime;
        let session =
            Session { token: token.clone().into(), user: user.id, expires_at, role: user.role };
        self.0.insert(token, session.clone());
        Ok(session)
    }

    pub fn find(&self, token: &str) -> Result<Session, AuthError> {
        let session = self.0.get(token).ok_or(AuthError::TokenInvalid)?;
        if session.expires_at <= Timestamp::now() {
            return Err(AuthError::TokenExpired);
        }
        Ok(session.clone())
    }

    pub fn close(&mut self, session: &Session) {
        self.0.remove(session.token.expose());
    }

    /// Ends all sessions of a user.
    pub fn close_all_of(&mut self, user: u64) {
        self.0.retain(|_, session| session.user != user);
    }
}

/// 256 random bits.
fn new_token() -> Result<String, Unexpected> {
    let mut random = [0_u8; 32];
    getrandom::fill(&mut random).or_internal_with(|| "making a token")?;
    let mut token = String::with_capacity(2 * random.len());
    for byte in random {
        write!(token, "{byte:02x}").or_internal()?;
    }
    Ok(token)
}
