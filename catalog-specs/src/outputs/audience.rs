//! The audience of a document.

/// The readers of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Clients: only public information.
    Public,
    /// Developers and operators: everything.
    Internal,
}

impl Audience {
    /// Every audience.
    pub const ALL: &'static [Self] = &[Self::Public, Self::Internal];

    /// The word in `error-catalog.toml`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Internal => "internal",
        }
    }
}
