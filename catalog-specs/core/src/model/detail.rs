//! The fields of a variant that clients receive.

/// A field that clients receive.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Detail {
    /// Its name on the wire.
    pub name: String,
    /// Its name in the variant, which placeholders use; the index in a tuple.
    pub field: String,
    /// Its type, as written.
    pub type_name: String,
    /// Its doc comment.
    pub doc: String,
    /// Whether its members become details.
    pub flatten: bool,
    /// Whether it is sent as its `Display` text.
    pub display: bool,
    /// Whether it holds the delay before a retry.
    pub retry_after: bool,
    /// The data class of its value: a mask has a rule for each class.
    pub data_class: Option<String>,
}

impl Detail {
    /// Whether it holds the violations of the facade: a map of path to text, with the rules beside where a dialect has
    /// room for them.
    pub fn is_violations(&self) -> bool {
        self.flatten && self.type_name.rsplit("::").next() == Some("Violations")
    }

    /// Whether it is an `Option`: `None` is not sent.
    pub fn optional(&self) -> bool {
        self.some_type() != self.type_name
    }

    /// Its type without the `Option` around it.
    pub fn some_type(&self) -> &str {
        let name = self.type_name.as_str();
        let Some((path, inner)) = name.split_once('<') else { return name };
        let is_option = path.rsplit("::").next() == Some("Option");
        inner.strip_suffix('>').filter(|_| is_option).map_or(name, str::trim)
    }
}
