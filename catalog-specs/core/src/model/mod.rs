//! A catalogue as plain data, whatever it was read from.
//!
//! The derive fills a [`Entry`] for each variant. A whole [`Catalog`] comes from a scan of the source,
//! from a compiled registry or from spec JSON, and every document is made of it.

mod code_set;
mod codeless;
mod detail;
mod dialect;
mod docs;
mod entry;
mod hidden;
mod place;

pub use crate::keys::Deprecated;
pub use code_set::CodeSet;
pub use codeless::{CodelessVariant, Sends, sort_codeless};
pub use detail::Detail;
pub use docs::{DocSection, Docs, with_languages, without_samples};
pub use entry::{Entry, Text};
pub use hidden::{HiddenField, HiddenRole, decode, encode, is_data_class};
pub use place::Place;

use crate::keys::{Field, Key, Value};
use crate::{Dialect, derived};

/// A catalogue: the enums and the settings of a registry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Catalog {
    /// The name of the registry; empty without one.
    pub name: String,
    /// Its doc comment.
    pub description: String,
    /// Its settings.
    #[doc(hidden)]
    pub settings: Settings,
    /// The enums, in listing order.
    #[doc(hidden)]
    pub groups: Vec<Group>,
    /// The sets, in their order.
    pub sets: Vec<CodeSet>,
    /// The variants without a code of their own, by path.
    #[doc(hidden)]
    pub codeless: Vec<CodelessVariant>,
    /// The retired codes.
    #[doc(hidden)]
    pub retired: Vec<Retired>,
}

/// An enum, or a struct with one code.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Group {
    /// The domain of its codes.
    pub domain: String,
    /// Its name.
    pub type_name: String,
    /// Its module path; `crate` is its own crate.
    pub module: String,
    /// The locales it declares, the default first.
    pub locales: Vec<String>,
    /// Its doc comment.
    pub description: String,
    /// Whether it is `#[non_exhaustive]`.
    pub non_exhaustive: bool,
    /// Its `cfg` conditions, including those of its modules.
    pub cfg: Vec<String>,
    /// Its codes, in declaration order.
    pub entries: Vec<Entry>,
}

impl Group {
    /// Whether it is an enum of error-catalog, whose codes a service cannot change.
    pub fn is_builtin(&self) -> bool {
        self.module.split("::").next() == Some("error_catalog")
    }
}

/// Declares [`Settings`] with the field of each key.
macro_rules! settings {
    ($( $(#[$doc:meta])* $Key:ident $field:ident: $Type:ty, )+) => {
        /// The settings of a registry.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Settings { $( $(#[$doc])* pub $field: $Type, )+ }

        impl Settings {
            fn field(&self, key: Key) -> Option<&dyn Field> {
                match key {
                    $( Key::$Key => Some(&self.$field), )+
                    _ => None,
                }
            }

            fn field_mut(&mut self, key: Key) -> Option<&mut dyn Field> {
                match key {
                    $( Key::$Key => Some(&mut self.$field), )+
                    _ => None,
                }
            }
        }
    };
}

settings! {
    /// The dialect: the name of a built-in one, or the path of a type.
    Dialect dialect: String,
    /// The locales of the service, the default first.
    Locales locales: Vec<String>,
    /// The name of the service.
    Service service: Option<String>,
    /// The page about a code, with `{code}` or `{slug}`.
    Docs docs: Option<String>,
    /// The `type` of a problem document, with `{code}` or `{slug}`.
    ProblemType problem_type: Option<String>,
    /// The code of an unexpected failure.
    Internal internal: Option<String>,
    /// The code of an unknown route.
    NotFound not_found: Option<String>,
    /// What every code must declare: `grpc`, where its status stands for several gRPC codes.
    Require require: Vec<String>,
}

/// A retired code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retired {
    /// The code.
    pub code: String,
    /// The reason.
    pub reason: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            dialect: Dialect::DEFAULT.as_str().to_owned(),
            locales: Vec::new(),
            service: None,
            docs: None,
            problem_type: None,
            internal: None,
            not_found: None,
            require: Vec::new(),
        }
    }
}

