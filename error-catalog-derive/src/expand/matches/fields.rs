//! Which fields a variant shows, and to whom.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::mem;

use catalog_specs_core::declared::Role;
use catalog_specs_syntax::build::{Answer, VariantItem};
use catalog_specs_syntax::field::FieldItem;
use catalog_specs_syntax::item::CatalogItem;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Type;

use super::super::bounds::ungrouped;
use super::{Chain, Match, binding, fields_local, held, most_arms, pattern, pattern_of};

/// `match self` that shows each field to its role.
pub(crate) fn fields_match(item: &CatalogItem<'_>) -> Match {
    let fields = fields_local();
    let arms = arms(item);
    let shown: usize = arms.iter().map(|arm| arm.patterns.len()).sum();
    if shown == 0 {
        return quote!(let _ = #fields;).into();
    }
    let parts = parted(&arms, most_arms(item));
    if let [arms] = parts.as_slice() {
        let others = (shown < item.variants.len()).then(|| quote!(_ => {}));
        return quote!(match self { #arms #others }).into();
    }
    let in_functions = Chain {
        item,
        name: "fields",
        parameters: quote!(#fields: &mut dyn _p::Fields),
        arguments: quote!(#fields),
        output: quote!(()),
    };
    in_functions.write(&parts, &quote!({}))
}

/// What is done for all variants that show the same.
struct Arm {
    patterns: Vec<TokenStream>,
    /// The locals that the body knows: those of the first variant, whichever macro wrote its fields.
    locals: Vec<Ident>,
    body: TokenStream,
}

/// Variants that show the same fields of the same types share an arm: to the compiler another body costs
/// three times as much as another pattern.
fn arms(item: &CatalogItem<'_>) -> Vec<Arm> {
    let mut arms: Vec<Arm> = Vec::new();
    let mut alike = HashMap::new();
    for variant in &item.variants {
        let shown = shown_fields(variant);
        let signature = signature(variant, &shown);
        let known = signature.as_ref().and_then(|signature| alike.get(signature)).copied();
        if let Some(arm) = known.and_then(|at: usize| arms.get_mut(at)) {
            let locals = arm.locals.iter().cloned();
            arm.patterns.push(pattern_of(item, variant, shown.into_iter().zip(locals)));
            continue;
        }
        let body = body(variant);
        if !body.is_empty() {
            alike.extend(signature.map(|signature| (signature, arms.len())));
            let locals = shown.iter().map(|field| binding(field)).collect();
            arms.push(Arm { patterns: vec![pattern(item, variant, shown)], locals, body });
        }
    }
    arms
}

/// The body of an arm that other variants may share. Only where it cannot fail to compile: a mistake would be reported for
/// the first variant only.
fn signature(variant: &VariantItem<'_>, shown: &[&FieldItem<'_>]) -> Option<String> {
    let display = match &variant.answer {
        Answer::Transparent(_) | Answer::Broken => return None,
        Answer::SameAs(_, display) => display.as_ref(),
        Answer::Own(_) | Answer::Rest => None,
    };
    let mut text = String::new();
    for field in shown {
        let role = match &field.declared.role {
            Role::Private => ("private", "", false),
            Role::Detail { name, flatten: false, display, .. } => {
                ("detail", &*name.value, *display)
            }
            Role::Context { name, display } => ("context", &*name.value, *display),
            Role::Detail { .. } | Role::Secret => return None,
        };
        let ty = plain_type(field.ty).filter(|_| !field.declared.is_retry_after)?;
        let class = &field.declared.data_class;
        let _ = writeln!(text, "{} {role:?} {class:?} {ty}", field.member.to_token_stream());
    }
    if variant.placeholders.iter().any(|placeholder| !placeholder.spec.is_empty()) {
        return None;
    }
    let _ = write!(text, "{:?} {display:?}", variant.placeholders);
    Some(text)
}

/// The name of a type that always implements `Serialize` and `Display`.
pub(crate) fn plain_type(ty: &Type) -> Option<String> {
    const PLAIN: [&str; 17] = [
        "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16",
        "u32", "u64", "u128", "usize", "String",
    ];
    let Type::Path(path) = ungrouped(ty) else { return None };
    let name = path.path.get_ident()?.to_string();
    PLAIN.contains(&name.as_str()).then_some(name)
}

/// The arms of each function, with so many patterns at most.
fn parted(arms: &[Arm], most: usize) -> Vec<TokenStream> {
    let (mut parts, mut part) = (Vec::new(), TokenStream::new());
    let mut free = most;
    for Arm { patterns, body, .. } in arms {
        let mut rest = patterns.as_slice();
        while !rest.is_empty() {
            if free == 0 {
                parts.push(mem::take(&mut part));
                free = most;
            }
            let (here, later) = rest.split_at(free.min(rest.len()));
            part.extend(quote!(#(#here)|* => { #body }));
            free -= here.len();
            rest = later;
        }
    }
    parts.push(part);
    parts
}

/// What an arm does; empty where it does nothing.
fn body(variant: &VariantItem<'_>) -> TokenStream {
    match &variant.answer {
        Answer::Transparent(_) => {
            let fields = fields_local();
            let inner = variant.fields.iter().map(|field| {
                let held = held(field);
                quote!(_catalog::Catalogued::catalog_fields(#held, #fields))
            });
            quote!(#(#inner)*)
        }
        Answer::Broken => TokenStream::new(),
        Answer::Own(_) | Answer::SameAs(..) | Answer::Rest => show(variant),
    }
}

fn shown_fields<'v>(variant: &'v VariantItem<'v>) -> Vec<&'v FieldItem<'v>> {
    let is_transparent = matches!(variant.answer, Answer::Transparent(_));
    let has_role = |field: &FieldItem<'_>| {
        !matches!(field.declared.role, Role::Private) || field.declared.is_retry_after
    };
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
    // Before the values of its placeholders, which are written as they come.
    if let Answer::SameAs(_, Some(display)) = &variant.answer {
        body.extend(quote!(#fields.display(#display);));
    }
    for field in &variant.fields {
        let binding = binding(field);
        let span = field.ty_span;
        if let Some(class) = &field.declared.data_class {
            body.extend(quote!(#fields.data_class(#class);));
        }
        match &field.declared.role {
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
                let name = &name.value;
                body.extend(if *display {
                    quote_spanned!(span=> _p::text_context(#fields, #name, #binding);)
                } else {
                    quote_spanned!(span=> _p::context(#fields, #name, #binding);)
                });
            }
        }
        if field.declared.is_retry_after {
            body.extend(quote_spanned!(span=> _p::retry_after(#fields, #binding);));
        }
    }
    for placeholder in &variant.placeholders {
        let Some(field) = variant.fields.get(placeholder.field) else { continue };
        let (whole, binding, span) = (&placeholder.whole, binding(field), field.ty_span);
        if matches!(&field.declared.role, Role::Detail { name, display: false, flatten: false, .. } if name.value == *whole)
        {
            continue;
        }
        body.extend(if placeholder.spec.is_empty() {
            quote_spanned!(span=> _p::placeholder(#fields, #whole, #binding);)
        } else {
            let format = format!("{{:{}}}", placeholder.spec);
            quote_spanned!(span=> _p::placeholder(#fields, #whole, &_p::format_args!(#format, #binding));)
        });
    }
    body
}

/// A detail whose placeholder bears its name, the usual case: one call shows it to both.
fn is_plain_placeholder(variant: &VariantItem<'_>, field: &FieldItem<'_>, name: &str) -> bool {
    let named = |at: usize| {
        variant.fields.get(at).is_some_and(|named| named.declared.name == field.declared.name)
    };
    variant
        .placeholders
        .iter()
        .any(|placeholder| placeholder.whole == name && named(placeholder.field))
}
