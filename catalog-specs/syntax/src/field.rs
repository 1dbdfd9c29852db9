//! Fields: who may see each.

use proc_macro2::{Ident, Span};
use syn::{
    Attribute, Expr, ExprLit, Fields, Index, Lit, LitStr, Member, Meta, MetaNameValue, Type,
};

use super::keys::{self, FIELD_ATTRIBUTES};
use super::{Spanned, plain};
use crate::diag::Diag;
use catalog_specs_core::declared::{At, Field, Role};
use catalog_specs_core::model::{is_data_class, without_samples};
use catalog_specs_core::nearest;
use catalog_specs_core::rules::{self, entry};

/// A field of a variant with its tokens.
pub struct FieldItem<'i> {
    /// What is declared of it.
    pub declared: Field<Span>,
    /// How it is named in a pattern.
    pub member: Member,
    /// Its type.
    pub ty: &'i Type,
    /// Where its type stands: the place of what a type fails at.
    pub ty_span: Span,
}

impl<'i> FieldItem<'i> {
    /// A field with the tokens that it was read from.
    pub(super) fn new(declared: Field<Span>, index: usize, field: &'i syn::Field) -> Self {
        let member = match &field.ident {
            Some(ident) => Member::Named(ident.clone()),
            None => {
                let index = u32::try_from(index).unwrap_or(u32::MAX);
                Member::Unnamed(Index { index, span: declared.pos })
            }
        };
        let ty_span = syn::spanned::Spanned::span(&field.ty);
        Self { declared, member, ty: &field.ty, ty_span }
    }
}

/// Reads the fields of a variant; `others` tells which attributes another derive reads as well.
pub(super) fn read(
    fields: &Fields,
    others: &dyn Fn(&str) -> bool,
    diag: &mut Diag,
) -> Vec<Field<Span>> {
    let fields = fields.iter().enumerate();
    let mut items: Vec<_> =
        fields.map(|(index, field)| read_field(index, field, others, diag)).collect();
    if !items.iter().any(|item| item.is_source) {
        // As in thiserror: a field called `source` is the cause.
        for item in items.iter_mut().filter(|item| item.name == "source") {
            item.is_source = item.roles.is_empty();
        }
    }
    items
}

/// The text of an item's doc comment.
pub fn doc_comment(attributes: &[Attribute]) -> String {
    let mut text = String::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("doc")) {
        let Meta::NameValue(pair) = &attribute.meta else { continue };
        // What a macro passes on stands in a group, and has to be read anew.
        let line = match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(line), .. }) => line.value(),
            value => {
                let tokens = quote::ToTokens::to_token_stream(value);
                let Ok(line) = syn::parse2::<LitStr>(tokens) else { continue };
                line.value()
            }
        };
        // `/** … */` comes as one attribute of many lines; `///` as one each, with a space before.
        let has_gutter = has_gutter(&line);
        for line in line.lines() {
            let line = if has_gutter { without_gutter(line) } else { line };
            let line = line.strip_prefix(' ').unwrap_or(line);
            text.push_str(line.trim_end());
            text.push('\n');
        }
        if line.is_empty() {
            text.push('\n');
        }
    }
    without_samples(&text)
}

/// Whether each further line of a block begins with a star, which belongs to the comment and not to its text.
fn has_gutter(block: &str) -> bool {
    let mut further =
        block.lines().skip(1).map(str::trim_start).filter(|line| !line.is_empty()).peekable();
    further.peek().is_some() && further.all(|line| line.starts_with('*'))
}

fn without_gutter(line: &str) -> &str {
    line.trim_start().strip_prefix('*').unwrap_or(line)
}

