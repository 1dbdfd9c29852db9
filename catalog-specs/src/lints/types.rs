//! The outline of a type: enough to know a result, its error, and the owner of a method.

use syn::{GenericArgument, GenericParam, Generics, Path, PathArguments, Type, TypeParamBound};

use crate::syntax::plain;

/// The last name of a type's path, and its type arguments.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct TypeOutline {
    pub name: String,
    pub args: Vec<TypeOutline>,
}

/// The type of a status in `http`, and so in axum, actix and others.
pub(super) const STATUS: &str = "StatusCode";

/// Types behind which the type that matters stands.
const WRAPPERS: &[&str] = &[
    "Arc",
    "Box",
    "BoxFuture",
    "Data",
    "Extension",
    "LazyLock",
    "LocalBoxFuture",
    "Mutex",
    "OnceLock",
    "Pin",
    "Rc",
    "RefCell",
    "RwLock",
    "State",
];

/// Deeper types are cut.
const MAX_DEPTH: usize = 8;

/// The outline of a type; `None` for tuples, slices and the like.
pub(super) fn outline(ty: &Type) -> Option<TypeOutline> {
    outline_at(ty, 0)
}

fn outline_at(ty: &Type, depth: usize) -> Option<TypeOutline> {
    if depth > MAX_DEPTH {
        return None;
    }
    match ty {
        Type::Group(group) => outline_at(&group.elem, depth),
        Type::Paren(paren) => outline_at(&paren.elem, depth),
        Type::Reference(reference) => outline_at(&reference.elem, depth),
        Type::Path(path) => outline_of_path(&path.path, depth),
        Type::ImplTrait(bounds) => outline_of_bounds(&bounds.bounds, depth),
        Type::TraitObject(bounds) => outline_of_bounds(&bounds.bounds, depth),
        _ => None,
    }
}

fn outline_of_bounds<'b>(
    bounds: impl IntoIterator<Item = &'b TypeParamBound>,
    depth: usize,
) -> Option<TypeOutline> {
    let path = bounds.into_iter().find_map(|bound| match bound {
        TypeParamBound::Trait(bound) => Some(&bound.path),
        _ => None,
    })?;
    // A future is what it results in.
    output(path, depth).or_else(|| outline_of_path(path, depth))
}

/// `T` of `Future<Output = T>`.
fn output(path: &Path, depth: usize) -> Option<TypeOutline> {
    let PathArguments::AngleBracketed(arguments) = &path.segments.last()?.arguments else {
        return None;
    };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::AssocType(assoc) if assoc.ident == "Output" => {
            outline_at(&assoc.ty, depth + 1)
        }
        _ => None,
    })
}

fn outline_of_path(path: &Path, depth: usize) -> Option<TypeOutline> {
    let last = path.segments.last()?;
    let args = match &last.arguments {
        PathArguments::AngleBracketed(arguments) => {
            let types = arguments.args.iter().filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            });
            // An argument without an outline keeps its position.
            types.map(|ty| outline_at(ty, depth + 1).unwrap_or_default()).collect()
        }
        _ => Vec::new(),
    };
    Some(TypeOutline { name: plain(&last.ident), args })
}

impl TypeOutline {
    /// A type of which only the name is known.
    pub(super) fn named(name: &str) -> Self {
        Self { name: name.to_owned(), args: Vec::new() }
    }

    /// The type behind smart pointers, locks and extractors.
    pub(super) fn unwrapped(&self) -> &Self {
        let mut outline = self;
        while WRAPPERS.contains(&outline.name.as_str()) {
            let Some(inner) = outline.args.first() else { break };
            outline = inner;
        }
        outline
    }
}

/// The bounds of type parameters: `S` of `S: Store` is the trait `Store`.
pub(super) fn bounds(generics: &Generics) -> Vec<(String, TypeOutline)> {
    let params = generics.params.iter().filter_map(|param| match param {
        GenericParam::Type(param) => {
            Some((plain(&param.ident), outline_of_bounds(&param.bounds, 0)?))
        }
        _ => None,
    });
    params.collect()
}
