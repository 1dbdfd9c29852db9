//! A declaration as it was read, before any rule has checked it: every value with its position.
//!
//! `P` is what a reader calls a position: the span of a token, or a piece of a JSON file. The rules copy
//! positions and never look into them, so the model needs neither `syn` nor a file.

use core::time::Duration;
use std::borrow::Cow;

use crate::keys::{Key, Plain, Value};
use crate::messages::MessageFiles;
use crate::model::{self, Docs, Place};
use crate::{AlertThreshold, Class, Grpc, Incident, Level, Retry, Severity, status};

/// A value and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At<T, P> {
    /// The value.
    pub value: T,
    /// The smallest piece of the source that it was read from.
    pub pos: P,
}

impl<T, P> At<T, P> {
    /// A value with its position.
    pub fn new(value: T, pos: P) -> Self {
        Self { value, pos }
    }
}

/// An enum of a catalogue, or a struct with one code.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about the source")]
pub struct Item<P> {
    /// Its name.
    pub name: At<String, P>,
    /// Whether it is a struct, which is its own one entry.
    pub is_struct: bool,
    /// What it says about all its entries.
    pub keys: Keys<P>,
    /// Whether thiserror makes Display, Error and From.
    pub has_thiserror: bool,
    /// Whether conditions may have taken variants out, so that what nothing here needs may be needed by those.
    pub is_conditional: bool,
    /// Whether a variant or a field has `#[from]`, whichever derive reads it.
    pub has_from: bool,
    /// Its entries, in declaration order.
    pub entries: Vec<DeclaredEntry<P>>,
    /// What `rest(...)` says.
    pub rest: Option<DeclaredEntry<P>>,
    /// Its message files, as far as they could be read.
    pub files: Option<MessageFiles>,
}

/// A registry: what it says itself, before any of its enums is known.
#[derive(Debug)]
pub struct Registry<P> {
    /// What it says about all its codes.
    pub keys: Keys<P>,
    /// The types it lists.
    pub listed: Vec<Listed<P>>,
    /// The registries it takes in.
    pub included: Vec<Listed<P>>,
    /// The sets that documents have.
    pub sets: Vec<Listed<P>>,
    /// The codes that are never used again.
    pub retired: Vec<Retired<P>>,
    /// Where the blocks `retired` and `sets` stand.
    pub blocks: Vec<(&'static str, Vec<P>)>,
}

/// A type in the list of a registry.
#[derive(Debug, Clone)]
pub struct Listed<P> {
    /// The type, as written.
    pub name: At<String, P>,
    /// Whether it is listed under a condition.
    pub is_conditional: bool,
    /// Whether it is listed before; known once the rules have run.
    pub is_repeated: bool,
}

/// A code that is never used again.
#[derive(Debug, Clone)]
pub struct Retired<P> {
    /// The code.
    pub code: At<String, P>,
    /// What became of it.
    pub reason: String,
}

/// A variant, the one entry of a struct, `rest(...)`, or a code of a spec file.
#[derive(Debug)]
pub struct DeclaredEntry<P> {
    /// The name of the variant.
    pub name: At<String, P>,
    /// What it says.
    pub keys: Keys<P>,
    /// Its fields.
    pub fields: Vec<Field<P>>,
    /// Its doc comment.
    pub docs: Docs,
    /// The attributes of thiserror.
    pub thiserror: Option<ThisError<P>>,
    /// What it is.
    pub kind: EntryKind,
    /// Its user messages, the default first. Derived from its keys, those of the item and the message files.
    pub texts: Vec<UserText<P>>,
    /// The words of `allow(...)` that it needs; known once the rules have run.
    pub allows: Vec<String>,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// The variant declares a code.
    Own,
    /// The code of another variant.
    SameAs,
    /// The code of the error inside.
    Transparent,
    /// The code that `rest(...)` declares.
    Rest,
    /// None of these: nothing was declared, or a rule has refused it.
    Broken,
}

/// `#[error(...)]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ThisError<P> {
    /// A plain text.
    Text(At<String, P>),
    /// `transparent`.
    Transparent,
    /// Anything else that is thiserror's.
    Other,
}

