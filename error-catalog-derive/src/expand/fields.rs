//! The two matches over `self`: which row a variant has, and which fields it shows to whom.

use catalog_specs::syntax::field::{FieldItem, Role};
use catalog_specs::syntax::item::CatalogItem;
use catalog_specs::syntax::variant::{Answer, VariantItem};
use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream};
use quote::{TokenStreamExt, format_ident, quote, quote_spanned};
use syn::Fields;

/// A pattern for a variant that binds the fields asked for.
pub(crate) fn pattern<'f>(
    item: &CatalogItem<'_>,
    variant: &VariantItem<'_>,
    bound: impl IntoIterator<Item = &'f FieldItem<'f>>,
) -> TokenStream {
    let path = path(item, variant.ident);
    let bindings = bound.into_iter().map(|field| {
        let (member, binding) = (&field.member, binding(field));
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
    format_ident!("__{}", field.name, span = field.ty_span)
}

/// The parameter that looks at the fields. It is a local of ours whatever the span of the tokens
/// around it, and no [`binding`] has its name.
pub(crate) fn fields_local() -> Ident {
    Ident::new("fields_", Span::mixed_site())
}

/// `match self` to the row of each variant.
pub(crate) fn row_match(item: &CatalogItem<'_>) -> TokenStream {
    if item.variants.is_empty() {
        return quote!(match *self {});
    }
    let positions = item.row_positions();
    // Where no variant has a row, the match itself is the answer: code after it could not be reached.
    let leave = positions.iter().any(Option::is_some).then(|| quote!(return));
    let mut arms = TokenStream::new();
    for (variant, row) in item.variants.iter().zip(&positions) {
        match (row, &variant.answer) {
            (Some(row), _) => plain_arm(&mut arms, item, variant, *row),
            (None, Answer::Transparent(_)) => {
                let pattern = pattern(item, variant, &variant.fields);
                let inner =
                    variant.fields.iter().map(|field| forwarded(field, &quote!(catalog_row)));
                arms.extend(quote!(#pattern => #leave #(#inner)*,));
            }
            (None, _) => {
                let pattern = pattern(item, variant, []);
                arms.extend(quote!(#pattern => #leave _p::broken(),));
            }
        }
    }
    let rows = quote!(match self { #arms });
    if leave.is_none() {
        return rows;
    }
    quote! {
        let __row: ::core::primitive::usize = #rows;
        _p::row_at(&__ROWS, __row)
    }
}

/// `AuthError::TokenExpired => 3,`: the arm that there are most of, written token by token, because
/// every stream that is put into another is a call to the compiler.
fn plain_arm(
    arms: &mut TokenStream,
    item: &CatalogItem<'_>,
    variant: &VariantItem<'_>,
    row: usize,
) {
    let sign = |arms: &mut TokenStream, first, second| {
        arms.append(Punct::new(first, Spacing::Joint));
        arms.append(Punct::new(second, Spacing::Alone));
    };
    if item.is_struct {
        arms.append(Ident::new("Self", Span::call_site()));
    } else {
        arms.append(item.input.ident.clone());
        sign(arms, ':', ':');
        arms.append(variant.ident.clone());
    }
    if item.is_struct || !matches!(variant.shape, Fields::Unit) {
        arms.append(Group::new(Delimiter::Brace, quote!(..)));
    }
    sign(arms, '=', '>');
    arms.append(Literal::usize_unsuffixed(row));
    arms.append(Punct::new(',', Spacing::Alone));
}

/// A method of the error that a transparent variant holds.
pub(crate) fn forwarded(field: &FieldItem<'_>, method: &TokenStream) -> TokenStream {
    let binding = binding(field);
    let span = field.ty_span;
    quote_spanned!(span=> _catalog::Catalogued::#method(#binding))
}

/// `match self` that shows each field to its role.
pub(crate) fn fields_match(item: &CatalogItem<'_>) -> TokenStream {
    let fields = fields_local();
    let mut arms = TokenStream::new();
    let mut silent = 0;
    for variant in &item.variants {
        let shown = shown_fields(variant);
        let body = match &variant.answer {
            Answer::Transparent(_) => {
                let inner = variant.fields.iter().map(|field| {
                    let binding = binding(field);
                    quote!(_catalog::Catalogued::catalog_fields(#binding, #fields))
                });
                quote!(#(#inner)*)
            }
            Answer::Broken => TokenStream::new(),
            _ => show(variant),
        };
        if body.is_empty() {
            silent += 1;
        } else {
            let pattern = pattern(item, variant, shown);
            arms.extend(quote!(#pattern => { #body }));
        }
    }
    if arms.is_empty() {
        return quote!(let _ = #fields;);
    }
    let others = (silent > 0).then(|| quote!(_ => {}));
    quote!(match self { #arms #others })
}

fn shown_fields<'v>(variant: &'v VariantItem<'v>) -> Vec<&'v FieldItem<'v>> {
    let is_transparent = matches!(variant.answer, Answer::Transparent(_));
    let has_role =
        |field: &FieldItem<'_>| !matches!(field.role, Role::Private) || field.is_retry_after;
    variant
        .fields
        .iter()
        .enumerate()
        .filter(|(at, field)| {
            let named = variant.placeholders.iter().any(|placeholder| placeholder.field == *at);
            is_transparent || named || has_role(field)
        })
        .map(|(_, field)| field)
        .collect()
}

fn show(variant: &VariantItem<'_>) -> TokenStream {
    let mut body = TokenStream::new();
    let fields = fields_local();
    for field in &variant.fields {
        let binding = binding(field);
        let span = field.ty_span;
        match &field.role {
            Role::Private => {}
            Role::Secret => body.extend(quote_spanned!(span=> _p::secret(#binding);)),
            Role::Detail { flatten: true, .. } => {
                body.extend(quote_spanned!(span=> _p::flattened_detail(#fields, #binding);));
            }
            Role::Detail { name, display, .. } => {
                let name = &name.value;
                body.extend(if *display {
                    quote_spanned!(span=> _p::text_detail(#fields, #name, #binding);)
                } else if is_plain_placeholder(variant, field, name) {
                    quote_spanned!(span=> _p::shown_detail(#fields, #name, #binding);)
                } else {
                    quote_spanned!(span=> _p::detail(#fields, #name, #binding);)
                });
            }
            Role::Context { name, display } => {
                body.extend(if *display {
                    quote_spanned!(span=> _p::text_context(#fields, #name, #binding);)
                } else {
                    quote_spanned!(span=> _p::context(#fields, #name, #binding);)
                });
            }
        }
        if field.is_retry_after {
            body.extend(quote_spanned!(span=> _p::retry_after(#fields, #binding);));
        }
    }
    if let Answer::SameAs(_, Some(display)) = &variant.answer {
        body.extend(quote!(#fields.display(#display);));
    }
    for placeholder in &variant.placeholders {
        let Some(field) = variant.fields.get(placeholder.field) else { continue };
        let (whole, binding, span) = (&placeholder.whole, binding(field), field.ty_span);
        if matches!(&field.role, Role::Detail { name, display: false, flatten: false } if name.value == *whole)
        {
            continue;
        }
        body.extend(if placeholder.spec.is_empty() {
            quote_spanned!(span=> _p::placeholder(#fields, #whole, #binding);)
        } else {
            let format = format!("{{:{}}}", placeholder.spec);
            quote_spanned!(span=> _p::placeholder(#fields, #whole, &::core::format_args!(#format, #binding));)
        });
    }
    body
}

/// A detail whose placeholder bears its name, the usual case: one call shows it to both.
fn is_plain_placeholder(variant: &VariantItem<'_>, field: &FieldItem<'_>, name: &str) -> bool {
    let named = |at: usize| variant.fields.get(at).is_some_and(|named| named.name == field.name);
    variant
        .placeholders
        .iter()
        .any(|placeholder| placeholder.whole == name && named(placeholder.field))
}
