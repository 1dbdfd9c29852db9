//! What is wrong with a file, told as a compiler tells it.

use core::fmt;

use crate::model::Place;

/// Something that a reader of files found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub gravity: Gravity,
    /// The rule that is broken, where it is one of the catalogue's.
    pub rule: Option<&'static str>,
    /// Where it is; nothing where no file is to blame.
    pub place: Option<Place>,
    /// What is wrong.
    pub message: String,
    /// The cure; empty where there is none to say.
    pub help: String,
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gravity {
    /// Nothing is made of what was read.
    Error,
    /// Something was left out or may be meant otherwise.
    Warning,
}

impl Problem {
    /// Something wrong, at a place.
    pub fn error(place: Place, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            gravity: Gravity::Error,
            rule: None,
            place: Some(place),
            message: message.into(),
            help: help.into(),
        }
    }

    /// Something that a reader should know, at a place.
    pub fn warning(place: Place, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { gravity: Gravity::Warning, ..Self::error(place, message, help) }
    }

    /// Something wrong that has no place in a file.
    pub fn nowhere(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            gravity: Gravity::Error,
            rule: None,
            place: None,
            message: message.into(),
            help: help.into(),
        }
    }
}

impl Gravity {
    /// Its word in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        write!(f, "{}: {}", self.gravity.as_str(), self.message)?;
        for line in self.help.lines() {
            let word = if line.starts_with("note: ") { "" } else { "help: " };
            write!(f, "\n  {word}{line}")?;
        }
        Ok(())
    }
}
