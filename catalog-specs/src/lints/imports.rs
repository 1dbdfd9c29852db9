//! The names that `use` declares, each with the path that it stands for.

use syn::UseTree;

use super::scope::Scope;
use crate::syntax::plain;

/// Records the names of a `use` in the scope.
pub(super) fn import(tree: &UseTree, prefix: &mut Vec<String>, scope: &mut Scope<'_>) {
    match tree {
        UseTree::Path(path) => {
            prefix.push(plain(&path.ident));
            import(&path.tree, prefix, scope);
            prefix.pop();
        }
        UseTree::Name(name) => record(plain(&name.ident), plain(&name.ident), prefix, scope),
        UseTree::Rename(rename) => {
            record(plain(&rename.rename), plain(&rename.ident), prefix, scope);
        }
        UseTree::Group(group) => {
            for item in &group.items {
                import(item, prefix, scope);
            }
        }
        UseTree::Glob(_) => {
            let is_ours = |first: &String| matches!(first.as_str(), "crate" | "self" | "super");
            scope.has_foreign_glob |= !prefix.first().is_some_and(is_ours);
        }
    }
}

fn record(alias: String, name: String, prefix: &[String], scope: &mut Scope<'_>) {
    let path = if name == "self" {
        prefix.to_vec()
    } else {
        prefix.iter().cloned().chain([name]).collect()
    };
    let alias = if alias == "self" { path.last().cloned().unwrap_or_default() } else { alias };
    scope.imports.insert(alias, path);
}
