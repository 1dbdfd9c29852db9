//! The second stage: reads what stands behind a key, as the kind of value that the key takes.

pub(crate) mod meant;

use core::time::Duration;

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::spanned::Spanned as _;
use syn::{Lit, LitStr, Path};

use super::Spanned;
use super::args::{self, Arg, Given};
use crate::diag::{Diag, did_you_mean};
use catalog_specs_core::{Grpc, Level, nearest, parse_duration, rules, status, write_duration};

/// A key with what it was given, ready to be read.
pub struct Reader<'a> {
    pub(crate) arg: &'a Arg,
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
            // The example is what was pasted.
            Some(rest) if rest.ends_with("\"...\"") => {
                format!("say what happened in `{key}`, or remove it")
            }
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

    /// A word of a closed vocabulary.
    pub fn word_of<T>(
        &self,
        noun: &str,
        words: &[&str],
        parse: impl Fn(&str) -> Option<T>,
        diag: &mut Diag,
    ) -> Option<Spanned<T>> {
        let is_number = |word: &Spanned<String>| word.value.parse::<u32>().is_ok();
        let word = self.bare_word().or_else(|| self.quoted());
        let Some(word) = word.filter(|word| !is_number(word)) else {
            // gRPC itself counts its codes from 1.
            let code = meant::number(self.arg).filter(|_| noun == Grpc::NOUN);
            let code = code.and_then(|code| words.get(usize::try_from(code).ok()?.checked_sub(1)?));
            let meant = code.copied().or_else(|| meant::word(self.arg, words));
            let cure = match meant {
                Some(meant) => format!("write `{} = \"{meant}\"`", self.arg.key.text()),
                None => format!("use one of {}", nearest::quoted_list(words)),
            };
            return self.refuse_for("a word", &cure, diag);
        };
        match parse(&word.value) {
            Some(value) => Some(Spanned::new(value, word.pos)),
            None => {
                unknown_word(&word, noun, words, diag);
                None
            }
        }
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
        if let Some(name) = self.bare_word().or_else(|| self.quoted_name()) {
            return status_named(&name, diag);
        }
        let negative = match self.tokens() {
            [TokenTree::Punct(sign), TokenTree::Literal(number)] if sign.as_char() == '-' => {
                Some(number.clone())
            }
            _ => None,
        };
        let (sign, literal) = match negative {
            Some(number) => ("-", Some(Lit::new(number))),
            None => ("", self.literal()),
        };
        match literal {
            Some(Lit::Int(number)) if !meant::has_suffix(&number) => {
                let written = format!("{sign}{}", number.base10_digits());
                let value = written.parse::<u16>().ok();
                if let Some(status) = value.filter(|status| status::is_error(*status)) {
                    return Some(Spanned::new(status, number.span()));
                }
                let reason = value.and_then(status::reason).unwrap_or_default();
                let shown = format!("{written} {reason}");
                let values = [("status", shown.trim()), ("example", "404")];
                diag.report(&rules::STATUS_RANGE, number.span(), &values);
                None
            }
            _ => self.refuse_status(diag),
        }
    }

    /// The name of a status in quotes, as code reviews of other crates have it.
    fn quoted_name(&self) -> Option<Spanned<String>> {
        let is_name = |text: &str| text.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
        self.quoted().filter(|text| is_name(&text.value) && !text.value.is_empty())
    }

    fn refuse_status(&self, diag: &mut Diag) -> Option<Spanned<u16>> {
        let key = self.arg.key.text();
        let cure = match meant::status(self.arg) {
            Some(meant) => format!("write `{key} = {meant}`"),
            None => format!("write the one you mean, for example `{key} = 404`"),
        };
        self.refuse_for("a number from 400 to 599 or the name of a status", &cure, diag)
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
        let duration = match self.literal() {
            Some(Lit::Int(number)) if !meant::has_suffix(&number) => {
                let seconds = number.base10_parse().ok();
                seconds.map(|seconds| (Duration::from_secs(seconds), number.span()))
            }
            Some(Lit::Str(text)) => parse_duration(&text.value()).map(|wait| (wait, text.span())),
            _ => None,
        };
        if let Some((duration, span)) = duration {
            return Some(Spanned::new(duration, span));
        }
        let wanted = "a number of seconds or a duration such as \"2s\"";
        match meant::duration(self.arg) {
            Some(meant) => {
                let key = self.arg.key.text();
                let cure = format!("write `{key} = {}`", write_duration(meant));
                self.refuse_for(wanted, &cure, diag)
            }
            None => self.refuse(wanted, diag),
        }
    }

    /// A small number.
    pub fn number(&self, diag: &mut Diag) -> Option<u32> {
        let number = match self.literal() {
            Some(Lit::Int(number)) if !meant::has_suffix(&number) => number.base10_parse().ok(),
            _ => None,
        };
        if number.is_some() {
            return number;
        }
        let wanted = "a whole number of at most 4294967295";
        match meant::number(self.arg) {
            Some(meant) => {
                let cure = format!("write `{} = {meant}`", self.arg.key.text());
                self.refuse_for(wanted, &cure, diag)
            }
            None => self.refuse(wanted, diag),
        }
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
        path.or_else(|| {
            let texts = meant::texts(self.arg);
            let meant = texts.first().filter(|text| texts.len() == 1 && is_path(text));
            match meant {
                Some(path) => {
                    let cure = format!("write `{} = {path}`", self.arg.key.text());
                    self.refuse_for("a path", &cure, diag)
                }
                None => self.refuse("a path", diag),
            }
        })
    }

    /// The path of a type that was meant by what is no path, such as `"Codes"` or `(Codes)`, so that the code that names what it stands
    /// for stays quiet.
    pub fn meant_type(&self) -> Option<Path> {
        let parse = |tokens| syn::parse::Parser::parse2(Path::parse_mod_style, tokens).ok();
        let path = parse(self.tokens().iter().cloned().collect()).or_else(|| {
            let texts = meant::texts(self.arg);
            let mut path =
                syn::parse_str::<Path>(texts.first().filter(|_| texts.len() == 1)?).ok()?;
            for segment in &mut path.segments {
                segment.ident.set_span(self.span());
            }
            Some(path)
        });
        let is_type = |name: &str| name.starts_with(char::is_uppercase);
        path.filter(|path| {
            path.segments.last().is_some_and(|last| is_type(&last.ident.to_string()))
        })
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
                let wanted = "a list in parentheses";
                match meant::list(self.arg) {
                    Some(list) => {
                        let cure = format!("write `{}({list})`", self.arg.key.text());
                        self.refuse_for(wanted, &cure, diag)
                    }
                    None => self.refuse(wanted, diag),
                }
            }
        }
    }

    /// The pieces of a list, or nothing where the key stands alone.
    pub fn optional_list(&self, diag: &mut Diag) -> Option<Vec<Arg>> {
        match self.arg.given {
            Given::Nothing => Some(Vec::new()),
            Given::Value(_) => self.refuse_for("nothing behind it", &meant::switch(self.arg), diag),
            Given::List(_) | Given::Unreadable => self.list(diag),
        }
    }

    /// A list of texts.
    pub fn texts(&self, diag: &mut Diag) -> Option<Vec<Spanned<String>>> {
        let wanted = "a list of texts in parentheses";
        let refuse = |diag: &mut Diag| {
            let texts: Vec<_> =
                meant::texts(self.arg).iter().map(|text| format!("{text:?}")).collect();
            if texts.is_empty() {
                return self.refuse(wanted, diag);
            }
            let cure = format!("write `{}({})`", self.arg.key.text(), texts.join(", "));
            self.refuse_for(wanted, &cure, diag)
        };
        let Given::List(group) = &self.arg.given else { return refuse(diag) };
        let mut texts = Vec::new();
        for piece in args::parted(group.stream(), diag) {
            match syn::parse2::<LitStr>(piece.into_iter().collect()) {
                Ok(text) => texts.push(Spanned::new(text.value(), text.span())),
                Err(_) => return refuse(diag),
            }
        }
        if texts.is_empty() { self.refuse(wanted, diag) } else { Some(texts) }
    }

    /// A name, or a list of names.
    pub fn names(&self, diag: &mut Diag) -> Option<Vec<Spanned<String>>> {
        if !matches!(self.arg.given, Given::List(_)) {
            return self.non_empty_text(diag).map(|name| vec![name]);
        }
        let names = self.texts(diag)?;
        let key = self.arg.key.text();
        let cure = format!("write `{}`, or remove it", self.example);
        let mut is_sound = true;
        for name in &names {
            is_sound &= rules::text::is_not_empty(&key, name, &cure, diag);
        }
        is_sound.then_some(names)
    }

    /// A list of words.
    pub fn words(&self, diag: &mut Diag) -> Option<Vec<Spanned<String>>> {
        let wanted = "a list of words in parentheses";
        let mut words = Vec::new();
        let Given::List(group) = &self.arg.given else { return self.refuse_words(wanted, diag) };
        for piece in args::parted(group.stream(), diag) {
            match piece.as_slice() {
                [TokenTree::Ident(word)] => {
                    let word = Spanned::new(crate::plain(word), word.span());
                    if words.iter().any(|known: &Spanned<String>| known.value == word.value) {
                        let values = [("key", word.value.as_str())];
                        diag.report(&rules::REPEATED_KEY, word.pos, &values);
                    } else {
                        words.push(word);
                    }
                }
                _ => return self.refuse_words(wanted, diag),
            }
        }
        if words.is_empty() { self.refuse(wanted, diag) } else { Some(words) }
    }

    /// The words that were meant, without quotes and values.
    fn refuse_words<T>(&self, wanted: &str, diag: &mut Diag) -> Option<T> {
        let words = meant::texts(self.arg);
        if self.arg.written().contains("::") {
            return self.refuse(wanted, diag);
        }
        let words = words.iter().map(String::as_str).filter(|word| !matches!(*word, "true"));
        let words: Vec<_> = words.collect();
        if words.contains(&"false") {
            return self.refuse_for(wanted, "remove it", diag);
        }
        if words.is_empty() || !words.iter().all(|word| is_path(word)) {
            return self.refuse(wanted, diag);
        }
        let cure = format!("write `{}({})`", self.arg.key.text(), words.join(", "));
        self.refuse_for(wanted, &cure, diag)
    }

    /// Reports that the key takes another kind of value, where nothing of what was written can be kept.
    pub fn refuse<T>(&self, wanted: &str, diag: &mut Diag) -> Option<T> {
        self.refuse_for(wanted, &format!("write it as in `{}`", self.example), diag)
    }

    /// What was written without quotes, or in the wrong ones, is most likely the text that was meant.
    fn refuse_unquoted<T>(&self, diag: &mut Diag) -> Option<T> {
        let wanted = "a text in quotes";
        match meant::text(self.arg) {
            Some(text) => {
                let cure = format!("write `{} = {text:?}`", self.arg.key.text());
                self.refuse_for(wanted, &cure, diag)
            }
            None => self.refuse(wanted, diag),
        }
    }

    /// Reports that the key takes another kind of value, with a cure made of what was written.
    pub(crate) fn refuse_for<T>(&self, wanted: &str, cure: &str, diag: &mut Diag) -> Option<T> {
        if !matches!(self.arg.given, Given::Unreadable) {
            let key = self.arg.key.text();
            let values = [("key", key.as_str()), ("wanted", wanted), ("cure", cure)];
            diag.report(&rules::VALUE_KIND, self.span(), &values);
        }
        None
    }

    /// A text literal. One without escapes is its own inside; `syn` looks at it character by
    /// character, which a derive built for debugging does slowly.
    pub(crate) fn quoted(&self) -> Option<Spanned<String>> {
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

    pub(crate) fn tokens(&self) -> &[TokenTree] {
        match &self.arg.given {
            Given::Value(value) => value,
            Given::Nothing | Given::List(_) | Given::Unreadable => &[],
        }
    }
}

