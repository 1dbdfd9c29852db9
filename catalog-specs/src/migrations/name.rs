//! Names of tables, indexes, triggers and functions, with the schema that they are in.

/// A name, perhaps with its schema.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Name {
    pub(super) schema: Option<String>,
    pub(super) own: String,
}

impl Name {
    /// Whether both can be of the same thing. A schema is compared if both have one.
    pub(super) fn fits(&self, other: &Self) -> bool {
        self.own == other.own
            && match (&self.schema, &other.schema) {
                (Some(one), Some(other)) => one == other,
                _ => true,
            }
    }

    /// Another name in the same schema.
    pub(super) fn beside(&self, own: String) -> Self {
        Self { schema: self.schema.clone(), own }
    }
}
