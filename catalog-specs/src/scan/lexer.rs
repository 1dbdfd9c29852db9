//! A minimal lexer: words and brackets of Rust source, without texts and comments.

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token<'s> {
    /// A keyword or a name, without `r#`.
    Word(&'s str),
    /// A string, a character or a lifetime.
    Literal,
    /// An opening bracket.
    Open(u8),
    /// A closing bracket.
    Close(u8),
    /// Any other sign.
    Sign(u8),
    /// The end of the text.
    End,
}

/// Reads tokens from a text.
pub(crate) struct Lexer<'s> {
    source: &'s str,
    bytes: &'s [u8],
    at: usize,
}

impl<'s> Lexer<'s> {
    pub(crate) const fn new(source: &'s str) -> Self {
        Self { source, bytes: source.as_bytes(), at: 0 }
    }

    /// The next token and its position; `None` if a string or a comment is unclosed.
    pub(crate) fn next(&mut self) -> Option<(Token<'s>, usize)> {
        loop {
            let start = self.at;
            let Some(byte) = self.peek(0) else { return Some((Token::End, start)) };
            let token = match byte {
                b' ' | b'\t' | b'\n' | b'\r' => {
                    self.at += 1;
                    continue;
                }
                b'/' if self.peek(1) == Some(b'/') => {
                    self.line_comment();
                    continue;
                }
                b'/' if self.peek(1) == Some(b'*') => {
                    self.block_comment()?;
                    continue;
                }
                b'"' => {
                    self.text()?;
                    Token::Literal
                }
                b'\'' => {
                    self.quote();
                    Token::Literal
                }
                b'{' | b'(' | b'[' => {
                    self.at += 1;
                    Token::Open(byte)
                }
                b'}' | b')' | b']' => {
                    self.at += 1;
                    Token::Close(byte)
                }
                _ if is_word(byte) => self.word(start)?,
                _ => {
                    self.at += 1;
                    Token::Sign(byte)
                }
            };
            return Some((token, start));
        }
    }

    /// The position after the last token.
    #[cfg(feature = "lints")]
    pub(crate) const fn position(&self) -> usize {
        self.at
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn line_comment(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    }

    /// Block comments can be nested.
    fn block_comment(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match (self.peek(0)?, self.peek(1)) {
                (b'/', Some(b'*')) => {
                    depth += 1;
                    self.at += 2;
                }
                (b'*', Some(b'/')) => {
                    depth -= 1;
                    self.at += 2;
                    if depth == 0 {
                        return Some(());
                    }
                }
                _ => self.at += 1,
            }
        }
    }

    /// A string, from the first quote.
    fn text(&mut self) -> Option<()> {
        self.at += 1;
        loop {
            match self.peek(0)? {
                b'"' => {
                    self.at += 1;
                    return Some(());
                }
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
    }

    /// A raw string, from the first `#` or quote.
    fn raw_text(&mut self) -> Option<()> {
        let mut signs = 0;
        while self.peek(0) == Some(b'#') {
            signs += 1;
            self.at += 1;
        }
        self.at += 1;
        loop {
            let byte = self.peek(0)?;
            self.at += 1;
            if byte == b'"' && (0..signs).all(|ahead| self.peek(ahead) == Some(b'#')) {
                self.at += signs;
                return Some(());
            }
        }
    }

    /// A character, or a lifetime, which has no second quote.
    fn quote(&mut self) {
        self.at += 1;
        if self.peek(0) == Some(b'\\') {
            self.at += 2;
            // `'\u{1F600}'`: up to the quote, which is on the same line.
            while self.peek(0).is_some_and(|byte| byte != b'\'' && byte != b'\n') {
                self.at += 1;
            }
            self.at += usize::from(self.peek(0) == Some(b'\''));
            return;
        }
        let rest = self.source.get(self.at..).unwrap_or_default();
        let Some(inside) = rest.chars().next() else { return };
        if rest.get(inside.len_utf8()..).is_some_and(|after| after.starts_with('\'')) {
            self.at += inside.len_utf8() + 1;
        }
    }

    fn word(&mut self, start: usize) -> Option<Token<'s>> {
        while self.peek(0).is_some_and(is_word) {
            self.at += 1;
        }
        let word = self.source.get(start..self.at).unwrap_or_default();
        match (word, self.peek(0)) {
            ("r" | "br" | "cr", Some(b'"')) => self.raw_text().map(|()| Token::Literal),
            ("r" | "br" | "cr", Some(b'#')) => {
                let mut ahead = 0;
                while self.peek(ahead) == Some(b'#') {
                    ahead += 1;
                }
                match self.peek(ahead) {
                    Some(b'"') => self.raw_text().map(|()| Token::Literal),
                    Some(byte) if word == "r" && ahead == 1 && is_word(byte) => {
                        // A raw identifier is never a keyword.
                        self.at += 1;
                        let name = self.at;
                        while self.peek(0).is_some_and(is_word) {
                            self.at += 1;
                        }
                        let name = self.source.get(name..self.at).unwrap_or_default();
                        Some(Token::Word(if is_keyword(name) { "_" } else { name }))
                    }
                    _ => Some(Token::Word(word)),
                }
            }
            ("b" | "c", Some(b'"')) => self.text().map(|()| Token::Literal),
            ("b", Some(b'\'')) => {
                self.quote();
                Some(Token::Literal)
            }
            _ => Some(Token::Word(word)),
        }
    }
}

/// Whether a byte belongs to a word. Bytes above ASCII are letters in valid Rust.
const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// The keywords that `strip_bodies` looks for.
fn is_keyword(name: &str) -> bool {
    matches!(name, "mod" | "use" | "enum" | "struct")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<&str> {
        let mut lexer = Lexer::new(source);
        let mut words = Vec::new();
        loop {
            match lexer.next().unwrap().0 {
                Token::Word(word) => words.push(word),
                Token::End => return words,
                _ => {}
            }
        }
    }

    #[test]
    fn strings_and_comments_are_skipped() {
        let source = r##"a "x \" { y" b r#"x " { y"# c b"{" d c"{" e br"{" f // {
            g /* { /* } */ { */ h '{' i '\'' j b'{' k '\u{7b}' l &'m n 'o: p '日' q"##;
        let found = words(source).join(" ");
        assert_eq!(found, "a b c d e f g h i j k l m n o p q");
    }

    #[test]
    fn raw_identifiers_are_words() {
        assert_eq!(words("r#type r#mod r"), ["type", "_", "r"]);
    }

    #[test]
    fn malformed_text_is_accepted() {
        for source in ["'", "'\\", "r", "r#", "b'", "\"", "/*", "/", "'a", "日'", "r#\"x\""] {
            let mut lexer = Lexer::new(source);
            while lexer.next().is_some_and(|(token, _)| token != Token::End) {}
        }
    }
}
