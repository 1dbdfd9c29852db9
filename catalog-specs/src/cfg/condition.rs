//! A condition, parsed and displayed.

use std::collections::BTreeSet;
use std::fmt;

use proc_macro2::TokenStream;
use syn::Meta;

use crate::syntax::{args, nesting, written};

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Condition {
    /// `all(…)`.
    All(Vec<Self>),
    /// `any(…)`.
    Any(Vec<Self>),
    /// `not(…)`.
    Not(Box<Self>),
    /// `true` or `false`.
    Constant(bool),
    /// `unix` or `feature = "x"`.
    Flag(String),
}

impl Condition {
    /// Reads the argument of `cfg(…)`. Unknown syntax becomes a flag.
    pub(crate) fn read(tokens: &TokenStream) -> Self {
        if nesting::find_too_deep(tokens.clone(), nesting::IN_TYPE).is_some() {
            return Self::Flag(written(tokens));
        }
        Self::read_shallow(tokens)
    }

    fn read_shallow(tokens: &TokenStream) -> Self {
        match tokens.to_string().as_str() {
            "true" => return Self::Constant(true),
            "false" => return Self::Constant(false),
            _ => {}
        }
        let Ok(Meta::List(list)) = syn::parse2::<Meta>(tokens.clone()) else {
            return Self::Flag(written(tokens));
        };
        let parts = || -> Vec<Self> {
            let pieces = args::split(list.tokens.clone()).into_iter();
            pieces.map(|piece| Self::read_shallow(&piece.into_iter().collect())).collect()
        };
        match list.path.get_ident().map(ToString::to_string).as_deref() {
            Some("all") => Self::All(parts()),
            Some("any") => Self::Any(parts()),
            Some("not") => match parts().into_iter().next() {
                Some(part) => Self::Not(Box::new(part)),
                None => Self::Flag(written(tokens)),
            },
            _ => Self::Flag(format!("{}({})", written(&list.path), written(&list.tokens))),
        }
    }

    /// Reads a condition from its text.
    pub(crate) fn parse(text: &str) -> Self {
        text.parse().map_or_else(|_| Self::Flag(text.to_owned()), |tokens| Self::read(&tokens))
    }

    /// Collects the options that it depends on.
    pub(crate) fn options(&self, options: &mut BTreeSet<String>) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.options(options);
                }
            }
            Self::Not(part) => part.options(options),
            Self::Constant(_) => {}
            Self::Flag(name) => {
                options.insert(name.clone());
            }
        }
    }

    /// Whether it holds with these options set.
    pub(crate) fn holds(&self, set: &BTreeSet<String>) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(set)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(set)),
            Self::Not(part) => !part.holds(set),
            Self::Constant(value) => *value,
            Self::Flag(name) => set.contains(name),
        }
    }

    /// Whether it holds in tests only. Codes of tests are not part of a catalogue.
    pub(crate) fn is_test_only(&self) -> bool {
        self.evaluate(&|name| (name == "test").then_some(false)) == Some(false)
    }

    /// Evaluates it with partly known options.
    pub(super) fn evaluate(&self, value: &impl Fn(&str) -> Option<bool>) -> Option<bool> {
        let all = |parts: &[Self], deciding: bool| {
            let known: Vec<_> = parts.iter().map(|part| part.evaluate(value)).collect();
            if known.contains(&Some(deciding)) {
                return Some(deciding);
            }
            known.iter().all(Option::is_some).then_some(!deciding)
        };
        match self {
            Self::All(parts) => all(parts, false),
            Self::Any(parts) => all(parts, true),
            Self::Not(part) => part.evaluate(value).map(|known| !known),
            Self::Constant(value) => Some(*value),
            Self::Flag(name) => value(name),
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (word, parts) = match self {
            Self::All(parts) => ("all", parts.as_slice()),
            Self::Any(parts) => ("any", parts.as_slice()),
            Self::Not(part) => ("not", std::slice::from_ref(&**part)),
            Self::Constant(value) => return write!(f, "{value}"),
            Self::Flag(name) => return f.write_str(name),
        };
        let parts: Vec<_> = parts.iter().map(ToString::to_string).collect();
        write!(f, "{word}({})", parts.join(", "))
    }
}
