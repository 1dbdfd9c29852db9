//! What documents know of a registry and its sets beside the entries.

use crate::Entry;
use crate::rows::EnumCodes;

/// The parts of a registry's declaration that are not in its [`Settings`](crate::dialect::Settings).
#[derive(Debug, Clone, Copy)]
pub struct Described {
    /// The name of the registry.
    pub name: &'static str,
    /// Its doc comment.
    pub description: &'static str,
    /// Its module.
    pub module: &'static str,
    /// The dialect as it was written.
    pub dialect: &'static str,
    /// Whether an ambiguous status asks for a gRPC code.
    pub require_grpc: bool,
    /// Its sets.
    pub sets: &'static [DescribedSet],
}

/// A set as documents have it.
#[derive(Debug, Clone, Copy)]
pub struct DescribedSet {
    /// Its name.
    pub name: &'static str,
    /// Its doc comment.
    pub description: &'static str,
    /// What it lists.
    pub members: &'static [Member],
}

/// An entry of the list of a set. The codes of an enum come from a function, which costs the compiler less than their value:
/// there is one in each set that lists the enum.
#[derive(Debug, Clone, Copy)]
pub enum Member {
    /// An enum.
    Enum(fn() -> EnumCodes),
    /// Some variants of an enum.
    Variants(fn() -> EnumCodes, &'static [&'static str]),
    /// Another set.
    Set(&'static [Member]),
    /// Built-in codes, which a registry of the set lists.
    Codes(&'static [&'static str]),
    /// A registry with all its codes.
    Registry(&'static [&'static Entry]),
}
