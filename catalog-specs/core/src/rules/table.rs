//! The rules of a catalogue, as one table that can be read from top to bottom.
//!
//! Each rule has its id, what is said when it is broken, the cure, why it is there, and whether
//! `allow(…)` lifts it. `{name}` in a text is filled in where the rule is reported.

use super::form::Form;
use crate::names::sorted_names;
use crate::template::{Piece, pieces};

/// What a catalogue must be, and what is said where it is not.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name, in `explain` and in the fixtures.
    pub id: &'static str,
    /// What part of a catalogue it is about.
    pub family: &'static str,
    /// The word that lifts it on a variant or an enum: `#[catalog(allow(word))]`.
    pub allow: Option<&'static str>,
    /// What is wrong.
    pub message: &'static str,
    /// The cure, to paste where that is possible.
    pub help: &'static str,
    /// Why the rule is there.
    pub why: &'static str,
}

impl Rule {
    /// The first line of a report.
    pub fn message(&self, values: &[(&str, &str)]) -> String {
        self.message_in(Form::Attribute, values)
    }

    /// The cure of a report.
    pub fn help(&self, values: &[(&str, &str)]) -> String {
        self.help_in(Form::Attribute, values)
    }

    /// The first line of a report about a source of a form.
    pub fn message_in(&self, form: Form, values: &[(&str, &str)]) -> String {
        fill(&self.in_form(self.message, form), values)
    }

    /// The cure of a report about a source of a form.
    pub fn help_in(&self, form: Form, values: &[(&str, &str)]) -> String {
        fill(&self.in_form(self.help, form), values)
    }

    /// The message and the help with the placeholders that each report fills, as attributes have them.
    pub fn templates(&self) -> [String; 2] {
        [self.message, self.help].map(|text| self.in_form(text, Form::Attribute))
    }

    /// A text of the rule with the placeholders filled that stand for the same in every report.
    fn in_form(&self, template: &str, form: Form) -> String {
        let mut text = String::new();
        for piece in pieces(template) {
            match piece {
                Piece::Text(piece) | Piece::Stray(piece) => {
                    text.push_str(&piece.replace('{', "{{").replace('}', "}}"));
                }
                Piece::Placeholder(placeholder) => {
                    match form.standing(placeholder.whole, self.allow) {
                        Some(standing) => text.push_str(&standing),
                        None => text.extend(["{", placeholder.whole, "}"]),
                    }
                }
            }
        }
        text
    }
}

/// The fix for `public_as` with a target that is masked too.
pub const NAME_A_PUBLIC_CODE: &str = "name a code that is sent as itself";

/// The rule of an id.
pub fn by_id(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}

/// The words that `allow(…)` takes, sorted.
pub fn allow_words() -> Vec<&'static str> {
    sorted_names(&mut ALL.iter().filter_map(|rule| rule.allow))
}

/// Puts values into a text. What the user wrote is quoted as far as it takes to know it again; a cure is
/// there to be pasted, and whole.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    for piece in pieces(template) {
        match piece {
            Piece::Text(text) | Piece::Stray(text) => filled.push_str(text),
            Piece::Placeholder(placeholder) => {
                let value = values.iter().find(|(name, _)| *name == placeholder.name);
                let value = value.map_or(placeholder.whole, |(_, value)| *value);
                match value.char_indices().nth(QUOTED) {
                    Some((end, _)) if QUOTES.contains(&placeholder.name) => {
                        filled.push_str(value.get(..end).unwrap_or(value));
                        filled.push('…');
                    }
                    _ => filled.push_str(value),
                }
            }
        }
    }
    filled
}

/// How many characters of what the user wrote are quoted.
const QUOTED: usize = 80;

/// The values that are what the user wrote.
const QUOTES: &[&str] = &[
    "category", "code", "domain", "found", "key", "locale", "name", "status", "variant", "whole",
    "word",
];