fn read_field(
    index: usize,
    field: &syn::Field,
    others: &dyn Fn(&str) -> bool,
    diag: &mut Diag,
) -> Field<Span> {
    let pos =
        field.ident.as_ref().map_or_else(|| syn::spanned::Spanned::span(&field.ty), Ident::span);
    let mut item = Field {
        name: field.ident.as_ref().map_or_else(|| index.to_string(), plain),
        type_name: super::written(&field.ty),
        doc: doc_comment(&field.attrs),
        ..Field::new(pos)
    };
    let mut given: Vec<String> = Vec::new();
    for attribute in &field.attrs {
        let Some(ident) = attribute.path().get_ident() else { continue };
        let spelled = ident.to_string();
        if FIELD_ATTRIBUTES.contains(&spelled.as_str()) && !others(&spelled) {
            if given.contains(&spelled) {
                let values = [("key", format!("#[{spelled}]"))];
                let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
                diag.report(&rules::REPEATED_KEY, ident.span(), &values);
                continue;
            }
            // `#[from]` makes the field the source.
            let from = ["source", "from"]
                .iter()
                .all(|role| *role == spelled || given.iter().any(|known| known == role));
            if from {
                let cure = "keep `#[from]`, which makes the field the source";
                let values = [("key", "#[source]"), ("other", "#[from]"), ("cure", cure)];
                diag.report(&rules::COMBINATION, ident.span(), &values);
            }
            given.push(spelled.clone());
        }
        match spelled.as_str() {
            "detail" => {
                let role = visible("detail", &mut item, attribute, diag);
                item.take_role(At::new("detail", ident.span()), role);
            }
            "context" => {
                let role = visible("context", &mut item, attribute, diag);
                item.take_role(At::new("context", ident.span()), role);
            }
            "secret" => {
                no_arguments(attribute, "secret", diag);
                item.take_role(At::new("secret", ident.span()), Role::Secret);
            }
            "source" | "from" => {
                if !others(&spelled) {
                    no_arguments(attribute, &spelled, diag);
                }
                let word = if spelled == "from" { "from" } else { "source" };
                item.marks.push(At::new(word, ident.span()));
                (item.is_source, item.is_from) = (true, item.is_from || spelled == "from");
            }
            "catalog" => keys::misplaced_on_field(attribute, diag),
            "retry_after" => {
                no_arguments(attribute, "retry_after", diag);
                item.marks.push(At::new("retry_after", ident.span()));
                item.is_retry_after = true;
            }
            _ => {}
        }
    }
    item.settle_role();
    if let Role::Detail { .. } | Role::Context { .. } = item.role {
        keys::check_docs(&field.attrs, diag);
    }
    item
}

fn no_arguments(attribute: &Attribute, name: &str, diag: &mut Diag) {
    let cure = format!("write `#[{name}]`");
    match &attribute.meta {
        Meta::Path(_) => {}
        Meta::List(list) if list.tokens.is_empty() => empty_list(list, name, diag),
        Meta::List(list) => {
            let found = list.tokens.to_string();
            let values = [("attribute", name), ("found", found.as_str()), ("cure", cure.as_str())];
            diag.report(
                &rules::FIELD_ARGUMENTS,
                syn::spanned::Spanned::span(&list.tokens),
                &values,
            );
        }
        Meta::NameValue(pair) => no_value(pair, name, &cure, diag),
    }
}

/// `#[detail()]`: whatever was meant by the parentheses is not there.
fn empty_list(list: &syn::MetaList, name: &str, diag: &mut Diag) {
    let cure = format!("write `#[{name}]`");
    let values = [("attribute", name), ("found", "()"), ("cure", cure.as_str())];
    diag.report(&rules::FIELD_ARGUMENTS, syn::spanned::Spanned::span(&list.path), &values);
}

/// `#[detail = "…"]`: rustc would let it pass without effect.
fn no_value(pair: &MetaNameValue, name: &str, cure: &str, diag: &mut Diag) {
    let found = format!("= {}", super::written(&pair.value));
    let values = [("attribute", name), ("found", found.as_str()), ("cure", cure)];
    diag.report(&rules::FIELD_ARGUMENTS, syn::spanned::Spanned::span(&pair.value), &values);
}