/// A field of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about the source")]
pub struct Field<P> {
    /// Its name, or its index.
    pub name: String,
    /// Where it stands.
    pub pos: P,
    /// Its type, as written.
    pub type_name: String,
    /// Who may see it.
    pub role: Role<P>,
    /// The words for a role that were given, in their order.
    pub roles: Vec<At<&'static str, P>>,
    /// Where `source`, `from` and `retry_after` are said.
    pub marks: Vec<At<&'static str, P>>,
    /// Whether it is the cause.
    pub is_source: bool,
    /// Whether `From` makes the variant of it.
    pub is_from: bool,
    /// Whether it holds the delay before a retry.
    pub is_retry_after: bool,
    /// The data class of its value, which a mask has a rule for.
    pub data_class: Option<String>,
    /// Its doc comment.
    pub doc: String,
    /// Whether what was given for its name could not be read, so that it may have any name on the wire.
    pub is_misread: bool,
}

/// Who may see a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role<P> {
    /// Only the developer text.
    Private,
    /// Clients.
    Detail {
        /// Its name on the wire.
        name: At<String, P>,
        /// Whether the name was given, and is not that of the field.
        is_named: bool,
        /// Whether its members are details themselves.
        flatten: bool,
        /// Whether it is sent as its `Display` text.
        display: bool,
    },
    /// The log record.
    Context {
        /// Its name in the record.
        name: At<String, P>,
        /// Whether it is written as its `Display` text.
        display: bool,
    },
    /// No output at all.
    Secret,
}

impl<P> Field<P> {
    /// A field of which nothing is known but its position.
    pub fn new(pos: P) -> Self {
        Self {
            name: String::new(),
            pos,
            type_name: String::new(),
            role: Role::Private,
            roles: Vec::new(),
            marks: Vec::new(),
            is_source: false,
            is_from: false,
            is_retry_after: false,
            data_class: None,
            doc: String::new(),
            is_misread: false,
        }
    }

    /// Whether it has a name, and no index.
    pub fn is_named(&self) -> bool {
        !self.name.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Takes a role that was given; the first one holds.
    pub fn take_role(&mut self, word: At<&'static str, P>, role: Role<P>) {
        if self.roles.is_empty() {
            self.role = role;
        }
        self.roles.push(word);
    }

    /// Where it is said that it is the source, the one of `From` or the wait; of a field called `source`, its name.
    pub fn pos_of(&self, word: &str) -> P
    where
        P: Copy,
    {
        self.marks.iter().find(|mark| mark.value == word).map_or(self.pos, |mark| mark.pos)
    }

    /// Makes sure that the cause is never sent.
    pub fn settle_role(&mut self) {
        if self.is_source && matches!(self.role, Role::Detail { .. } | Role::Secret) {
            self.role = Role::Private;
        }
    }
}

impl<P> Role<P> {
    /// What the role is called in a sentence, where the field must not be shown to users.
    pub fn hidden_noun(&self) -> Option<&'static str> {
        match self {
            Self::Secret => Some("secret"),
            Self::Context { .. } => Some("context field"),
            Self::Private | Self::Detail { .. } => None,
        }
    }
}

/// A user message in a locale.
#[derive(Debug, Clone)]
pub struct UserText<P> {
    /// The locale; empty where none is declared.
    pub locale: At<String, P>,
    /// The text.
    pub text: At<String, P>,
    /// Where it stands, if that is a message file.
    pub place: Option<Place>,
}

/// The user message as it was given.
#[derive(Debug, Clone)]
pub enum Message<P> {
    /// One text for every locale.
    One(At<String, P>),
    /// A text for each locale.
    Many(P, Vec<(At<String, P>, At<String, P>)>),
    /// `message = display`.
    Display(P),
}

/// A trait that is implemented by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manual {
    /// `impl Display`.
    Display,
    /// `impl Error`.
    Error,
    /// `impl From`.
    From,
}

impl Manual {
    /// Every trait as it is written.
    pub const WORDS: &'static [&'static str] = &["Display", "Error", "From"];

    /// Reads the name of a trait.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "Display" => Some(Self::Display),
            "Error" => Some(Self::Error),
            "From" => Some(Self::From),
            _ => None,
        }
    }
}

/// Which responses an enum converts into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntoResponse {
    /// `into_response`: the `http::Response`, and those of the frameworks that are switched on.
    Every,
    /// `into_response(http)`: the `http::Response` alone.
    Http,
}

/// `transparent`, perhaps with `mask_5xx`.
#[derive(Debug, Clone)]
pub struct Transparent<P> {
    /// The code that inner 5xx are sent as.
    pub mask_5xx: Option<At<String, P>>,
}

/// `deprecated(...)`.
#[derive(Debug, Clone)]
pub struct Deprecated<P> {
    /// Since which version.
    pub since: String,
    /// The codes to look at instead.
    pub replaced_by: Vec<At<String, P>>,
    /// When it will be gone.
    pub until: Option<String>,
}

