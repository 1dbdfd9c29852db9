//! The accounts there are.

use std::collections::BTreeMap;

use error_catalog::Secret;
use garde::Validate;
use serde::{Deserialize, Serialize};

use super::{Status, UserError};

/// The number of the account that is there from the start.
pub const ADMINISTRATOR: u64 = 1;

#[derive(Debug, Clone, Serialize)]
pub struct User {
    pub id: u64,
    pub email: String,
    pub role: Role,
    pub status: Status,
    // A real service keeps a hash of it.
    #[serde(skip)]
    password: Secret<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Administrator,
    Guest,
}

#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewUser {
    #[garde(email, length(chars, max = 254))]
    email: String,
    #[garde(length(chars, min = 8, max = 128))]
    password: String,
}

#[derive(Default)]
pub struct Accounts(BTreeMap<u64, User>);

impl Accounts {
    pub fn with_administrator() -> Self {
        let administrator = User {
            id: ADMINISTRATOR,
            email: "admin@example.com".into(),
            role: Role::Administrator,
            status: Status::Active,
            password: Secret::new("open sesame".into()),
        };
        Self([(ADMINISTRATOR, administrator)].into())
    }

    pub fn open(&mut self, new: NewUser) -> Result<&User, UserError> {
        if self.0.values().any(|user| user.email == new.email) {
            return Err(UserError::EmailExists);
        }
        let id = self.0.keys().last().map_or(1, |last| last + 1);
        let user = User {
            id,
            email: new.email,
            role: Role::Guest,
            status: Status::Active,
            password: new.password.into(),
        };
        Ok(self.0.entry(id).or_insert(user))
    }

    pub fn get(&self, id: u64) -> Result<&User, UserError> {
        self.0.get(&id).ok_or(UserError::NotFound { id })
    }

    /// A person who may sign in.
    pub fn with_password(&self, email: &str, password: &str) -> Option<&User> {
        let mut users = self.0.values();
        let user = users.find(|user| user.email == email)?;
        let may = user.status == Status::Active && user.password.expose() == password;
        may.then_some(user)
    }

    pub fn change_status(&mut self, id: u64, to: Status) -> Result<&User, UserError> {
        let user = self.0.get_mut(&id).ok_or(UserError::NotFound { id })?;
        let from = user.status;
        if from == Status::Closed || from == to {
            return Err(UserError::InvalidStatus { id, from, to });
        }
        user.status = to;
        Ok(user)
    }
}
