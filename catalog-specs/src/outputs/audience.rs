//! The readers of a document.

/// Whom a document is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Clients: only what they may know.
    Public,
    /// Developers and operators: everything.
    Internal,
}

impl Audience {
    /// Every audience.
    pub const ALL: &'static [Self] = &[Self::Public, Self::Internal];

    /// Its word in the file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Internal => "internal",
        }
    }
}