/// The type of a slot, by the kind of value in the table of keys.
#[rustfmt::skip] // One line a kind.
macro_rules! slot {
    (text) => { At<String, P> };
    (url) => { At<String, P> };
    (address) => { At<String, P> };
    (dialect) => { At<String, P> };
    (requirements) => { Vec<At<String, P>> };
    (name) => { At<String, P> };
    (code) => { At<String, P> };
    (path) => { At<String, P> };
    (variant) => { At<String, P> };
    (codes) => { Vec<At<String, P>> };
    (texts) => { Vec<At<String, P>> };
    (names) => { Vec<At<String, P>> };
    (rules) => { Vec<At<String, P>> };
    (word $Word:ident) => { At<$Word, P> };
    (status) => { At<u16, P> };
    (duration) => { At<Duration, P> };
    (retry) => { At<Retry, P> };
    (alert) => { At<AlertThreshold, P> };
    (jsonrpc) => { At<i32, P> };
    (message) => { Message<P> };
    (deprecated) => { Deprecated<P> };
    (pairs) => { Vec<(At<String, P>, At<String, P>)> };
    (manual) => { Vec<At<Manual, P>> };
    (into_response) => { IntoResponse };
    (rest) => { Box<Keys<P>> };
    (transparent) => { Transparent<P> };
}

/// Declares [`Keys`] with a slot for each key of the table.
macro_rules! declare_slots {
    ($( $section:ident $List:ident { $(
        $Key:ident $name:literal $slot:ident: $kind:ident $(<$Word:ident>)? { $($rest:tt)* }
    )+ } )+) => {
        /// All that the keys of an item, an entry or a registry say.
        #[expect(missing_docs, reason = "each slot is named for its key")]
        pub struct Keys<P> {
            $($( pub $slot: Option<slot!($kind $($Word)?)>, )+)+
            /// Every key that was given, sound or not, with its position. One without a name could not be read.
            pub given: Vec<(&'static str, P)>,
        }

        impl<P> Default for Keys<P> {
            fn default() -> Self {
                Self { $($( $slot: None, )+)+ given: Vec::new() }
            }
        }

        // Derives refuse the types of slots, which are macros.
        impl<P: Clone> Clone for Keys<P> {
            fn clone(&self) -> Self {
                Self { $($( $slot: self.$slot.clone(), )+)+ given: self.given.clone() }
            }
        }

        impl<P: core::fmt::Debug> core::fmt::Debug for Keys<P> {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.debug_struct("Keys")$($( .field($name, &self.$slot) )+)+.finish_non_exhaustive()
            }
        }

        impl<P: Copy> Keys<P> {
            /// The value of a key of a code; nothing for the messages.
            pub fn value(&self, key: Key) -> Option<Value<'_>> {
                match key { $($( Key::$Key => self.$slot.as_ref().and_then(Slot::<P>::value), )+)+ }
            }

            /// The position of the value of a key, where it is a single literal that was read.
            pub fn value_pos(&self, key: Key) -> Option<P> {
                match key { $($( Key::$Key => self.$slot.as_ref().and_then(Slot::value_pos), )+)+ }
            }
        }
    };
}
crate::with_keys!(declare_slots);

/// A value that a slot holds.
pub trait Slot<P>: Sized {
    /// Puts the value into its slot.
    fn put(self, slot: &mut Option<Self>) {
        *slot = Some(self);
    }

    /// The value, if it is that of a code.
    fn value(&self) -> Option<Value<'_>> {
        None
    }

    /// The position of the value, where it is a single literal.
    fn value_pos(&self) -> Option<P> {
        None
    }
}

impl<T: Plain, P: Copy> Slot<P> for At<T, P> {
    fn value(&self) -> Option<Value<'_>> {
        Some(self.value.to_value())
    }

    fn value_pos(&self) -> Option<P> {
        Some(self.pos)
    }
}

impl<P> Slot<P> for Vec<At<String, P>> {
    // `allow` may be given several times.
    fn put(self, slot: &mut Option<Self>) {
        slot.get_or_insert_default().extend(self);
    }

    fn value(&self) -> Option<Value<'_>> {
        Some(Value::List(texts(self).into()))
    }
}

impl<P> Slot<P> for Vec<(At<String, P>, At<String, P>)> {
    fn value(&self) -> Option<Value<'_>> {
        let pairs = self.iter().map(|(name, text)| (name.value.clone(), text.value.clone()));
        Some(Value::Pairs(pairs.collect()))
    }
}

