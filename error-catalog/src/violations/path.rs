//! Paths of fields, as clients read them: `items[2].price`.

use core::fmt::{self, Write as _};

/// Longer than any path in use; input that is nested to no end must not fill a response.
const LONGEST: usize = 512;

/// The path of a field, built from the outside in.
///
/// ```
/// use error_catalog::validation::FieldPath;
///
/// let path = FieldPath::new().key("items").index(2).key("price");
/// assert_eq!(path.to_string(), "items[2].price");
/// // A key that looks like a path is quoted.
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldPath(String);

impl FieldPath {
    /// The path of the whole input.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the name of a member.
    #[must_use]
    pub fn key(mut self, name: &str) -> Self {
        if self.has_room_for(name) {
            push_key(name, &mut self.0);
        }
        self
    }

    /// Adds the index of an element.
    #[must_use]
    pub fn index(mut self, index: usize) -> Self {
        if self.has_room_for("") {
            // Writing to a `String` does not fail.
            let _ = write!(self.0, "[{index}]");
        }
        self
    }

    /// Whether it is the path of the whole input.
    pub fn is_whole(&self) -> bool {
        self.0.is_empty()
    }

    /// A path that is too long ends where it was still short enough.
    fn has_room_for(&self, name: &str) -> bool {
        self.0.len() + name.len() <= LONGEST
    }
}

/// Adds a member to a path.
pub(crate) fn push_key(name: &str, path: &mut String) {
    if name.is_empty() || name.contains(['.', '[', ']']) {
        let mut quoted = Vec::new();
        crate::json::write_string(name, &mut quoted);
        path.push('[');
        path.push_str(&String::from_utf8_lossy(&quoted));
        path.push(']');
        return;
    }
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(name);
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<FieldPath> for String {
    fn from(path: FieldPath) -> Self {
        path.0
    }
}
