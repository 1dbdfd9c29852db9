//! A set: the codes that an endpoint can answer with.

/// What an endpoint can answer: `struct SignUp of Codes { … }` in `catalog!`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct CodeSet {
    /// Its name, which no other set of the catalogue has.
    pub name: String,
    /// Its doc comment.
    pub description: String,
    /// Its codes in the order of the catalogue, each once: those of its list, those that they are sent as (`public_as`), those of
    /// inner errors, and the code of unexpected failures.
    pub codes: Vec<String>,
    /// Those of its codes that `mask_5xx` replaces wherever the set has them.
    pub masked: Vec<String>,
}

impl CodeSet {
    /// A set.
    pub fn new(name: impl Into<String>, codes: Vec<String>) -> Self {
        Self { name: name.into(), description: String::new(), codes, masked: Vec::new() }
    }

    /// Whether it has a code.
    pub fn has(&self, code: &str) -> bool {
        self.codes.iter().any(|own| own == code)
    }

    /// Whether `mask_5xx` replaces a code wherever the set has it: clients receive another one.
    pub fn masks(&self, code: &str) -> bool {
        self.masked.iter().any(|own| own == code)
    }
}
