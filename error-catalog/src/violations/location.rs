//! Where a field is, in the words of `OpenAPI`.

/// A place of a request beside its body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Location {
    /// The query.
    Query,
    /// A parameter of the path.
    Path,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

impl Location {
    pub(crate) const ALL: [Self; 4] = [Self::Query, Self::Path, Self::Header, Self::Cookie];

    /// `query`, `path`, `header` or `cookie`, as in a parameter's `in` of `OpenAPI`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Path => "path",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}
