//! The second stage: reads what stands behind a key, as the kind of value that the key takes.

use core::time::Duration;

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::spanned::Spanned as _;
use syn::{Lit, LitStr, Path};

use super::Spanned;
use super::args::{self, Arg, Given, Key};
use crate::diag::{Diag, did_you_mean};
use catalog_specs_core::{Backoff, Level, Retry, parse_duration, rules, status};

/// A key with what it was given, ready to be read.
pub struct Reader<'a> {
    arg: &'a Arg,
    example: &'a str,
}

impl<'a> Reader<'a> {
    /// Reads `arg`; `example` shows how the key is written.
    pub fn new(arg: &'a Arg, example: &'a str) -> Self {
        Self { arg, example }
    }

    /// The smallest place that stands for the value.
    pub fn span(&self) -> Span {
        match &self.arg.given {
            Given::Nothing | Given::Unreadable => self.arg.key.span(),
            Given::Value(value) => value.iter().cloned().collect::<TokenStream>().span(),
            Given::List(group) => group.span(),
        }
    }

    /// A text in quotes.
    pub fn text(&self, diag: &mut Diag) -> Option<Spanned<String>> {
        match self.quoted() {
            Some(text) => Some(text),
            None => self.refuse_unquoted(diag),
        }
    }

    /// A text in quotes that says something.
    pub fn non_empty_text(&self, diag: &mut Diag) -> Option<Spanned<String>> {
        let text = self.text(diag)?;
        let key = self.arg.key.text();
        // An example of a list shows its keys inside.
        let cure = match self.example.strip_prefix(&key) {
            Some(_) => format!("write `{}`, or remove it", self.example),
            None => format!("write it as in `{}`, or remove it", self.example),
        };
        rules::text::is_not_empty(&key, &text, &cure, diag).then_some(text)
    }

    /// An address that a browser can open from anywhere.
    pub fn url(&self, diag: &mut Diag) -> Option<Spanned<String>> {
        let text = self.non_empty_text(diag)?;
        rules::text::is_address(&self.arg.key.text(), &text, diag).then_some(text)
    }

    /// A word, bare or in quotes.
    pub fn word(&self, diag: &mut Diag) -> Option<Spanned<String>> {
        match self.bare_word().or_else(|| self.quoted()) {
            Some(word) => Some(word),
            None => self.refuse("a word", diag),
        }
    }

    /// A word of a closed vocabulary.
    pub fn word_of<T>(
        &self,
        noun: &str,
        words: &[&str],
        parse: impl Fn(&str) -> Option<T>,
        diag: &mut Diag,
    ) -> Option<Spanned<T>> {
        if let Some(meant) = self.path_to_word(words) {
            return self.refuse_for("a word", &meant, diag);
        }
        let word = self.word(diag)?;
        match parse(&word.value) {
            Some(value) => Some(Spanned::new(value, word.pos)),
            None => {
                unknown_word(&word, noun, words, diag);
                None
            }
        }
    }

    /// `Level::ERROR` is meant as the word at its end.
    fn path_to_word(&self, words: &[&str]) -> Option<String> {
        let [_, _, ..] = self.tokens() else { return None };
        let last = self.last_word()?;
        let known = words.iter().find(|word| word.eq_ignore_ascii_case(&last))?;
        Some(format!("{} = {known}", self.arg.key.text()))
    }

    /// A bare word that stands alone behind `=`.
    pub fn bare_word(&self) -> Option<Spanned<String>> {
        match self.tokens() {
            [TokenTree::Ident(ident)] => Some(Spanned::new(super::plain(ident), ident.span())),
            _ => None,
        }
    }

    /// An error status, by number or by name.
    pub fn status(&self, diag: &mut Diag) -> Option<Spanned<u16>> {
        if let Some(name) = self.bare_word() {
            return status_named(&name, diag);
        }
        if let [TokenTree::Punct(sign), TokenTree::Literal(number)] = self.tokens() {
            if sign.as_char() == '-' && matches!(Lit::new(number.clone()), Lit::Int(_)) {
                let values = [("status", format!("-{number}")), ("example", "404".to_owned())];
                let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
                diag.report(&rules::STATUS_RANGE, number.span(), &values);
                return None;
            }
        }
        match self.literal() {
            Some(Lit::Int(number)) => {
                let status =
                    number.base10_parse::<u16>().ok().filter(|status| status::is_error(*status));
                if let Some(status) = status {
                    return Some(Spanned::new(status, number.span()));
                }
                let written = number.base10_digits();
                let reason = written.parse().ok().and_then(status::reason).unwrap_or_default();
                let shown = format!("{written} {reason}");
                let values = [("status", shown.trim()), ("example", "404")];
                diag.report(&rules::STATUS_RANGE, number.span(), &values);
                None
            }
            Some(Lit::Str(text)) => {
                if text.value().bytes().all(|b| b.is_ascii_uppercase() || b == b'_')
                    && !text.value().is_empty()
                {
                    return status_named(&Spanned::new(text.value(), text.span()), diag);
                }
                self.refuse_status(text.value().trim().parse().ok(), diag)
            }
            _ => self.refuse_status(self.last_word().and_then(|word| status::by_name(&word)), diag),
        }
    }