impl<P> Slot<P> for Deprecated<P> {
    fn value(&self) -> Option<Value<'_>> {
        let Self { since, replaced_by, until } = self;
        Some(Value::Deprecated(Cow::Owned(model::Deprecated {
            since: since.clone(),
            replaced_by: texts(replaced_by),
            until: until.clone(),
        })))
    }
}

fn texts<P>(texts: &[At<String, P>]) -> Vec<String> {
    texts.iter().map(|text| text.value.clone()).collect()
}

impl<P> Slot<P> for Vec<At<Manual, P>> {}
impl<P> Slot<P> for Message<P> {}
impl<P> Slot<P> for IntoResponse {}
impl<P> Slot<P> for Transparent<P> {}
impl<P> Slot<P> for Box<Keys<P>> {}

impl<P: Copy> Keys<P> {
    /// Whether a key was given, sound or not.
    pub fn has(&self, key: &str) -> bool {
        self.given.iter().any(|(given, _)| *given == key)
    }

    /// Whether something was given that could not be read, and may be meant as any key.
    pub fn has_unread(&self) -> bool {
        self.has("")
    }

    /// Where a key was given.
    pub fn pos_of(&self, key: &str) -> Option<P> {
        self.given.iter().find(|(given, _)| *given == key).map(|(_, pos)| *pos)
    }
}

impl<P: Copy> Item<P> {
    /// The domain, where it has the form of one.
    pub fn domain(&self) -> Option<&str> {
        let domain = self.keys.domain.as_ref().map(|domain| domain.value.as_str());
        domain.filter(|domain| crate::code::is_domain(domain))
    }

    /// A domain that the name would have: `AUTH` for `AuthError`.
    pub fn guessed_domain(&self) -> String {
        let words = crate::code::screaming(&self.name.value);
        let domain = words.split('_').next().unwrap_or_default();
        if crate::code::is_domain(domain) { domain.to_owned() } else { "DOMAIN".to_owned() }
    }

    /// The domain, a guess where none is declared.
    pub fn domain_or_guess(&self) -> String {
        self.domain().map_or_else(|| self.guessed_domain(), ToOwned::to_owned)
    }

    /// Whether a trait is implemented elsewhere.
    pub fn leaves(&self, trait_: Manual) -> bool {
        self.has_thiserror || self.keys.manual.iter().flatten().any(|manual| manual.value == trait_)
    }

    /// The entry whose code one with `same_as` shares.
    pub fn shared_by(&self, entry: &DeclaredEntry<P>) -> Option<&DeclaredEntry<P>> {
        let name = entry.keys.same_as.as_ref().map(|other| other.value.as_str())?;
        self.entries.iter().find(|other| other.name.value == name && other.kind == EntryKind::Own)
    }

    /// The locales that texts are asked for: none where the list cannot be read.
    pub fn locales(&self) -> &[At<String, P>] {
        self.keys.locales.as_deref().unwrap_or_default()
    }

    /// The entries with a code of their own, that of `rest` last.
    pub fn own(&self) -> impl Iterator<Item = &DeclaredEntry<P>> {
        self.entries.iter().chain(&self.rest).filter(|entry| entry.kind == EntryKind::Own)
    }

    /// Derives what each entry is and which texts it has from all that was read.
    pub fn resolve(&mut self) {
        let mut entries = core::mem::take(&mut self.entries);
        let mut rest = self.rest.take();
        for entry in entries.iter_mut().chain(&mut rest) {
            entry.kind = entry.kind_in(self);
            if entry.kind == EntryKind::Own {
                entry.texts = entry.texts_in(self);
            }
        }
        (self.entries, self.rest) = (entries, rest);
    }
}

impl<P: Copy> DeclaredEntry<P> {
    /// An entry that says nothing yet.
    pub fn new(name: At<String, P>, keys: Keys<P>) -> Self {
        Self {
            name,
            keys,
            fields: Vec::new(),
            docs: Docs::default(),
            thiserror: None,
            kind: EntryKind::Broken,
            texts: Vec::new(),
            allows: Vec::new(),
        }
    }

    /// Whether it says nothing at all.
    pub fn is_bare(&self) -> bool {
        self.keys.given.is_empty()
    }

    /// Its status, or the default of the item. A status that was given and could not be read is no reason to take
    /// the default.
    pub fn status<'a>(&'a self, item: &'a Item<P>) -> Option<&'a At<u16, P>> {
        let keys = if self.keys.has("status") { &self.keys } else { &item.keys };
        keys.status.as_ref()
    }

