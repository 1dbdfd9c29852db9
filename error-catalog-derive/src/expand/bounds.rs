//! Generics: the bounds that the generated impls need where a field's type is not known.

use catalog_specs_core::declared::Role;
use catalog_specs_syntax::build::{Answer, VariantItem};
use catalog_specs_syntax::field::FieldItem;
use catalog_specs_syntax::item::CatalogItem;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericArgument, GenericParam, PathArguments, Type};

/// The parts of an impl header.
pub(crate) struct Header {
    /// `<'a, T: Bound>`.
    pub(crate) generics: TokenStream,
    /// `AuthError<'a, T>`.
    pub(crate) ty: TokenStream,
    /// The predicates that the user wrote and the fields demand, each with a comma.
    predicates: TokenStream,
    /// Whether there is a type parameter at all.
    pub(crate) is_generic: bool,
}

impl Header {
    pub(crate) fn for_item(item: &CatalogItem<'_>) -> Self {
        let ident = &item.input.ident;
        let (generics, arguments, written) = item.input.generics.split_for_impl();
        let parameters: Vec<&Ident> =
            item.input.generics.type_params().map(|parameter| &parameter.ident).collect();
        let mut predicates = TokenStream::new();
        if let Some(clause) = written {
            for predicate in &clause.predicates {
                predicates.extend(quote!(#predicate,));
            }
        }
        if !parameters.is_empty() {
            for variant in &item.variants {
                for (at, field) in variant.fields.iter().enumerate() {
                    if mentions(field.ty, &parameters) {
                        predicates.extend(field_bounds(variant, at, field));
                    }
                }
            }
        }
        Self {
            generics: generics.to_token_stream(),
            ty: quote!(#ident #arguments),
            predicates,
            is_generic: !parameters.is_empty(),
        }
    }

    /// The where clause of an impl that needs the type itself to be something more.
    pub(crate) fn clause(&self, also: &TokenStream) -> TokenStream {
        let predicates = &self.predicates;
        let ty = &self.ty;
        let also = (self.is_generic && !also.is_empty()).then(|| quote!(#ty: #also,));
        if predicates.is_empty() && also.is_none() {
            TokenStream::new()
        } else {
            quote!(where #predicates #also)
        }
    }

    /// As [`clause`](Self::clause), of a trait that another impl is written for. Where that impl is refused, as for want of
    /// `Debug`, this one is not refused for the same reason: a bound over every lifetime is not checked here.
    pub(crate) fn clause_once(&self, also: &TokenStream) -> TokenStream {
        if self.is_generic {
            return self.clause(also);
        }
        let (predicates, ty) = (&self.predicates, &self.ty);
        quote!(where #predicates for<'__e> #ty: #also)
    }
}

/// The type with every lifetime `'static`, for a check outside of any generics.
pub(crate) fn static_type(item: &CatalogItem<'_>) -> TokenStream {
    type_within(item, &quote!('static))
}

/// The type with lifetimes that have no name.
pub(crate) fn anonymous_type(item: &CatalogItem<'_>) -> TokenStream {
    type_within(item, &quote!('_))
}

fn type_within(item: &CatalogItem<'_>, lifetime: &TokenStream) -> TokenStream {
    let ident = &item.input.ident;
    let arguments = item.input.generics.params.iter().map(|parameter| match parameter {
        GenericParam::Lifetime(_) => lifetime.clone(),
        GenericParam::Type(parameter) => parameter.ident.to_token_stream(),
        GenericParam::Const(parameter) => parameter.ident.to_token_stream(),
    });
    if item.input.generics.params.is_empty() {
        quote!(#ident)
    } else {
        quote!(#ident<#(#arguments),*>)
    }
}

fn field_bounds(variant: &VariantItem<'_>, at: usize, field: &FieldItem<'_>) -> TokenStream {
    let ty = field.ty;
    let placeholders = variant.placeholders.iter().filter(|placeholder| placeholder.field == at);
    let mut bounds: Vec<_> =
        placeholders.map(|placeholder| format_trait(&placeholder.spec)).collect();
    match &field.declared.role {
        Role::Detail { display: true, .. } | Role::Context { display: true, .. } => {
            bounds.push(quote!(::core::fmt::Display));
        }
        Role::Detail { .. } | Role::Context { .. } => bounds.push(quote!(_p::Serialize)),
        Role::Secret => bounds.push(quote!(_catalog::Masked)),
        Role::Private => {}
    }
    let mut bounds: TokenStream = bounds.into_iter().map(|bound| quote!(#ty: #bound,)).collect();
    match variant.answer {
        Answer::Transparent(_) => bounds.extend(quote!(#ty: _catalog::Catalogued + 'static,)),
        _ if field.declared.is_source => {
            let cause = option_of(ty).unwrap_or(ty);
            bounds.extend(quote!(#cause: ::core::error::Error + 'static,));
        }
        _ => {}
    }
    bounds
}

/// The type inside of an `Option`, recognized by how it is written, as in thiserror.
pub(crate) fn option_of(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ungrouped(ty) else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == "Option")?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first() {
        Some(GenericArgument::Type(inner)) if arguments.args.len() == 1 => Some(inner),
        _ => None,
    }
}

/// A type without the group that it stands in where a macro handed it over, and without parentheses.
pub(crate) fn ungrouped(mut ty: &Type) -> &Type {
    loop {
        ty = match ty {
            Type::Group(group) => &group.elem,
            Type::Paren(group) => &group.elem,
            _ => return ty,
        };
    }
}

/// The trait of a format spec, by its last character.
fn format_trait(spec: &str) -> TokenStream {
    let name = match spec.trim_end().chars().next_back() {
        Some('?') => "Debug",
        Some('x') => "LowerHex",
        Some('X') => "UpperHex",
        Some('o') => "Octal",
        Some('b') => "Binary",
        Some('e') => "LowerExp",
        Some('E') => "UpperExp",
        Some('p') => "Pointer",
        _ => "Display",
    };
    let name = Ident::new(name, Span::call_site());
    quote!(::core::fmt::#name)
}

/// Whether a type has a parameter of its item, or a lifetime that has no name.
pub(crate) fn mentions_generics(item: &CatalogItem<'_>, ty: &Type) -> bool {
    fn any(tokens: TokenStream, item: &CatalogItem<'_>) -> bool {
        let mut is_lifetime = false;
        tokens.into_iter().any(|token| {
            let after_tick = core::mem::replace(
                &mut is_lifetime,
                matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '\''),
            );
            match token {
                TokenTree::Ident(ident) if after_tick => ident != "static",
                TokenTree::Ident(ident) => {
                    ident == "Self"
                        || item.input.generics.params.iter().any(|parameter| match parameter {
                            GenericParam::Type(parameter) => parameter.ident == ident,
                            GenericParam::Const(parameter) => parameter.ident == ident,
                            GenericParam::Lifetime(_) => false,
                        })
                }
                TokenTree::Punct(punct) => punct.as_char() == '&',
                TokenTree::Group(group) => any(group.stream(), item),
                TokenTree::Literal(_) => false,
            }
        })
    }
    any(ty.to_token_stream(), item)
}

fn mentions(ty: &Type, parameters: &[&Ident]) -> bool {
    fn any(tokens: TokenStream, parameters: &[&Ident]) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Ident(ident) => parameters.contains(&&ident),
            TokenTree::Group(group) => any(group.stream(), parameters),
            TokenTree::Punct(_) | TokenTree::Literal(_) => false,
        })
    }
    any(ty.to_token_stream(), parameters)
}
