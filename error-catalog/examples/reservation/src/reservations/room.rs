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
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Garden => "garden",
            Self::Hall => "hall",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        [Self::Garden, Self::Hall].into_iter().find(|known| known.as_str() == word)
    }

    pub fn capacity(self) -> u32 {
        match self {
            Self::Garden => 6,
            Self::Hall => 40,
        }
    }
}

impl fmt::Display for Room {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
