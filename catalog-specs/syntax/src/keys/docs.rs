//! Doc comments that a reader of tokens cannot see.

use syn::{Attribute, Expr, Meta};

use crate::diag::Diag;
use catalog_specs_core::rules;

/// Reports a text that a macro makes: what reads an item comes before the macro, and documents would lack the text.
pub(crate) fn check_docs(attributes: &[Attribute], diag: &mut Diag) {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("doc")) {
        let Meta::NameValue(pair) = &attribute.meta else { continue };
        let mut value = &pair.value;
        while let Expr::Group(group) = value {
            value = &group.expr;
        }
        if let Expr::Macro(made) = value {
            let cure = "write the text itself as `/// ...`: documents have it too, and cannot see what a macro makes";
            let span = syn::spanned::Spanned::span(value);
            let found = format!("{}!(...)", crate::written(&made.mac.path));
            let values = [("found", found), ("cure", cure.to_owned())];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            diag.report(&rules::MALFORMED, span, &values);
        }
    }
}
