//! From what was declared, and has passed the rules, to the entries and the tokens that an expansion needs.

use proc_macro2::{Ident, Span};
use syn::{Data, DeriveInput, Fields};

use super::field::FieldItem;
use super::keys::{Keys, Paths};
use super::{Spanned, plain};
use catalog_specs_core::code::{self, screaming};
use catalog_specs_core::declared::{DeclaredEntry, EntryKind, Field, Item, Manual, Role};
use catalog_specs_core::messages::MessageFiles;
use catalog_specs_core::model::Entry;
use catalog_specs_core::template;

/// A catalogue enum, or a struct with one code.
pub struct CatalogItem<'i> {
    /// The item as it was written.
    pub input: &'i DeriveInput,
    /// What its attributes say.
    pub keys: Keys,
    /// The paths among that, as tokens.
    pub paths: Paths,
    /// Its domain, a guess where none is declared.
    pub domain: String,
    /// Whether it is a struct.
    pub is_struct: bool,
    /// Whether thiserror makes Display, Error and From.
    pub thiserror: bool,
    /// Its variants; a struct is its own one.
    pub variants: Vec<VariantItem<'i>>,
    /// The entry of the variants that say nothing.
    pub rest: Option<Box<OwnEntry>>,
    /// Its message files, as far as they could be read.
    pub files: Option<MessageFiles>,
    /// Whether it keeps every rule. What else the registry would report of it may follow from what is reported already.
    pub is_sound: bool,
}

/// A variant of a catalogue enum, or the one of a struct.
pub struct VariantItem<'i> {
    /// Its name.
    pub ident: &'i Ident,
    /// Its fields as they were written.
    pub shape: &'i Fields,
    /// Its fields as they were read.
    pub fields: Vec<FieldItem<'i>>,
    /// What its attributes say.
    pub keys: Keys,
    /// What it answers.
    pub answer: Answer,
    /// The placeholders of all its texts.
    pub placeholders: Vec<Placeholder>,
}

/// What a variant answers.
pub enum Answer {
    /// The variant declares an entry.
    Own(Box<OwnEntry>),
    /// The entry of another variant, possibly with its own developer message.
    SameAs(String, Option<String>),
    /// The entry of the catalogued error it holds.
    Transparent(Option<Spanned<String>>),
    /// What `rest(...)` says.
    Rest,
    /// Nothing that could be read.
    Broken,
}

/// A entry with what the expansion needs to point at it.
pub struct OwnEntry {
    /// The entry.
    pub entry: Entry,
    /// The literal of its code.
    pub code_span: Span,
    /// The name of its constant in a registry.
    pub constant: String,
}

/// A placeholder that names a field: all between its braces, and the field's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placeholder {
    /// All between the braces.
    pub whole: String,
    /// The format spec, empty without one.
    pub spec: String,
    /// Which field.
    pub field: usize,
}

impl VariantItem<'_> {
    /// Its entry, if it declares one.
    pub fn own_entry(&self) -> Option<&OwnEntry> {
        match &self.answer {
            Answer::Own(own) => Some(own),
            _ => None,
        }
    }
}

impl CatalogItem<'_> {
    /// Whether a trait is implemented elsewhere.
    pub fn leaves(&self, trait_: Manual) -> bool {
        self.thiserror || self.keys.manual.iter().flatten().any(|manual| manual.value == trait_)
    }

    /// Whether it is `#[non_exhaustive]`.
    pub fn is_non_exhaustive(&self) -> bool {
        self.input.attrs.iter().any(|attribute| attribute.path().is_ident("non_exhaustive"))
    }

    /// The entries, in declaration order, that of `rest` last.
    pub fn entries(&self) -> impl Iterator<Item = &OwnEntry> {
        self.variants.iter().filter_map(VariantItem::own_entry).chain(self.rest.as_deref())
    }

    /// Where the entry of each variant stands among [`entries`](Self::entries), variant by variant.
    pub fn row_positions(&self) -> Vec<Option<usize>> {
        let mut counted = 0..;
        let own = |variant: &VariantItem<'_>| variant.own_entry().and_then(|_| counted.next());
        let mut positions: Vec<_> = self.variants.iter().map(own).collect();
        let entries = positions.iter().flatten().count();
        for (at, variant) in self.variants.iter().enumerate() {
            let shared = match &variant.answer {
                Answer::SameAs(other, _) => {
                    let named =
                        self.variants.iter().position(|variant| plain(variant.ident) == *other);
                    named.and_then(|named| positions.get(named).copied().flatten())
                }
                Answer::Rest => self.rest.as_ref().map(|_| entries),
                Answer::Own(_) | Answer::Transparent(_) | Answer::Broken => continue,
            };
            if let Some(position) = positions.get_mut(at) {
                *position = shared;
            }
        }
        positions
    }
}

