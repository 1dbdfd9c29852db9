//! A condition on a code.

use crate::keys::{Key, Kind, Value};
use crate::model::{Entry, Group};

/// A condition on a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Condition {
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
    Compare(Field, Operator, Operand),
    Flag(Flag),
}

/// What a condition compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Domain,
    Key(Key),
}

/// What holds or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flag {
    /// It is deprecated.
    Deprecated,
    /// Clients receive the code itself, not another one in its place.
    Public,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
}

/// The value that a field is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Operand {
    Text(String),
    /// The index of a word in its vocabulary, or a number.
    Rank(usize),
}

impl Flag {
    pub(crate) const ALL: &'static [Self] = &[Self::Deprecated, Self::Public];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Deprecated => "deprecated",
            Self::Public => "public",
        }
    }
}

impl Operator {
    pub(crate) const ALL: &'static [(&'static str, Self)] = &[
        ("=", Self::Equal),
        ("!=", Self::Unequal),
        ("<", Self::Less),
        ("<=", Self::AtMost),
        (">", Self::More),
        (">=", Self::AtLeast),
    ];

    fn holds(self, order: core::cmp::Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::Unequal => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::More => order.is_gt(),
            Self::AtLeast => order.is_ge(),
        }
    }
}

impl Field {
    /// Every field: the domain, and the keys of codes whose value is one word, number or text.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        let is_plain = |key: &Key| {
            matches!(key.kind(), Kind::Name | Kind::Text | Kind::Word(_) | Kind::Status)
        };
        core::iter::once(Self::Domain).chain(Key::of_codes().filter(is_plain).map(Self::Key))
    }

    pub(crate) fn by_name(name: &str) -> Option<Self> {
        Self::all().find(|field| field.name() == name)
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Domain => Key::Domain.name(),
            Self::Key(key) => key.name(),
        }
    }

    /// Whether `<` means something: the incident level P0 comes before P1, the severity WARNING before ERROR.
    pub(crate) const fn is_ordered(self) -> bool {
        matches!(self, Self::Key(Key::Status | Key::Incident | Key::Severity))
    }
}

impl Condition {
    /// Whether it holds for a code.
    pub(crate) fn holds(&self, group: &Group, entry: &Entry) -> bool {
        match self {
            Self::All(all) => all.iter().all(|condition| condition.holds(group, entry)),
            Self::Any(any) => any.iter().any(|condition| condition.holds(group, entry)),
            Self::Not(condition) => !condition.holds(group, entry),
            Self::Flag(Flag::Deprecated) => entry.deprecated.is_some(),
            Self::Flag(Flag::Public) => entry.public_as.is_none(),
            Self::Compare(field, operator, operand) => {
                compare(*field, *operator, operand, group, entry)
            }
        }
    }

    /// The domains it names.
    pub(crate) fn domains(&self) -> Vec<&str> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::domains).collect(),
            Self::Not(part) => part.domains(),
            Self::Compare(Field::Domain, _, Operand::Text(domain)) => vec![domain],
            _ => Vec::new(),
        }
    }
}

fn compare(
    field: Field,
    operator: Operator,
    operand: &Operand,
    group: &Group,
    entry: &Entry,
) -> bool {
    let value = match field {
        Field::Domain => Some(Value::Text(group.domain.as_str().into())),
        Field::Key(key) => entry.effective(key),
    };
    let order = match (value, operand) {
        (Some(Value::Text(text)), Operand::Text(other)) => Some(text.as_ref().cmp(other.as_str())),
        (Some(Value::Status(status)), Operand::Rank(rank)) => Some(usize::from(status).cmp(rank)),
        (Some(Value::Word(word)), Operand::Rank(rank)) => field.rank(word).map(|own| own.cmp(rank)),
        _ => None,
    };
    // Nothing is equal to a value that is not declared.
    order.map_or(operator == Operator::Unequal, |order| operator.holds(order))
}

impl Field {
    /// The index of a word in the vocabulary of the key.
    pub(crate) fn rank(self, word: &str) -> Option<usize> {
        let Self::Key(key) = self else { return None };
        let Kind::Word(vocabulary) = key.kind() else { return None };
        vocabulary.words.iter().position(|known| *known == word)
    }
}