impl Settings {
    /// The value of a key.
    pub fn value(&self, key: Key) -> Option<Value<'_>> {
        self.field(key)?.value()
    }

    /// The value of a key that was given.
    pub fn given_value(&self, key: Key) -> Option<Value<'_>> {
        let default = Self::default();
        self.value(key).filter(|value| default.value(key).as_ref() != Some(value))
    }

    /// Sets the value of a key; a value of another kind than the key's is ignored.
    pub fn set(&mut self, key: Key, value: Value<'_>) {
        if let Some(field) = self.field_mut(key) {
            field.set(value);
        }
    }

    /// Whether every code with an ambiguous status must say its gRPC code.
    pub fn requires_grpc(&self) -> bool {
        self.require.iter().any(|word| word == "grpc")
    }

    /// The page about a code.
    pub fn page_url(&self, entry: &Entry) -> Option<String> {
        derived::page_url(&entry.code, entry.doc_url.as_deref(), self.docs.as_deref())
    }

    /// The `type` of a problem document about a code.
    pub fn problem_type(&self, entry: &Entry) -> Option<String> {
        let [problem_type, doc_url, docs] =
            [&self.problem_type, &entry.doc_url, &self.docs].map(Option::as_deref);
        derived::problem_type(&entry.code, problem_type, doc_url, docs)
    }
}

impl Catalog {
    /// Every entry with its enum, in listing and then declaration order.
    pub fn entries(&self) -> impl Iterator<Item = (&Group, &Entry)> {
        self.groups.iter().flat_map(|group| group.entries.iter().map(move |entry| (group, entry)))
    }

    /// Every entry with its enum, sorted by code: the order of documents. Services that write none do without the sort.
    #[inline]
    pub fn sorted(&self) -> Vec<(&Group, &Entry)> {
        let mut entries: Vec<_> = self.entries().collect();
        entries.sort_by(|(_, a), (_, b)| a.code.cmp(&b.code));
        entries
    }

    /// The entry of a code, current or former.
    pub fn get(&self, code: &str) -> Option<(&Group, &Entry)> {
        let now = self.entries().find(|(_, entry)| entry.code == code);
        now.or_else(|| {
            self.entries().find(|(_, entry)| entry.formerly.iter().any(|old| old == code))
        })
    }

    /// The set with a name.
    pub fn set(&self, name: &str) -> Option<&CodeSet> {
        self.sets.iter().find(|set| set.name == name)
    }

    /// The sets that have a code, in their order.
    pub fn sets_with(&self, code: &str) -> impl Iterator<Item = &CodeSet> {
        self.sets.iter().filter(move |set| set.has(code))
    }

    /// Every entry of a set, in the order of the catalogue. Those with `public_as` are sent as another one of the set.
    pub fn entries_of(&self, set: &CodeSet) -> impl Iterator<Item = (&Group, &Entry)> {
        self.entries().filter(move |(_, entry)| set.has(&entry.code))
    }

    /// The entries of a set that clients can receive, in the order of the catalogue.
    pub fn sent_entries_of(&self, set: &CodeSet) -> impl Iterator<Item = (&Group, &Entry)> {
        self.entries_of(set)
            .filter(|(_, entry)| entry.public_as.is_none() && !set.masks(&entry.code))
    }

    /// The codes that `mask_5xx` names: they are also sent for other errors, without details.
    pub fn masks(&self) -> impl Iterator<Item = &str> {
        self.codeless.iter().filter_map(|variant| match &variant.sends {
            Sends::Masked(code) => Some(code.as_str()),
            Sends::SameAs(_) | Sends::Inner => None,
        })
    }

    /// The catalogue with the codes that a set sends or hides behind one that it sends, and that set as its only one.
    #[must_use]
    pub fn narrowed_to(&self, set: &CodeSet) -> Self {
        let mut narrow = self.clone();
        for group in &mut narrow.groups {
            group.entries.retain(|entry| set.has(&entry.code) && !set.masks(&entry.code));
        }
        narrow.groups.retain(|group| !group.entries.is_empty());
        narrow.sets = vec![set.clone()];
        narrow
    }

    /// The locales of all texts, those of the registry first; empty if none is declared.
    pub fn locales(&self) -> Vec<&str> {
        let declared = self.groups.iter().flat_map(|group| &group.locales);
        let mut locales: Vec<&str> = Vec::new();
        for locale in self.settings.locales.iter().chain(declared) {
            if !locales.contains(&locale.as_str()) {
                locales.push(locale);
            }
        }
        locales
    }

    /// The catalogue without source positions.
    #[must_use]
    pub fn without_places(mut self) -> Self {
        for entry in self.groups.iter_mut().flat_map(|group| &mut group.entries) {
            entry.places.clear();
        }
        self
    }
}