/// Builds an item. Nothing here can fail.
pub(super) fn item<'i>(
    input: &'i DeriveInput,
    mut item: Item<Span>,
    paths: Paths,
    is_sound: bool,
) -> CatalogItem<'i> {
    let shapes: Vec<(&'i Ident, &'i Fields)> = match &input.data {
        Data::Enum(data) => {
            data.variants.iter().map(|variant| (&variant.ident, &variant.fields)).collect()
        }
        Data::Struct(data) => vec![(&input.ident, &data.fields)],
        Data::Union(_) => Vec::new(),
    };
    let built: Vec<_> = item.entries.iter().map(|declared| built(declared, &item)).collect();
    let rest = item.rest.as_ref().and_then(|rest| own_entry(rest, &item));
    let entries = core::mem::take(&mut item.entries).into_iter().zip(built).zip(shapes);
    let variants = entries
        .map(|((declared, (answer, placeholders)), (ident, shape))| VariantItem {
            ident,
            shape,
            fields: with_tokens(declared.fields, shape),
            keys: declared.keys,
            answer,
            placeholders,
        })
        .collect();
    CatalogItem {
        input,
        domain: item.domain_or_guess(),
        keys: item.keys,
        paths,
        is_struct: item.is_struct,
        thiserror: item.has_thiserror,
        variants,
        rest: rest.map(Box::new),
        files: item.files,
        is_sound,
    }
}

fn with_tokens(fields: Vec<Field<Span>>, shape: &Fields) -> Vec<FieldItem<'_>> {
    let fields = fields.into_iter().zip(shape).enumerate();
    fields.map(|(index, (declared, field))| FieldItem::new(declared, index, field)).collect()
}

fn built(declared: &DeclaredEntry<Span>, item: &Item<Span>) -> (Answer, Vec<Placeholder>) {
    match declared.kind {
        EntryKind::Own => match own_entry(declared, item) {
            Some(own) => {
                let developer = declared.developer_text(item).filter(|_| !item.has_thiserror);
                let texts = declared.texts.iter().map(|user| &user.text).chain(developer);
                let texts = texts.map(|text| text.value.as_str());
                (Answer::Own(Box::new(own)), placeholders(texts, &declared.fields))
            }
            None => (Answer::Broken, Vec::new()),
        },
        EntryKind::SameAs => {
            let display = declared.keys.display.as_ref().map(|text| text.value.as_str());
            let other = item.shared_by(declared);
            let users = other.into_iter().flat_map(|other| &other.texts);
            let users = users.map(|user| user.text.value.as_str());
            let developer = other.and_then(|other| other.developer_text(item));
            let developer = display.or(developer.map(|text| text.value.as_str()));
            let shown = placeholders(users.chain(developer), &declared.fields);
            let name = declared.keys.same_as.as_ref().map(|name| name.value.clone());
            (Answer::SameAs(name.unwrap_or_default(), display.map(ToOwned::to_owned)), shown)
        }
        EntryKind::Transparent => (Answer::Transparent(declared.mask().cloned()), Vec::new()),
        EntryKind::Rest => (Answer::Rest, Vec::new()),
        EntryKind::Broken => (Answer::Broken, Vec::new()),
    }
}

fn own_entry(declared: &DeclaredEntry<Span>, item: &Item<Span>) -> Option<OwnEntry> {
    let code = declared.keys.code.as_ref().filter(|_| declared.kind == EntryKind::Own)?;
    let own_domain = code.value.split('_').next().unwrap_or_default();
    let is_regular = code::check(&code.value, item.domain().unwrap_or(own_domain)).is_ok();
    let constant = if is_regular {
        code.value.clone()
    } else {
        let domain = item.domain().unwrap_or("DOMAIN");
        format!("{domain}_{}", screaming(&declared.name.value))
    };
    Some(OwnEntry { entry: declared.to_entry(item), code_span: code.pos, constant })
}

/// The placeholders of texts that name a field, each once. What is no format is reported at its text and left
/// out, so that the compiler does not report it at the derive.
fn placeholders<'t>(
    texts: impl IntoIterator<Item = &'t str>,
    fields: &[Field<Span>],
) -> Vec<Placeholder> {
    let mut found: Vec<Placeholder> = Vec::new();
    for placeholder in texts.into_iter().flat_map(template::placeholders) {
        let Some(at) = fields.iter().position(|field| field.name == placeholder.name) else {
            continue;
        };
        if placeholder.takes_arguments() || placeholder.unknown_trait().is_some() {
            continue;
        }
        let is_secret = fields.get(at).is_some_and(|field| matches!(field.role, Role::Secret));
        if !is_secret && !found.iter().any(|known| known.whole == placeholder.whole) {
            found.push(Placeholder {
                whole: placeholder.whole.to_owned(),
                spec: placeholder.spec.to_owned(),
                field: at,
            });
        }
    }
    found
}