/// Whether a text is a path of Rust.
fn is_path(text: &str) -> bool {
    syn::parse::Parser::parse_str(Path::parse_mod_style, text).is_ok()
}

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
        Some((_, level)) if noun == Level::NOUN => nearest::suggest_word(level),
        None if noun == Level::NOUN && matches!(lower.as_str(), "critical" | "fatal" | "panic") => {
            "write `ERROR`; for a failure that people must see at once add `severity = \"CRITICAL\"`".into()
        }
        Some(_) | None => match meant::numbered(&lower, words) {
            Some(near) if nearest(&word.value, words.iter().copied()).is_none() => {
                nearest::suggest_word(near)
            }
            _ => did_you_mean(&word.value, words),
        },
    };
    report_unknown(word, noun, &cure, diag);
}

pub(crate) fn report_unknown(word: &Spanned<String>, noun: &str, cure: &str, diag: &mut Diag) {
    let noun = nearest::with_article(noun);
    let values = [("word", word.value.as_str()), ("noun", &noun), ("cure", cure)];
    diag.report(&rules::UNKNOWN_WORD, word.pos, &values);
}

fn status_named(name: &Spanned<String>, diag: &mut Diag) -> Option<Spanned<u16>> {
    if let Some(number) = status::by_name(&name.value) {
        return Some(Spanned::new(number, name.pos));
    }
    let meant = status::guess(&name.value);
    let meant = status::NAMED.iter().find(|(number, ..)| Some(*number) == meant);
    let cure = match meant {
        Some((_, name, _)) => nearest::suggest_word(name),
        None => "use a name such as `NOT_FOUND`, or the number".to_owned(),
    };
    diag.report(&rules::STATUS_NAME, name.pos, &[("name", &name.value), ("cure", &cure)]);
    None
}