/// Declares the rules, family by family, and [`ALL`].
macro_rules! rules {
    ($( $family:literal { $(
        $NAME:ident = $id:literal $(allow $allow:literal)?:
            $message:literal,
            help $help:literal,
            why $why:literal;
    )+ } )+) => {
        $($(
            #[doc = concat!("`", $id, "`: ", $why)]
            pub static $NAME: Rule = Rule {
                id: $id,
                family: $family,
                allow: rules!(@allow $($allow)?),
                message: $message,
                help: $help,
                why: $why,
            };
        )+)+

        /// Every rule, family by family.
        pub static ALL: &[&Rule] = &[$($( &$NAME, )+)+];
    };
    (@allow) => { None };
    (@allow $allow:literal) => { Some($allow) };
}

rules! {
    "attr" {
        MALFORMED = "malformed":
            "cannot read `{found}` here",
            help "{cure}",
            why "an attribute that is read by guessing would hide a mistake";
        MISSING_COMMA = "missing-comma":
            "there is no comma before `{found}`",
            help "write `, {found}`",
            why "what follows would be read as part of the value before it";
        UNKNOWN_KEY = "unknown-key":
            "unknown key `{key}`",
            help "{cure}",
            why "a misspelt key would be silently without effect";
        REPEATED_KEY = "repeated-key":
            "`{key}` is given twice",
            help "keep one of the two",
            why "of two values one would be silently ignored";
        MISPLACED_KEY = "misplaced-key":
            "`{key}` belongs on {belongs}, not on {here}",
            help "{cure}",
            why "a key in the wrong place would be silently without effect";
        VALUE_KIND = "value-kind":
            "`{key}` takes {wanted}",
            help "{cure}",
            why "a code is a wire contract and must stand in the source as it is sent; the rest is read with it";
        EMPTY_VALUE = "empty-value":
            "`{key}` is {fault}",
            help "{cure}",
            why "the text says nothing, and looks as if it were written";
        UNKNOWN_WORD = "unknown-word":
            "`{word}` is not {noun}",
            help "{cure}",
            why "the vocabulary is closed, so that every tool knows every word";
        MISSING_DOMAIN = "missing-domain":
            "`{type}` has no `domain`",
            help "add `#[catalog(domain = \"{domain}\")]` below the derive",
            why "every code starts with the domain of its enum";
        MISSING_ATTRIBUTE = "missing-attribute":
            "`{variant}` has no error code",
            help "add `#[catalog(code = \"{code}\", {keys}, message = \"...\")]`",
            why "a variant without a code would be answered by a guess; `rest(...)` on the enum is the way to mean it";
        MISSING_KEY = "missing-key":
            "`{variant}` has no {missing}",
            help "add `{cure}`",
            why "a default status or text is where wrong answers live";
        COMBINATION = "combination":
            "`{key}` cannot stand beside `{other}`",
            help "{cure}",
            why "the two say different things about one variant";
        NEEDLESS_ALLOW = "needless-allow":
            "`{allowed}` allows nothing here",
            help "remove it",
            why "an exception that is not needed hides the day when one is";
        NEEDLESS_DEFAULT = "needless-default":
            "no code of this enum takes its `{key}` from here",
            help "remove it",
            why "a default that nothing uses hides a mistake: a variant that should have used it";
        DETECTED_MANUAL = "needless-manual":
            "`manual({word})` is needless: {reason}",
            help "remove it",
            why "one way to say a thing";
    }
    "shape" {
        UNION = "union":
            "an error catalogue is an enum or a struct, and `{type}` is a union",
            help "declare `enum {type}`",
            why "a union does not know which error it is";
        TRANSPARENT_SHAPE = "transparent-shape":
            "a transparent variant holds one catalogued error, and `{variant}` has {count} fields",
            help "write `{variant}(#[from] {inner})`",
            why "code, texts and details are those of the one field";
        SAME_AS_UNKNOWN = "same-as-unknown":
            "no variant `{variant}` with its own code in this enum",
            help "{cure}",
            why "`same_as` shares the entry of another variant";
        SAME_AS_TEXT = "same-as-text":
            "`{variant}` sends the text of `{other}`, which shows `{name}`, and has no such `#[detail]`",
            help "add `#[detail] {name}: {type}`, or give `{variant}` its own code",
            why "one entry has one text, and every variant that sends it must be able to fill it";
        SAME_AS_DETAIL = "same-as-detail":
            "`{name}` is no detail of `{other}`, whose entry this is",
            help "{cure}, or write `#[context]`, which goes to the log only",
            why "the details of a code are documented by its entry";
        TRANSPARENT_ROLE = "transparent-role":
            "`{role}` has no effect on the field of a transparent variant",
            help "remove it; what clients and the log receive is declared on `{inner}`",
            why "the texts and the details are those of the error inside";
        REST_UNUSED = "rest-unused":
            "no variant uses the code of `rest(...)`",
            help "remove it; it is for variants without `#[catalog(...)]`",
            why "a code that no error has would be documented and never sent";
        FROM_ALONE = "from-alone":
            "a variant with `{#from}` holds nothing else, and `{variant}` has {count} fields",
            help "use `{#source}` in place of `{#from}`",
            why "`From` could not fill the other fields";
        FROM_TWICE = "from-twice":
            "`{type}` has two `#[from]` fields of type `{from}`",
            help "use `#[source]` in one of them",
            why "one `From` cannot make two variants";
    }
    "code" {
        DOMAIN_FORM = "domain-form":
            "domain `{domain}` is not one upper-case word",
            help "write `{=domain=?suggestion}`",
            why "the domain is the first word of every code and ends at the first `_`";
        CODE_FORM = "code-form" allow "code":
            "error code `{code}` is not in `DOMAIN_CATEGORY_SPECIFIC` form",
            help "use upper-case words joined by `_`, for example `{suggestion}`; a code that clients already know can stay with `{allow}`",
            why "one form for all codes makes them recognisable in logs, documents and other languages";
        CODE_LETTER = "code-letter" allow "code":
            "`{character}` ({point}) in error code `{code}` is not an ASCII letter",
            help "write `{suggestion}`; a code that clients already know can stay with `{allow}`",
            why "two different codes that look alike are hard to find";
        CODE_LENGTH = "code-length" allow "code":
            "error code `{code}` has {length} characters, and 63 is the most",
            help "shorten it, for example to `{suggestion}`",
            why "longer codes are refused by other systems (AIP-193)";
        CODE_DOMAIN = "code-domain" allow "code":
            "error code `{code}` does not start with the domain `{domain}`",
            help "write `{suggestion}`, or move the variant to the enum of that domain",
            why "the domain says who answers for the code";
        CODE_CATEGORY = "code-category" allow "code":
            "`{category}` in `{code}` is not a category of this enum",
            help "{cure}",
            why "the enum declares a closed list of categories";
        CATEGORY_FORM = "category-form":
            "category `{category}` is not one upper-case word",
            help "{cure}",
            why "a category is the second word of a code, which ends at the next `_`";
        CODE_DUPLICATE = "code-duplicate":
            "error code `{code}` is already used in this enum",
            help "give it its own code, or write `same_as = {variant}` in place of its keys, to share the entry on purpose",
            why "two errors under one code cannot be told apart by anyone";
        CODE_FIRST_USE = "code-first-use":
            "`{code}` was first used here",
            help "",
            why "the other place of a duplicate";
        CONSTRAINT_DUPLICATE = "constraint-duplicate":
            "the constraint `{name}` is that of `{variant}` already",
            help "keep it in one of the two",
            why "a violation of a constraint is one code";
        FORMERLY_CURRENT = "formerly-current":
            "`formerly` names `{code}`, which is a code of this enum now",
            help "remove it from `formerly`",
            why "an old code must find one successor";
        FORMERLY_DUPLICATE = "formerly-duplicate":
            "`{code}` is a former code of `{variant}` already",
            help "keep it in one of the two",
            why "an old code must find one successor";
        PUBLIC_AS_UNKNOWN = "public-as-unknown":
            "no code `{code}` in this enum",
            help "{cure}",
            why "an enum without a registry knows no codes but its own";
        PUBLIC_AS_HIDDEN = "public-as-hidden":
            "`{code}` is no public code: it is sent as `{other}`",
            help "{cure}",
            why "clients would be sent a code that is kept from them elsewhere, or none at all";
        PUBLIC_AS_TEXT = "public-as-text":
            "this code is sent with the text of `{code}`, which has placeholders",
            help "add its own `message`",
            why "the fields of a masked error must not fill the text of another";
        STAND_IN_TEXT = "stand-in-text":
            "`{key}` names `{code}`, whose text has placeholders",
            help "name a code whose `message` has no placeholders",
            why "the fields of a masked error must not fill the text of another";
        PUBLIC_AS_DETAILS = "public-as-details" allow "placeholder":
            "the message shows `{name}`, but this code is sent as `{public}`, without details",
            help "take the placeholder out of `message` and put it in `display`; or `{allow}`",
            why "a detail that is kept from clients would still stand in the text";
        PUBLIC_AS_CLASS = "public-as-class":
            "`{code}` has status {status}, of another class than the {own} of this code",
            help "name a code of the same status class, so that clients retry and alert alike",
            why "a masked 5xx that is sent as a 4xx would blame the client";
    }
    "status" {
        STATUS_RANGE = "status-range":
            "`{status}` is not an error status",
            help "use a status from 400 to 599, for example `{example}`",
            why "an error that answers with success or a redirect is not seen as one";
        STATUS_NAME = "status-name":
            "`{name}` is not the name of an error status",
            help "{cure}",
            why "a status that is guessed ends up as 500";
        STATUS_AUTHENTICATE = "status-authenticate":
            "{fault}",
            help "{cure}",
            why "a 401 says by `WWW-Authenticate` how to sign in; what is misspelt, or cannot be sent, would be lost in silence";
    }
    "level" {
        LEVEL_SERVER = "level-server" allow "level":
            "status {status} is logged at `{level}`, which is too low to be noticed",
            help "write `{=log_level=\"ERROR\"}`, or `{allow}` if it is meant",
            why "a failure of the system must be seen";
        LEVEL_CLIENT = "level-client" allow "level":
            "status {status} is logged at `ERROR`, though the fault is the caller's",
            help "write `{=log_level=?suggestion}`, or `{allow}` if it is meant",
            why "a caller must not be able to fill the error log";
    }
    "message" {
        MESSAGE_EMPTY = "message-empty":
            "the message is {fault}",
            help "say in the user's words what happened and what to do",
            why "the user would see nothing";
        MESSAGE_BRACES = "message-braces":
            "a brace has no partner in this text",
            help "write a placeholder as `{{field}}`, and `{{{{` or `}}}}` for a brace itself",
            why "the text cannot be read as a template";
        MESSAGE_CONTROL = "message-control" allow "control":
            "the message has the character {character}, which {effect}",
            help "{cure}",
            why "a text that is displayed in another order than it is stored can deceive readers";
        PLACEHOLDER_UNKNOWN = "placeholder-unknown":
            "`{variant}` has no field `{name}`",
            help "{cure}",
            why "the placeholder would stay in the text";
        PLACEHOLDER_PRIVATE = "placeholder-private" allow "placeholder":
            "the message shows `{name}`, which is no `{#detail}`",
            help "write `{field}`, so that clients also get it machine-readable; or `{allow}`",
            why "programs that act on a value should not have to parse it out of a sentence (AIP-193)";
        PLACEHOLDER_HIDDEN = "placeholder-hidden":
            "the message shows `{name}`, which is a {role}",
            help "{cure}",
            why "the text of a source or a context is for developers, and a secret must not be shown";
        DISPLAY_SECRET = "display-secret":
            "`display` shows `{name}`, which is a secret",
            help "take it out of `display`",
            why "`Display` ends up in logs";
        PLACEHOLDER_SPEC = "placeholder-spec":
            "`{{{whole}}}` cannot stand in a {text}",
            help "{cure}",
            why "`Debug` output is for developers, arguments from elsewhere cannot be checked, and what is no format is none";
        TITLE_PLACEHOLDER = "title-placeholder":
            "`title` has the placeholder `{{{whole}}}`",
            help "take it out of `title`; values go into `message`",
            why "a title is the same for every occurrence (RFC 9457), and its braces are sent as they are";
        MESSAGE_PASSTHROUGH = "message-passthrough" allow "passthrough":
            "the message is nothing but `{{{name}}}`",
            help "say what happened around it, or `{allow}`",
            why "a text from elsewhere would go to the user as it is";
        MESSAGE_SERVER = "message-server" allow "server_details":
            "the message of a {status} shows `{name}`",
            help "{cure}",
            why "nothing of a failing system may reach the client";
        LOCALE_MISSING = "locale-missing":
            "the message has no text for {locales}",
            help "{cure}",
            why "a user would suddenly read another language";
        LOCALE_UNKNOWN = "locale-unknown":
            "`{locale}` is not a locale of this enum",
            help "{cure}",
            why "the text would never be shown";
        LOCALE_FORM = "locale-form":
            "`{locale}` is not the tag of a locale",
            help "{cure}",
            why "clients name the language they want by a tag of BCP 47, and no other text would ever match";
        LOCALES_UNDECLARED = "locales-undeclared":
            "messages in several locales need the list of locales on the enum",
            help "add `{locales}` to {to_item}",
            why "without the list a missing text cannot be found";
        LOCALE_PLACEHOLDERS = "locale-placeholders":
            "the text for `{locale}` has other placeholders than the one for `{first}`: {difference}",
            help "use the same placeholders in every locale",
            why "a value would be lost in translation";
        MESSAGE_IS_DISPLAY = "message-is-display":
            "`message = display` needs a `display` text",
            help "add `display = \"...\"`, or write the user's text as `message = \"...\"`",
            why "there is no developer text to show";
    }
    "field" {
        FIELD_ARGUMENTS = "field-arguments":
            "`#[{attribute}]` does not take `{found}`",
            help "{cure}",
            why "an argument without effect hides a mistake";
        DETAIL_UNNAMED = "detail-unnamed":
            "a field without a name needs one as a {attribute}",
            help "write `#[{attribute}(\"{name}\")]`",
            why "clients read it by name";
        DETAIL_DUPLICATE = "detail-duplicate":
            "`{name}` is the name of two details",
            help "rename one: `{cure}`",
            why "an object has one member of a name";
        CONTEXT_DUPLICATE = "context-duplicate":
            "`{name}` is the name of two context fields",
            help "rename one: `{cure}`",
            why "a log record has one field of a name";
        DETAIL_RESERVED = "detail-reserved":
            "`{name}` is a member of the body in dialect {dialects}",
            help "rename the detail: `{cure}`",
            why "there details stand beside the members of the body, and a registry may choose that dialect at any time";
        DETAIL_SERVER = "detail-server" allow "server_details":
            "a {status} has a `{#detail}`",
            help "write `{#context}`, which goes to the log only",
            why "nothing of a failing system may reach the client";
        FIELD_ROLES = "field-roles":
            "a field cannot be both {one} and {other}",
            help "keep one of the two attributes",
            why "what goes to clients, to the log and nowhere are different things";
        SOURCE_TWICE = "source-twice":
            "`{variant}` has two sources",
            help "keep `{#source}` on the nearer cause",
            why "an error has one cause";
    }
    "retry" {
        RETRY_CLASS = "retry-class" allow "retry":
            "retrying an error of class `{class}` cannot help",
            help "remove `retry`, name the true class, `{=class=\"transient\"}`, or write `{allow}` if it is meant",
            why "validation, auth, permission, conflict and business errors stay what they are";
        RETRY_AFTER_ALONE = "retry-after-alone":
            "`retry_after` on a code that is never retried",
            help "{cure}",
            why "clients would be told to wait for nothing";
        RETRY_AFTER_TWICE = "retry-after-twice":
            "`{variant}` has two fields that say how long to wait",
            help "keep `#[retry_after]` on the one that is sent to clients",
            why "an answer has one `Retry-After`";
        RETRY_CUSTOM = "retry-custom":
            "`retry(...)` takes `max`, `base` and `factor`, none of them 0, and `idempotent`",
            help "{cure}",
            why "a policy is how often, how soon and how much slower each time";
    }
    "spec" {
        SPEC_FILE = "spec-file":
            "the spec `{file}` cannot be read: {fault}",
            help "{cure}",
            why "an enum that is held to a spec needs one that is sound";
        SPEC_ENUM = "spec-enum":
            "the spec `{file}` has neither an enum `{type}` nor the domain `{domain}`",
            help "{cure}",
            why "a spec of several enums is found by the name of the enum or its domain";
        SPEC_MISSING = "spec-missing":
            "`{type}` lacks codes of the spec `{file}`: {codes}",
            help "add\n{variants}",
            why "a code that is promised and never sent is a promise broken";
        SPEC_EXTRA = "spec-extra":
            "the spec `{file}` has no code `{code}`",
            help "{cure}",
            why "a code that the spec lacks surprises those who rely on the spec";
        SPEC_DIFFERS = "spec-differs":
            "`{key}` is {here} here and {there} in the spec, {place}",
            help "{cure}, or change the spec",
            why "enum and spec are one catalogue, and clients read the spec";
    }
    "locales" {
        MESSAGES_FILE = "messages-file":
            "the messages in `{folder}` cannot be read: {fault}",
            help "{cure}",
            why "a text that cannot be read is a text that is missing";
        MESSAGES_LOCALES = "messages-locales":
            "`messages` needs the list of locales",
            help "add `locales({locales})`: the first is the default",
            why "without the list a missing text cannot be found";
        MESSAGES_MISSING = "messages-missing":
            "`{code}` has no text for {locales}",
            help "{cure}",
            why "a user would suddenly read another language";
        MESSAGES_TWICE = "messages-twice":
            "the text of `{code}` for `{locale}` stands here and at {place}",
            help "keep one of the two",
            why "of two texts one would be silently ignored";
        MESSAGES_UNKNOWN = "messages-unknown":
            "{place}: no code `{code}` in this enum",
            help "{cure}",
            why "the text would never be shown";
    }
    "registry" {
        REGISTRY_DUPLICATE = "registry-duplicate":
            "duplicate error code `{code}`: first by `{first}` at {first_place}, again by `{again}` at {again_place}",
            help "rename one of them; a code is one error everywhere",
            why "two errors under one code cannot be told apart by anyone";
        REGISTRY_UNLISTED = "registry-unlisted":
            "the registry `{registry}` does not include `{type}`",
            help "add it: `catalog! {{ pub struct {registry} {{ ..., {type} }} }}`",
            why "its codes would be unknown to the registry and to everything made from it";
        REGISTRY_FOREIGN = "registry-foreign":
            "the registry `{registry}` does not include `{home}`",
            help "take that registry in as a whole: `..other_crate::Codes`",
            why "the retired codes and settings of a registry come with it";
        REGISTRY_RETIRED = "registry-retired":
            "error code `{code}` of `{type}` at {place} is retired: {reason}",
            help "choose a new code; a retired one is never used again",
            why "old clients would take the new error for the old one";
        REGISTRY_UNKNOWN = "registry-unknown":
            "`{key}` of {owner} names `{code}`, which is no code of this registry",
            help "write a code that is listed, or list the enum that declares it",
            why "it would be looked up in vain when it is needed";
        REGISTRY_PUBLIC_CLASS = "registry-public-class":
            "`{code}` is sent as `{public}`, whose status is of another class",
            help "name a code of the same status class, so that clients retry and alert alike",
            why "a masked 5xx that is sent as a 4xx would blame the client";
        REGISTRY_SERVER = "registry-server":
            "`{key}` names `{code}`, whose status {status} is the fault of a caller",
            help "name a code with a status from 500, such as `SYSTEM_INTERNAL_ERROR`",
            why "a system failure that is sent as a client error is looked for in the wrong place";
        REGISTRY_PUBLIC_TEXT = "registry-public-text":
            "`{code}` is sent with the text of `{public}`, which has placeholders",
            help "give `{code}` its own `message`",
            why "the fields of a masked error must not fill the text of another";
        REGISTRY_LOCALE = "registry-locale":
            "`{code}` of `{type}` has no text for `{locale}`",
            help "{add_locale}",
            why "a user would suddenly read another language";
        REGISTRY_MESSAGE = "registry-message":
            "{place}: `{code}` is no code of this registry",
            help "correct it or remove it; a renamed code has its text under its new name",
            why "the text would never be shown";
        REGISTRY_MESSAGE_TWICE = "registry-message-twice":
            "{place}: `{code}` has another text for `{locale}` already: {own}",
            help "remove the text from the registry's messages; the code's own is sent",
            why "of two texts one would be silently ignored";
        REGISTRY_MESSAGE_HOLES = "registry-message-placeholders":
            "{place}: the text of `{code}` has other placeholders than its own: {own}",
            help "use the same placeholders, written alike",
            why "a value would be lost in translation, or a brace would reach the user";
        REGISTRY_GRPC = "registry-grpc":
            "`{code}` has status {status}, which stands for several gRPC codes",
            help "say which; the default is `{=grpc=?grpc}`",
            why "the registry says `require(grpc)`";
        REGISTRY_JSONRPC = "registry-jsonrpc":
            "`{code}` has the JSON-RPC number {number} of `{other}`",
            help "give one of them another number, such as {free}",
            why "clients tell the errors of JSON-RPC apart by their numbers";
        REGISTRY_REPEATED = "registry-repeated":
            "`{type}` is listed twice",
            help "remove one of the two",
            why "its codes would be there twice";
        REGISTRY_SET_NAME = "registry-set-name":
            "two sets of the registry are named `{name}`",
            help "rename one of the two, or remove it if they are one set",
            why "documents and clients know a set by its name";
        REGISTRY_PLACEHOLDER = "registry-placeholder":
            "`{{{name}}}` is no placeholder of `{key}`",
            help "{cure}",
            why "it would stand in every address as it is written";
        REGISTRY_DOCS = "registry-docs":
            "`docs` is one address for all codes",
            help "write the code into it: `{=docs=?example}`",
            why "who follows the link of an error wants to read about that error";
        RETIRED_CODE = "retired-code":
            "`{code}` cannot have been an error code",
            help "{cure}",
            why "a code that was never sent does not have to be kept from reuse";
        RETIRED_FORM = "retired-form":
            "a retired code says why it is retired",
            help "write `{cure}`",
            why "readers of the old code need to know what replaced it";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_rules_are_unique() {
        for (at, rule) in ALL.iter().enumerate() {
            assert!(rule.id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", rule.id);
            assert!(
                !ALL[..at].iter().any(|other| other.id == rule.id),
                "{} is there twice",
                rule.id
            );
        }
    }

    #[test]
    fn messages_have_the_form_of_rustc() {
        for rule in ALL {
            assert!(!rule.message.ends_with('.'), "{}", rule.id);
            assert!(!rule.message.starts_with(|c: char| c.is_uppercase()), "{}", rule.id);
            assert!(!rule.why.is_empty(), "{}", rule.id);
        }
    }

    #[test]
    fn texts_are_filled() {
        let text = MISSING_DOMAIN.message(&[("type", "AuthError")]);
        assert_eq!(text, "`AuthError` has no `domain`");
        assert_eq!(
            MESSAGE_PASSTHROUGH.message(&[("name", "text")]),
            "the message is nothing but `{text}`"
        );
        let long = "A".repeat(2000);
        let text = CODE_FORM.message(&[("code", &long)]);
        assert!(text.starts_with("error code `AAA") && text.contains("AAA…` is not in"), "{text}");
        assert!(text.chars().count() < 160, "{text}");
    }
}
