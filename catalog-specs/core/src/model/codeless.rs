//! The variants without a code of their own.

/// A variant that sends the code of another one, or those of the error in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CodelessVariant {
    /// Its path: `crate::orders::OrderError::Billing`.
    pub path: String,
    /// What it sends.
    pub sends: Sends,
}

/// What a variant without a code sends.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sends {
    /// The code of another variant (`same_as`), or that of `rest`.
    SameAs(String),
    /// The codes of the error in it (`transparent`).
    Inner,
    /// The same, with one code in place of each 5xx (`mask_5xx`).
    Masked(String),
}

const SAME_AS: &str = "same_as ";
const TRANSPARENT: &str = "transparent";
const MASKED: &str = "transparent mask_5xx ";

impl Sends {
    /// Reads the text of [`Self::write`].
    pub fn parse(text: &str) -> Option<Self> {
        let code = |start| text.strip_prefix(start).filter(|code| !code.is_empty());
        if text == TRANSPARENT {
            return Some(Self::Inner);
        }
        let same = code(SAME_AS).map(|code| Self::SameAs(code.to_owned()));
        same.or_else(|| code(MASKED).map(|code| Self::Masked(code.to_owned())))
    }

    /// One line, as specs and locks have it.
    pub fn write(&self) -> String {
        match self {
            Self::SameAs(code) => format!("{SAME_AS}{code}"),
            Self::Inner => TRANSPARENT.to_owned(),
            Self::Masked(code) => format!("{MASKED}{code}"),
        }
    }

    /// The code that it names.
    pub fn code_mut(&mut self) -> Option<&mut String> {
        match self {
            Self::SameAs(code) | Self::Masked(code) => Some(code),
            Self::Inner => None,
        }
    }
}

/// Sorts variants by path and keeps one of each: a variant may stand under two `cfg` conditions, and an enum may be listed with
/// two types in place of its parameter.
pub fn sort_codeless(variants: &mut Vec<CodelessVariant>) {
    variants.sort();
    variants.dedup_by(|again, first| again.path == first.path);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_variant_sends_is_read_back() {
        let code = || "ORDER_DOWN".to_owned();
        for sends in [Sends::Inner, Sends::SameAs(code()), Sends::Masked(code())] {
            assert_eq!(Sends::parse(&sends.write()), Some(sends));
        }
        for text in ["", "same_as ", "transparent mask_5xx ", "transparent mask"] {
            assert_eq!(Sends::parse(text), None, "{text}");
        }
    }
}