    fn refuse_status(&self, meant: Option<u16>, diag: &mut Diag) -> Option<Spanned<u16>> {
        let meant = meant.filter(|status| status::is_error(*status)).unwrap_or(404);
        let example = format!("{} = {meant}", self.arg.key.text());
        self.refuse_for("a number from 400 to 599 or the name of a status", &example, diag)
    }

    /// The last word of a path such as `StatusCode::NOT_FOUND`.
    fn last_word(&self) -> Option<String> {
        match self.tokens().last() {
            Some(TokenTree::Ident(ident)) => Some(super::plain(ident)),
            _ => None,
        }
    }

    /// A duration that is one.
    pub fn wait(&self, diag: &mut Diag) -> Option<Spanned<Duration>> {
        let duration = self.duration(diag)?;
        if duration.value.is_zero() {
            return self.refuse("a wait longer than 0", diag);
        }
        Some(duration)
    }

    /// A number of whole seconds, or a duration in quotes such as `"1m"`.
    pub fn duration(&self, diag: &mut Diag) -> Option<Spanned<Duration>> {
        let wanted = "a number of seconds or a duration such as \"2s\"";
        match self.literal() {
            Some(Lit::Int(number)) => match number.base10_parse() {
                Ok(seconds) => Some(Spanned::new(Duration::from_secs(seconds), number.span())),
                Err(_) => self.refuse(wanted, diag),
            },
            Some(Lit::Str(text)) => match parse_duration(&text.value()) {
                Some(duration) => Some(Spanned::new(duration, text.span())),
                None => self.refuse(wanted, diag),
            },
            _ => self.refuse(wanted, diag),
        }
    }

    /// A small number.
    pub fn number(&self, diag: &mut Diag) -> Option<u32> {
        match self.literal() {
            Some(Lit::Int(number)) => number.base10_parse().ok(),
            _ => None,
        }
        .or_else(|| self.refuse("a whole number of at most 4294967295", diag))
    }

    /// A path, such as `crate::Codes`.
    pub fn path(&self, diag: &mut Diag) -> Option<Path> {
        let path = match &self.arg.given {
            Given::Value(value) => {
                syn::parse::Parser::parse2(Path::parse_mod_style, value.iter().cloned().collect())
                    .ok()
            }
            Given::Nothing | Given::List(_) | Given::Unreadable => None,
        };
        path.or_else(|| self.refuse("a path", diag))
    }

    /// Nothing at all: the key alone.
    pub fn nothing(&self, diag: &mut Diag) -> bool {
        matches!(self.arg.given, Given::Nothing)
            || self.refuse::<()>("nothing behind it", diag).is_some()
    }

    /// Whether there is nothing behind the key.
    pub fn is_alone(&self) -> bool {
        matches!(self.arg.given, Given::Nothing)
    }

    /// The pieces of a list, each name once.
    pub fn list(&self, diag: &mut Diag) -> Option<Vec<Arg>> {
        let mut names: Vec<String> = Vec::new();
        let mut args = self.pieces(diag)?;
        args.retain(|arg| {
            let name = arg.key.text();
            let is_repeated = !matches!(arg.given, Given::Unreadable) && names.contains(&name);
            if is_repeated {
                diag.report(&rules::REPEATED_KEY, arg.key.span(), &[("key", &name)]);
            }
            names.push(name);
            !is_repeated
        });
        Some(args)
    }

    /// The pieces of a list.
    pub fn pieces(&self, diag: &mut Diag) -> Option<Vec<Arg>> {
        match &self.arg.given {
            Given::List(group) => Some(args::read(group.stream(), diag)),
            Given::Nothing | Given::Value(_) | Given::Unreadable => {
                self.refuse("a list in parentheses", diag)
            }
        }
    }

    /// The pieces of a list, or nothing where the key stands alone.
    pub fn optional_list(&self, diag: &mut Diag) -> Option<Vec<Arg>> {
        match self.arg.given {
            Given::Nothing => Some(Vec::new()),
            Given::Value(_) | Given::List(_) | Given::Unreadable => self.list(diag),
        }
    }