/// An attribute of a field on a variant, an enum or a struct would have no effect. `fields` are those it may
/// have been meant for; `belongs_to_others` tells which another derive may take there.
pub(super) fn misplaced(
    attributes: &[Attribute],
    item: (&Ident, &str),
    fields: Option<&Fields>,
    belongs_to_others: impl Fn(&str) -> bool,
    diag: &mut Diag,
) {
    for attribute in attributes {
        let Some(ident) = attribute.path().get_ident() else { continue };
        let spelled = ident.to_string();
        if !FIELD_ATTRIBUTES.contains(&spelled.as_str()) || belongs_to_others(&spelled) {
            continue;
        }
        let written = match &attribute.meta {
            Meta::List(list) => format!("#[{spelled}({})]", super::written(&list.tokens)),
            Meta::Path(_) | Meta::NameValue(_) => format!("#[{spelled}]"),
        };
        let cure = match &attribute.meta {
            Meta::NameValue(pair) if spelled == "retry_after" => {
                format!(
                    "write `retry_after = {}` in `#[catalog(...)]`",
                    super::written(&pair.value)
                )
            }
            Meta::List(list) if spelled == "retry_after" => {
                format!("write `retry_after = {}` in `#[catalog(...)]`", list.tokens)
            }
            _ => moved(&written, item.0, fields),
        };
        let key = format!("#[{spelled}]");
        let values =
            [("key", key.as_str()), ("belongs", "a field"), ("here", item.1), ("cure", &cure)];
        diag.report(&rules::MISPLACED_KEY, ident.span(), &values);
    }
}

/// The attribute where it was meant to be, as far as that can be told.
fn moved(written: &str, ident: &Ident, fields: Option<&Fields>) -> String {
    let Some(fields) = fields else { return format!("write `{written}` before a field") };
    let mut all = fields.iter();
    match (all.next(), all.next()) {
        (Some(field), None) => {
            let ty = super::written(&field.ty);
            let name = plain(ident);
            match &field.ident {
                Some(field) => format!("write `{name} {{ {written} {field}: {ty} }}`"),
                None => format!("write `{name}({written} {ty})`"),
            }
        }
        (Some(_), Some(_)) => format!("write `{written}` before the field that it is about"),
        (None, _) => format!("remove it; `{}` has no field", plain(ident)),
    }
}

/// Reads `#[detail]`, `#[detail("name")]`, `#[detail(flatten)]`, `#[detail(display)]` and `#[detail(data_class = "pii")]`.
fn visible(
    attribute_name: &'static str,
    item: &mut Field<Span>,
    attribute: &Attribute,
    diag: &mut Diag,
) -> Role<Span> {
    let named = item.is_named();
    let (mut flatten, mut display, mut wire_name) = (false, false, None);
    let mut is_misread = false;
    if let Meta::NameValue(pair) = &attribute.meta {
        let text = syn::parse2::<LitStr>(quote::ToTokens::to_token_stream(&pair.value)).ok();
        let name = text.map(|text| text.value()).filter(|name| !name.is_empty());
        let own = || if named { item.name.clone() } else { entry::wire_name(&item.type_name) };
        let name = name.unwrap_or_else(own);
        no_value(pair, attribute_name, &format!("write `#[{attribute_name}({name:?})]`"), diag);
        is_misread = true;
    }
    if let Meta::List(list) = &attribute.meta {
        if list.tokens.is_empty() {
            empty_list(list, attribute_name, diag);
        }
        for piece in super::args::split(list.tokens.clone()) {
            let tokens: proc_macro2::TokenStream = piece.into_iter().collect();
            if let Ok(text) = syn::parse2::<LitStr>(tokens.clone()) {
                if text.value().is_empty() {
                    is_misread = true;
                    unknown_argument(attribute_name, &tokens, diag);
                } else if wire_name.is_some() {
                    let found = tokens.to_string();
                    let cure = "keep one of the two names";
                    let values = [("attribute", attribute_name), ("found", &found), ("cure", cure)];
                    diag.report(&rules::FIELD_ARGUMENTS, text.span(), &values);
                } else {
                    wire_name = Some(Spanned::new(text.value(), text.span()));
                }
            } else if let Some(class) = data_class(&tokens) {
                if item.data_class.is_some() {
                    repeated("data_class", &tokens, diag);
                } else if is_data_class(&class.value()) {
                    item.data_class = Some(class.value());
                } else {
                    let found = tokens.to_string();
                    let word = keys::as_data_class(&class.value());
                    let cure = format!("write `#[{attribute_name}(data_class = {word:?})]`");
                    let values =
                        [("attribute", attribute_name), ("found", &found), ("cure", &cure)];
                    diag.report(&rules::FIELD_ARGUMENTS, class.span(), &values);
                }
            } else {
                match tokens.to_string().as_str() {
                    word @ "flatten" if flatten => repeated(word, &tokens, diag),
                    word @ "display" if display => repeated(word, &tokens, diag),
                    "flatten" if attribute_name == "detail" => flatten = true,
                    "display" => display = true,
                    _ => {
                        is_misread = true;
                        unknown_argument(attribute_name, &tokens, diag);
                    }
                }
            }
        }
    }
    // What could not be read may have been the name.
    if wire_name.is_none() && !named && !flatten && !is_misread {
        let name = entry::wire_name(&item.type_name);
        diag.report(
            &rules::DETAIL_UNNAMED,
            item.pos,
            &[("attribute", attribute_name), ("name", &name)],
        );
    }
    item.is_misread |= is_misread;
    let is_named = wire_name.is_some();
    let name = wire_name.unwrap_or_else(|| Spanned::new(item.name.clone(), item.pos));
    if attribute_name == "detail" {
        Role::Detail { name, is_named, flatten, display }
    } else {
        Role::Context { name, display }
    }
}

