//! The two matches over `self`: which entry a variant has, and which fields it shows to whom.

mod entry;
mod fields;

use catalog_specs_syntax::build::VariantItem;
use catalog_specs_syntax::field::FieldItem;
use catalog_specs_syntax::item::CatalogItem;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::{Fields, GenericParam};

pub(crate) use entry::entry_match;
pub(crate) use fields::{fields_match, plain_type};

use super::bounds::anonymous_type;

/// How many arms a match may have. One of n arms costs the compiler about n * n, so a longer one goes on in
/// functions.
pub(crate) const ARMS: usize = 256;

/// A match that may go on in functions.
pub(crate) struct Match {
    /// The functions.
    pub(crate) functions: TokenStream,
    /// The body of the method.
    pub(crate) body: TokenStream,
}

impl From<TokenStream> for Match {
    fn from(body: TokenStream) -> Self {
        Self { functions: TokenStream::new(), body }
    }
}

/// Functions over `self` that go on in one another.
struct Chain<'i> {
    item: &'i CatalogItem<'i>,
    /// The names of the functions, up to their numbers.
    name: &'static str,
    /// The parameters beside `self`, and how they are handed on.
    parameters: TokenStream,
    arguments: TokenStream,
    /// What the functions give.
    output: TokenStream,
}

/// How many arms a match of an item may have before it goes on in functions. That of a type with parameters never
/// does: it would repeat their bounds, of which the user's lints have much to say, and so many variants and a
/// parameter are seldom together.
fn most_arms(item: &CatalogItem<'_>) -> usize {
    let mut parameters = item.input.generics.params.iter();
    let has_bounds = parameters.any(|parameter| !matches!(parameter, GenericParam::Lifetime(_)));
    if has_bounds { usize::MAX } else { ARMS }
}

impl Chain<'_> {
    /// Writes the functions, and the call of the first. What no arm takes is given by `otherwise`.
    fn write(&self, parts: &[TokenStream], otherwise: &TokenStream) -> Match {
        let Self { item, name, parameters, arguments, output } = self;
        let ty = anonymous_type(item);
        let called = |at: usize| format_ident!("__{name}_{at}");
        let functions = parts.iter().enumerate().map(|(at, arms)| {
            let (this, next) = (called(at), called(at + 1));
            let others = if at + 1 < parts.len() {
                quote!(#next(__self, #arguments))
            } else {
                otherwise.clone()
            };
            quote! {
                fn #this(__self: &#ty, #parameters) -> #output {
                    match __self { #arms _ => #others }
                }
            }
        });
        let first = called(0);
        Match { functions: functions.collect(), body: quote!(#first(self, #arguments)) }
    }
}

/// A pattern for a variant that binds the fields asked for.
pub(crate) fn pattern<'f>(
    item: &CatalogItem<'_>,
    variant: &VariantItem<'_>,
    bound: impl IntoIterator<Item = &'f FieldItem<'f>>,
) -> TokenStream {
    pattern_of(item, variant, bound.into_iter().map(|field| (field, binding(field))))
}

/// The same with locals of other names than their own.
fn pattern_of<'f>(
    item: &CatalogItem<'_>,
    variant: &VariantItem<'_>,
    bound: impl IntoIterator<Item = (&'f FieldItem<'f>, Ident)>,
) -> TokenStream {
    let path = path(item, variant.ident);
    let bindings = bound.into_iter().map(|(field, binding)| {
        let member = &field.member;
        quote!(#member: #binding,)
    });
    if let (Fields::Unit, false) = (variant.shape, item.is_struct) {
        path
    } else {
        quote!(#path { #(#bindings)* .. })
    }
}

/// `AuthError::Variant`, or `Self` for a struct. Not `Self::Variant`, which the compiler looks for
/// among all variants each time.
pub(crate) fn path(item: &CatalogItem<'_>, variant: &Ident) -> TokenStream {
    let name = &item.input.ident;
    if item.is_struct { quote!(Self) } else { quote!(#name::#variant) }
}

/// The local that a field is bound to.
pub(crate) fn binding(field: &FieldItem<'_>) -> Ident {
    // Where a bound is not met, rustc points at the field's type.
    format_ident!("__field_{}", field.declared.name, span = field.ty_span)
}

/// The error that a transparent variant holds, as one with a code. It is written alike wherever it is used: rustc reports an
/// error without a code once.
pub(crate) fn held(field: &FieldItem<'_>) -> TokenStream {
    let binding = binding(field);
    quote!(_p::held_error(#binding))
}

/// The parameter that looks at the fields. It is a local of ours whatever the span of the tokens
/// around it, and no [`binding`] has its name.
pub(crate) fn fields_local() -> Ident {
    Ident::new("fields_", Span::mixed_site())
}