    /// A list of texts.
    pub fn texts(&self, diag: &mut Diag) -> Option<Vec<Spanned<String>>> {
        let Given::List(group) = &self.arg.given else {
            let wanted = "a list of texts in parentheses";
            return match self.literal() {
                Some(Lit::Str(text)) => self.refuse_for(
                    wanted,
                    &format!("{}({:?})", self.arg.key.text(), text.value()),
                    diag,
                ),
                _ => self.refuse(wanted, diag),
            };
        };
        let mut texts = Vec::new();
        for piece in args::parted(group.stream(), diag) {
            match syn::parse2::<LitStr>(piece.into_iter().collect()) {
                Ok(text) => texts.push(Spanned::new(text.value(), text.span())),
                Err(_) => return self.refuse("a list of texts in parentheses", diag),
            }
        }
        if texts.is_empty() {
            self.refuse("a list of texts in parentheses", diag)
        } else {
            Some(texts)
        }
    }

    /// A list of words.
    pub fn words(&self, diag: &mut Diag) -> Option<Vec<Spanned<String>>> {
        let mut words = Vec::new();
        for arg in self.list(diag)? {
            match (&arg.key, &arg.given) {
                (Key::Word(_), Given::Nothing) => {
                    words.push(Spanned::new(arg.key.text(), arg.key.span()));
                }
                _ => return self.refuse("a list of words in parentheses", diag),
            }
        }
        if words.is_empty() {
            self.refuse("a list of words in parentheses", diag)
        } else {
            Some(words)
        }
    }

    /// Retry advice: a word, or `retry(max = 3, base = "1s", factor = 2)`.
    pub fn retry(&self, diag: &mut Diag) -> Option<Spanned<Retry>> {
        let Given::List(group) = &self.arg.given else {
            return self.retry_word(diag);
        };
        let mut backoff = Backoff::new(0, Duration::ZERO, 2);
        let (mut given, mut is_read) = (Vec::new(), true);
        for arg in args::read(group.stream(), diag) {
            let reader = Reader::new(&arg, POLICY);
            let name = arg.key.text();
            if matches!(arg.given, Given::Unreadable) {
                is_read = false;
                continue;
            }
            if given.contains(&name) {
                diag.report(&rules::REPEATED_KEY, arg.key.span(), &[("key", &name)]);
                is_read = false;
            }
            let read = match name.as_str() {
                "max" => reader.number(diag).map(|max| backoff.max = max),
                "base" => reader.duration(diag).map(|base| backoff.base = base.value),
                "factor" => reader.number(diag).map(|factor| backoff.factor = factor),
                "idempotent" if matches!(arg.given, Given::Nothing) => {
                    backoff.idempotent = true;
                    Some(())
                }
                _ => {
                    let cure = match catalog_specs_core::nearest(
                        &name,
                        ["max", "base", "factor", "idempotent"],
                    ) {
                        Some(near) => catalog_specs_core::nearest::suggest_word(near),
                        None => format!("write `{POLICY}`"),
                    };
                    diag.report(&rules::RETRY_CUSTOM, arg.key.span(), &[("cure", &cure)]);
                    None
                }
            };
            is_read &= read.is_some();
            given.push(name);
        }
        if !is_read {
            return None;
        }
        if backoff.max == 0 || backoff.base.is_zero() || backoff.factor == 0 {
            let cure = format!("write `{POLICY}`");
            diag.report(&rules::RETRY_CUSTOM, group.span(), &[("cure", &cure)]);
            return None;
        }
        Some(Spanned::new(Retry::Custom(backoff), group.span()))
    }

    fn retry_word(&self, diag: &mut Diag) -> Option<Spanned<Retry>> {
        if let [TokenTree::Ident(word), TokenTree::Group(list)] = self.tokens() {
            if word == "retry" {
                let meant = format!("retry({})", super::written(&list.stream()));
                return self.refuse_for("a word or a list in parentheses", &meant, diag);
            }
        }
        if let Some(meant) = self.path_to_word(Retry::WORDS) {
            return self.refuse_for("a word", &meant, diag);
        }
        let word = self.word(diag)?;
        if let Some(retry) = Retry::parse(&word.value) {
            return Some(Spanned::new(retry, word.pos));
        }
        let mut cure = did_you_mean(&word.value, Retry::WORDS);
        if catalog_specs_core::nearest(&word.value, Retry::WORDS.iter().copied()).is_none() {
            cure = format!("{cure}, or say how: `{POLICY}`");
        }
        report_unknown(&word, "retry policy", &cure, diag);
        None
    }

    /// Reports that the key takes another kind of value.
    pub fn refuse<T>(&self, wanted: &str, diag: &mut Diag) -> Option<T> {
        self.refuse_for(wanted, self.example, diag)
    }

