//! What of a catalogue stands in the bodies that `outline` blanks out, so that it can be told.

use super::lexer::Token;

/// Something of a catalogue inside a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hidden {
    /// What it is.
    pub what: What,
    /// The macro it stands in; nothing for a function or the like.
    pub in_macro: Option<String>,
    /// Where the word stands that tells, in bytes.
    pub start: usize,
    /// How long the word is.
    pub length: usize,
}

/// What hides in a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// An enum of a catalogue.
    Enum,
    /// A `catalog!`.
    Registry,
    /// A `mod name;`.
    Module,
}

/// Looks for what hides in a body.
pub(super) struct Search<'s> {
    in_macro: Option<String>,
    /// The depth outside the attribute that is being read.
    attribute: Option<usize>,
    before: [Option<(Token<'s>, usize)>; 2],
    derives: Vec<(usize, usize)>,
    attributes: Vec<(usize, usize)>,
    others: Vec<(What, usize, usize)>,
}

impl<'s> Search<'s> {
    pub(super) fn new(in_macro: Option<String>) -> Self {
        Self {
            in_macro,
            attribute: None,
            before: [None; 2],
            derives: Vec::new(),
            attributes: Vec::new(),
            others: Vec::new(),
        }
    }

    /// Takes the next token of the body, and how deep in brackets it stands.
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
                self.others.push((What::Registry, at, "catalog".len()));
            }
            (Token::Sign(b';'), [Some((Token::Word(name), at)), Some((Token::Word("mod"), _))])
                if self.in_macro.is_some() =>
            {
                self.others.push((What::Module, at, name.len()));
            }
            _ => {}
        }
        self.before = [Some((token, start)), self.before[0]];
    }

    /// An enum by its derive, or by its attributes where the derive has another name.
    pub(super) fn finish(self) -> impl Iterator<Item = Hidden> {
        let Self { in_macro, derives, attributes, others, .. } = self;
        let told =
            if derives.is_empty() { attributes.into_iter().take(1).collect() } else { derives };
        let enums = told.into_iter().map(|(start, length)| (What::Enum, start, length));
        let found: Vec<_> = enums.chain(others).collect();
        found.into_iter().map(move |(what, start, length)| Hidden {
            what,
            in_macro: in_macro.clone(),
            start,
            length,
        })
    }
}
