//! The rooms.

use std::fmt;

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Room {
    Garden,
    Hall,
}

impl Room {
    pub fn capacity(self) -> u32 {
        match self {
            Self::Garden => 6,
            Self::Hall => 40,
        }
    }
}

impl fmt::Display for Room {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Garden => "garden",
            Self::Hall => "hall",
        })
    }
}
