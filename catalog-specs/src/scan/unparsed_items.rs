//! Finds enums, registries and modules in the bodies that `strip_bodies` empties, so that they are reported.

use super::lexer::Token;

/// A part of a catalogue inside a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnparsedItem {
    /// The kind.
    pub what: ItemKind,
    /// The macro that contains it; `None` for a function.
    pub in_macro: Option<String>,
    /// The byte offset of the word that identifies it.
    pub start: usize,
    /// The length of the word in bytes.
    pub length: usize,
}

/// The kind of an item in a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ItemKind {
    /// An enum of a catalogue.
    Enum,
    /// A `catalog!`.
    Registry,
    /// A `mod name;`.
    Module,
}

/// Searches a body.
pub(super) struct UnparsedSearch<'s> {
    in_macro: Option<String>,
    /// The depth outside the current attribute.
    attribute: Option<usize>,
    before: [Option<(Token<'s>, usize)>; 2],
    derives: Vec<(usize, usize)>,
    attributes: Vec<(usize, usize)>,
    others: Vec<(ItemKind, usize, usize)>,
    /// The attributes `registry` of registries.
    settings: Vec<(usize, usize)>,
}

impl<'s> UnparsedSearch<'s> {
    pub(super) fn new(in_macro: Option<String>) -> Self {
        Self {
            in_macro,
            attribute: None,
            before: [None; 2],
            derives: Vec::new(),
            attributes: Vec::new(),
            others: Vec::new(),
            settings: Vec::new(),
        }
    }

    /// Reads the next token of the body at a depth of brackets.
    pub(super) fn token(&mut self, token: Token<'s>, start: usize, depth: usize) {
        match (token, self.before) {
            (Token::Open(b'['), [Some((Token::Sign(b'#'), _)), _]) => {
                self.attribute.get_or_insert(depth);
            }
            (Token::Close(b']'), _) if self.attribute == depth.checked_sub(1) => {
                self.attribute = None;
            }
            (Token::Word("ErrorCatalog"), _) if self.attribute.is_some() => {
                self.derives.push((start, "ErrorCatalog".len()));
            }
            (Token::Open(b'('), [Some((Token::Word("catalog"), at)), _])
                if self.attribute.is_some() =>
            {
                self.attributes.push((at, "catalog".len()));
            }
            (
                Token::Open(_),
                [Some((Token::Sign(b'!'), _)), Some((Token::Word("catalog"), at))],
            ) => {
                self.others.push((ItemKind::Registry, at, "catalog".len()));
            }
            (Token::Open(b'('), [Some((Token::Word("registry"), at)), _])
                if self.attribute.is_some() && self.in_macro.is_some() =>
            {
                self.settings.push((at, "registry".len()));
            }
            (Token::Sign(b';'), [Some((Token::Word(name), at)), Some((Token::Word("mod"), _))])
                if self.in_macro.is_some() =>
            {
                self.others.push((ItemKind::Module, at, name.len()));
            }
            _ => {}
        }
        self.before = [Some((token, start)), self.before[0]];
    }

    /// An enum is found by its derive, or by its attributes if the derive is renamed; a registry by its macro, or by its
    /// attribute if the macro is renamed.
    pub(super) fn finish(self) -> impl Iterator<Item = UnparsedItem> {
        let Self { in_macro, derives, attributes, others, settings, .. } = self;
        let enums =
            if derives.is_empty() { attributes.into_iter().take(1).collect() } else { derives };
        let enums = enums.into_iter().map(|(start, length)| (ItemKind::Enum, start, length));
        let is_registry = |(kind, ..): &(ItemKind, usize, usize)| *kind == ItemKind::Registry;
        let has_macro = others.iter().any(is_registry);
        let renamed = settings.into_iter().take(usize::from(!has_macro));
        let renamed = renamed.map(|(start, length)| (ItemKind::Registry, start, length));
        let found: Vec<_> = enums.chain(others).chain(renamed).collect();
        found.into_iter().map(move |(what, start, length)| UnparsedItem {
            what,
            in_macro: in_macro.clone(),
            start,
            length,
        })
    }
}