    /// What was written without quotes, or in the wrong ones, is most likely the text that was meant.
    fn refuse_unquoted<T>(&self, diag: &mut Diag) -> Option<T> {
        let key = self.arg.key.text();
        let fits = |text: &String| key != "code" || catalog_specs_core::code::is_code(text);
        let word = self.bare_word().map(|word| word.value);
        let meant = word.or_else(|| self.unquoted()).filter(fits);
        let meant = meant.map(|text| format!("{key} = {text:?}"));
        self.refuse_for("a text in quotes", meant.as_deref().unwrap_or(self.example), diag)
    }

    /// The text in `'x'`, `1.2` or `("x")`.
    pub(super) fn unquoted(&self) -> Option<String> {
        if let Given::List(group) = &self.arg.given {
            let text = syn::parse2::<LitStr>(group.stream()).ok()?;
            return Some(text.value());
        }
        let [TokenTree::Literal(literal)] = self.tokens() else { return None };
        let written = literal.to_string();
        let inside = written.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
        match (inside, Lit::new(literal.clone())) {
            (_, Lit::Char(c)) => Some(c.value().to_string()),
            (Some(inside), _) => Some(inside.to_owned()),
            (None, Lit::Float(_)) => Some(written),
            (None, _) => None,
        }
    }

    /// Reports that the key takes another kind of value, with a cure made of what was written.
    pub(super) fn refuse_for<T>(&self, wanted: &str, example: &str, diag: &mut Diag) -> Option<T> {
        if !matches!(self.arg.given, Given::Unreadable) {
            let key = self.arg.key.text();
            let values = [("key", key.as_str()), ("wanted", wanted), ("example", example)];
            diag.report(&rules::VALUE_KIND, self.span(), &values);
        }
        None
    }

    /// A text literal. One without escapes is its own inside; `syn` looks at it character by
    /// character, which a derive built for debugging does slowly.
    fn quoted(&self) -> Option<Spanned<String>> {
        let [TokenTree::Literal(literal)] = self.tokens() else { return None };
        let written = literal.to_string();
        let inside = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        if let Some(inside) = inside.filter(|inside| !inside.contains('\\')) {
            return Some(Spanned::new(inside.to_owned(), literal.span()));
        }
        match Lit::new(literal.clone()) {
            Lit::Str(text) => Some(Spanned::new(text.value(), text.span())),
            _ => None,
        }
    }

    fn literal(&self) -> Option<Lit> {
        match self.tokens() {
            [TokenTree::Literal(literal)] => Some(Lit::new(literal.clone())),
            _ => None,
        }
    }

    fn tokens(&self) -> &[TokenTree] {
        match &self.arg.given {
            Given::Value(value) => value,
            Given::Nothing | Given::List(_) | Given::Unreadable => &[],
        }
    }
}

/// An example of a custom retry policy.
const POLICY: &str = "retry(max = 3, base = \"1s\", factor = 2)";

/// Words for log levels that people bring from elsewhere, and what they are here.
const FOREIGN_LEVELS: &[(&str, &str)] = &[
    ("warning", "WARN"),
    ("information", "INFO"),
    ("informational", "INFO"),
    ("notice", "INFO"),
    ("trace", "DEBUG"),
    ("verbose", "DEBUG"),
];

/// Reports a word that its vocabulary does not have.
pub fn unknown_word(word: &Spanned<String>, noun: &str, words: &[&str], diag: &mut Diag) {
    let lower = word.value.to_lowercase();
    let cure = match FOREIGN_LEVELS.iter().find(|(foreign, _)| *foreign == lower) {
        Some((_, level)) if noun == Level::NOUN => catalog_specs_core::nearest::suggest_word(level),
        None if noun == Level::NOUN && matches!(lower.as_str(), "critical" | "fatal" | "panic") => {
            "write `ERROR`; that somebody must look now is said by `severity = \"CRITICAL\"`".into()
        }
        Some(_) | None => did_you_mean(&word.value, words),
    };
    report_unknown(word, noun, &cure, diag);
}

fn report_unknown(word: &Spanned<String>, noun: &str, cure: &str, diag: &mut Diag) {
    let noun = catalog_specs_core::nearest::with_article(noun);
    let values = [("word", word.value.as_str()), ("noun", &noun), ("cure", cure)];
    diag.report(&rules::UNKNOWN_WORD, word.pos, &values);
}

fn status_named(name: &Spanned<String>, diag: &mut Diag) -> Option<Spanned<u16>> {
    if let Some(number) = status::by_name(&name.value) {
        return Some(Spanned::new(number, name.pos));
    }
    let names: Vec<_> = status::NAMED.iter().map(|(_, name, _)| *name).collect();
    let cure = match catalog_specs_core::nearest(&name.value, names) {
        Some(near) => catalog_specs_core::nearest::suggest_word(near),
        None => "use a name such as `NOT_FOUND`, or the number".to_owned(),
    };
    diag.report(&rules::STATUS_NAME, name.pos, &[("name", &name.value), ("cure", &cure)]);
    None
}
