//! The parts of entries.

/// What all entries of one enum share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Declared {
    /// The domain of the codes.
    pub domain: &'static str,
    /// The name of the enum.
    pub type_name: &'static str,
    /// The module of the enum.
    pub module: &'static str,
    /// The doc comment of the enum.
    pub description: &'static str,
    /// The locales every message has, the default first; empty where none is declared.
    pub locales: &'static [&'static str],
    /// Whether the enum is `#[non_exhaustive]`.
    pub non_exhaustive: bool,
}

impl Declared {
    #[doc(hidden)]
    pub const fn new(
        domain: &'static str,
        type_name: &'static str,
        module: &'static str,
        description: &'static str,
        locales: &'static [&'static str],
    ) -> Self {
        Self { domain, type_name, module, description, locales, non_exhaustive: false }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn non_exhaustive(self) -> Self {
        Self { non_exhaustive: true, ..self }
    }
}

/// A public detail of a code: a field that clients receive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Detail {
    /// Its name on the wire.
    pub name: &'static str,
    /// Its type in Rust, as written.
    pub type_name: &'static str,
    /// Its doc comment.
    pub doc: &'static str,
    /// Whether it is spread over the details instead of being one of them.
    pub flatten: bool,
}

impl Detail {
    #[doc(hidden)]
    pub const fn new(
        name: &'static str,
        type_name: &'static str,
        doc: &'static str,
        flatten: bool,
    ) -> Self {
        Self { name, type_name, doc, flatten }
    }
}

/// That a code is deprecated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Deprecated {
    /// Since which version.
    pub since: &'static str,
    /// The codes to look at instead.
    pub replaced_by: &'static [&'static str],
    /// When it will be gone, if that is known.
    pub until: Option<&'static str>,
}

impl Deprecated {
    #[doc(hidden)]
    pub const fn new(
        since: &'static str,
        replaced_by: &'static [&'static str],
        until: Option<&'static str>,
    ) -> Self {
        Self { since, replaced_by, until }
    }
}

/// The message of a code in one locale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Translation {
    /// The locale's tag.
    pub locale: &'static str,
    /// The message template.
    pub message: &'static str,
    /// The whole body in the standard dialect; empty where the message has placeholders.
    pub json: &'static str,
}

/// What entries of one enum with the same details share.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shared(
    /// The enum.
    pub &'static Declared,
    /// The public fields.
    pub &'static [Detail],
);