/// The text of `data_class = "pii"`.
fn data_class(tokens: &proc_macro2::TokenStream) -> Option<LitStr> {
    let pair = syn::parse2::<MetaNameValue>(tokens.clone()).ok()?;
    let text = quote::ToTokens::to_token_stream(&pair.value);
    syn::parse2(text).ok().filter(|_| pair.path.is_ident("data_class"))
}

fn repeated(word: &str, tokens: &proc_macro2::TokenStream, diag: &mut Diag) {
    let span = syn::spanned::Spanned::span(tokens);
    diag.report(&rules::REPEATED_KEY, span, &[("key", word)]);
}

fn unknown_argument(attribute: &str, tokens: &proc_macro2::TokenStream, diag: &mut Diag) {
    if keys::misplaced_in_field_attribute(tokens, diag) {
        return;
    }
    let found = tokens.to_string();
    let words: &[&str] = if attribute == "detail" { &["flatten", "display"] } else { &["display"] };
    // `rename = "user"` and the like give the name; the text of `skip_serializing_if` is none.
    let key = tokens.clone().into_iter().next().map(|key| key.to_string()).unwrap_or_default();
    let is_class = nearest(&key, ["class", "data_class", "pii", "sensitive"]).is_some();
    let is_name = !is_class && nearest(&key, ["name", "rename", "key", "alias"]).is_some();
    let text = tokens.clone().into_iter().last().filter(|_| is_name || key.starts_with('"'));
    let text = text.and_then(|last| syn::parse2::<LitStr>(last.into()).ok());
    let cure = match (
        text.filter(|text| !text.value().is_empty()),
        nearest(&found, words.iter().copied()),
    ) {
        (Some(text), _) => format!("write `#[{attribute}({:?})]`", text.value()),
        (None, Some(near)) => format!("did you mean `#[{attribute}({near})]`?"),
        (None, None) if is_class => {
            format!("write `#[{attribute}(data_class = \"pii\")]`")
        }
        (None, None) if key.starts_with("skip") => {
            "remove it; a detail that is `None` is left out of the body".to_owned()
        }
        (None, None) => {
            let words: Vec<_> =
                words.iter().map(|word| format!("`#[{attribute}({word})]`")).collect();
            format!("write `#[{attribute}]`, `#[{attribute}(\"name\")]`, {}", words.join(" or "))
        }
    };
    let values = [("attribute", attribute), ("found", found.as_str()), ("cure", cure.as_str())];
    diag.report(&rules::FIELD_ARGUMENTS, syn::spanned::Spanned::span(tokens), &values);
}
