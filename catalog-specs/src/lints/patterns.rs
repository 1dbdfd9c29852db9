//! The names that patterns bind.

use syn::visit::{self, Visit};
use syn::{Expr, Member, Pat, PathSegment};

use crate::syntax::plain;

/// The names that a pattern binds, and whether they are in `Err(…)`.
pub(super) fn names_of(pattern: &Pat) -> Vec<(String, bool)> {
    let mut names = PatternNames { names: Vec::new(), inside: Inside::Value };
    names.visit_pat(pattern);
    names.names
}

struct PatternNames {
    names: Vec<(String, bool)>,
    inside: Inside,
}

/// What a part of a pattern is in.
#[derive(Clone, Copy)]
enum Inside {
    /// `Err(…)`.
    Error,
    /// Another variant, such as `Failed::Io(error)`, which has an error if its name says so.
    Variant,
    /// Anything else.
    Value,
}

impl Inside {
    fn of_variant(last: Option<&PathSegment>) -> Self {
        match last {
            Some(last) if last.ident == "Err" => Self::Error,
            Some(last) if last.ident != "Ok" && last.ident != "Some" => Self::Variant,
            _ => Self::Value,
        }
    }
}

impl<'ast> Visit<'ast> for PatternNames {
    fn visit_pat(&mut self, pattern: &'ast Pat) {
        match pattern {
            Pat::Ident(ident) => {
                let name = plain(&ident.ident);
                // An upper case name is a constant or a variant.
                if !name.starts_with(char::is_uppercase) {
                    let is_error = match self.inside {
                        Inside::Error => true,
                        Inside::Variant => name == "err" || name == "error",
                        Inside::Value => false,
                    };
                    self.names.push((name, is_error));
                }
                if let Some((_, inner)) = &ident.subpat {
                    self.visit_pat(inner);
                }
            }
            Pat::TupleStruct(tuple) => {
                let last = tuple.path.segments.last();
                let before = std::mem::replace(&mut self.inside, Inside::of_variant(last));
                for inner in &tuple.elems {
                    self.visit_pat(inner);
                }
                self.inside = before;
            }
            Pat::Struct(fields) => {
                let before = std::mem::replace(&mut self.inside, Inside::Value);
                for field in &fields.fields {
                    match (&field.member, &field.colon_token) {
                        (Member::Named(name), None) => self.names.push((plain(name), false)),
                        _ => self.visit_pat(&field.pat),
                    }
                }
                self.inside = before;
            }
            Pat::Guard(guard) => self.visit_pat(&guard.pat),
            other => visit::visit_pat(self, other),
        }
    }

    // Expressions in patterns bind nothing.
    fn visit_expr(&mut self, _: &'ast Expr) {}
}