    /// Its log level, or the default of the item.
    pub fn log_level<'a>(&'a self, item: &'a Item<P>) -> Option<&'a At<Level, P>> {
        let keys = if self.keys.has("log_level") { &self.keys } else { &item.keys };
        keys.log_level.as_ref()
    }

    /// Its class, given or derived from its status.
    pub fn class(&self, status: u16) -> Class {
        self.keys.class.as_ref().map_or(status::class(status), |class| class.value)
    }

    /// Its retry advice, given or the default of the item, which holds only where a retry can help.
    pub fn retry(&self, item: &Item<P>, class: Class) -> Option<Retry> {
        let helps = !status::is_permanent(class);
        let shared = item.keys.retry.as_ref();
        let shared = shared.filter(|retry| helps || !retry.value.may_pass());
        self.keys.retry.as_ref().or(shared).map(|retry| retry.value)
    }

    /// Its developer text.
    pub fn developer_text(&self, item: &Item<P>) -> Option<&At<String, P>> {
        match &self.thiserror {
            _ if !item.has_thiserror => self.keys.display.as_ref(),
            Some(ThisError::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Whether its user message is its developer text.
    pub fn shows_developer_text(&self) -> bool {
        matches!(self.keys.message, Some(Message::Display(_)))
    }

    /// The code that it is sent as. Without a status it is not known whether it can be.
    pub fn sent_as<'a>(&'a self, item: &Item<P>) -> Option<&'a str> {
        let public = self.keys.public_as.as_ref().filter(|_| self.status(item).is_some());
        public.map(|public| public.value.as_str())
    }

    /// The code that inner server errors are sent as.
    pub fn mask(&self) -> Option<&At<String, P>> {
        self.keys.transparent.as_ref().and_then(|transparent| transparent.mask_5xx.as_ref())
    }

    /// Its field of a name.
    pub fn field(&self, name: &str) -> Option<&Field<P>> {
        self.fields.iter().find(|field| field.name == name)
    }

    fn kind_in(&self, item: &Item<P>) -> EntryKind {
        // Any other key says something of an entry, which would be without effect.
        let is_silent = self.keys.given.iter().all(|(key, _)| *key == "allow");
        let is_transparent = matches!(self.thiserror, Some(ThisError::Transparent)) && is_silent;
        if self.keys.has("transparent") || is_transparent {
            EntryKind::Transparent
        } else if self.keys.has("same_as") {
            EntryKind::SameAs
        } else if self.is_bare() && item.keys.has("rest") {
            EntryKind::Rest
        } else if self.is_bare() {
            EntryKind::Broken
        } else {
            EntryKind::Own
        }
    }

    fn texts_in(&self, item: &Item<P>) -> Vec<UserText<P>> {
        let locales = item.locales();
        let here = |locale, text| UserText { locale, text, place: None };
        let only = |text: &At<String, P>, pos| {
            let tag = locales.first().map(|locale| locale.value.clone()).unwrap_or_default();
            here(At::new(tag, pos), text.clone())
        };
        let mut texts = match &self.keys.message {
            None => Vec::new(),
            Some(Message::One(text)) => vec![only(text, text.pos)],
            Some(Message::Display(pos)) => {
                let text = self.developer_text(item);
                text.map(|text| only(text, *pos)).into_iter().collect()
            }
            Some(Message::Many(_, texts)) => {
                let is_known = |tag: &str| {
                    locales.is_empty() || locales.iter().any(|locale| locale.value == tag)
                };
                let known = texts.iter().filter(|(locale, _)| is_known(&locale.value));
                known.map(|(locale, text)| here(locale.clone(), text.clone())).collect()
            }
        };
        if let (Some(files), Some(code)) = (&item.files, &self.keys.code) {
            for (file, found) in files.texts_of(&code.value) {
                if !texts.iter().any(|known: &UserText<P>| known.locale.value == file.locale) {
                    texts.push(UserText {
                        locale: At::new(file.locale.clone(), code.pos),
                        text: At::new(found.text.clone(), code.pos),
                        place: Some(found.place.clone()),
                    });
                }
            }
        }
        // The default locale is the one that the item lists first, wherever the text stands.
        if texts.len() > 1 {
            let order = item.keys.locales.as_deref().unwrap_or_default();
            let place =
                |text: &UserText<P>| order.iter().position(|tag| tag.value == text.locale.value);
            // A few texts: a sort of the library would cost every build more than this.
            for end in 1..texts.len() {
                for at in (1..=end).rev() {
                    if texts.get(at).map(place) < texts.get(at - 1).map(place) {
                        texts.swap(at, at - 1);
                    }
                }
            }
        }
        texts
    }
}
