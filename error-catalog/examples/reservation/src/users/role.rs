//! What an account may do.

use serde::Serialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Administrator,
    Guest,
}

impl Role {
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "administrator" => Some(Self::Administrator),
            "guest" => Some(Self::Guest),
            _ => None,
        }
    }
}
