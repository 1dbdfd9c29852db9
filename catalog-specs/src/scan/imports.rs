//! Splits `use` declarations into one import for each name.

use syn::{ItemUse, Path, UseTree};

use crate::syntax::plain;

/// One imported name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Import {
    /// The name in this module; `None` for `*`.
    pub name: Option<String>,
    /// The imported path. The path of `::name` begins with an empty segment.
    pub path: Vec<String>,
}

/// Splits a declaration.
pub(super) fn flatten(item: &ItemUse) -> Vec<Import> {
    let mut imports = Vec::new();
    let start = if item.leading_colon.is_some() { vec![String::new()] } else { Vec::new() };
    walk(&item.tree, start, &mut imports);
    imports
}

/// The segments of a path without generics. The path of `::name` begins with an empty one.
pub(super) fn segments(path: &Path) -> Vec<String> {
    let start = path.leading_colon.map(|_| String::new());
    start.into_iter().chain(path.segments.iter().map(|segment| plain(&segment.ident))).collect()
}

fn walk(tree: &UseTree, mut path: Vec<String>, imports: &mut Vec<Import>) {
    match tree {
        UseTree::Path(inner) => {
            path.push(plain(&inner.ident));
            walk(&inner.tree, path, imports);
        }
        UseTree::Name(name) => {
            // `a::{self}` imports `a`.
            let is_self = name.ident == "self" && !path.is_empty();
            if !is_self {
                path.push(plain(&name.ident));
            }
            imports.push(Import { name: path.last().cloned(), path });
        }
        UseTree::Rename(rename) => {
            if rename.ident != "self" {
                path.push(plain(&rename.ident));
            }
            imports.push(Import { name: Some(plain(&rename.rename)), path });
        }
        UseTree::Glob(_) => imports.push(Import { name: None, path }),
        UseTree::Group(group) => {
            for tree in &group.items {
                walk(tree, path.clone(), imports);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_a_list_of_names() {
        let item = syn::parse_str("use a::{self, b::{C, D as E}, f::*, r#type};").unwrap();
        let imports: Vec<_> = flatten(&item)
            .into_iter()
            .map(|import| {
                format!("{}={}", import.name.unwrap_or("*".into()), import.path.join("::"))
            })
            .collect();
        assert_eq!(imports, ["a=a", "C=a::b::C", "E=a::b::D", "*=a::f", "type=a::type"]);
        let item = syn::parse_str("use ::error_catalog as ec;").unwrap();
        assert_eq!(flatten(&item)[0].path, ["", "error_catalog"]);
    }
}
