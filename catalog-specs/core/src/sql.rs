//! The words of SQL, and conditions without what SQL ignores.

use std::fmt::Write as _;

/// A word of SQL, with its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its line, from 1.
    pub line: usize,
}

/// What a word is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TokenKind {
    /// A keyword, or a name in lower case, as databases keep it.
    Word(String),
    /// A name in quotes.
    Quoted(String),
    /// A text.
    Text(String),
    /// Any other character.
    Sign(char),
}

impl Token {
    /// Whether it is a keyword, in lower case.
    pub fn is(&self, keyword: &str) -> bool {
        matches!(&self.kind, TokenKind::Word(word) if word == keyword)
    }

    /// Whether it is a sign.
    pub fn is_sign(&self, sign: char) -> bool {
        self.kind == TokenKind::Sign(sign)
    }

    /// The name that it is.
    pub fn name(&self) -> Option<&str> {
        match &self.kind {
            TokenKind::Word(name) | TokenKind::Quoted(name) => Some(name),
            TokenKind::Text(_) | TokenKind::Sign(_) => None,
        }
    }
}

/// Cuts SQL into words. Comments are none.
pub fn read(sql: &str) -> Vec<Token> {
    let mut reader = Reader { rest: sql, line: 1, tokens: Vec::new() };
    while reader.read_one() {}
    reader.tokens
}

/// Words as conditions are compared: without spaces, comments and the quotes of names.
pub fn bare_text(tokens: &[Token]) -> String {
    let mut text = String::new();
    for token in tokens {
        match &token.kind {
            TokenKind::Word(word) | TokenKind::Quoted(word) => text.push_str(word),
            TokenKind::Text(inside) => {
                let _ = write!(text, "'{inside}'");
            }
            TokenKind::Sign(sign) => text.push(*sign),
        }
    }
    text
}

struct Reader<'s> {
    rest: &'s str,
    line: usize,
    tokens: Vec<Token>,
}

impl<'s> Reader<'s> {
    /// Reads a word or what stands between two; `false` at the end.
    fn read_one(&mut self) -> bool {
        let mut chars = self.rest.chars();
        let Some(first) = chars.next() else { return false };
        let second = chars.next();
        match (first, second) {
            ('-', Some('-')) => self.skip(self.rest.find('\n').unwrap_or(self.rest.len())),
            ('/', Some('*')) => self.skip(end_of_comment(self.rest)),
            ('\'', _) => self.text('\'', false),
            ('e' | 'E', Some('\'')) => {
                self.skip(1);
                self.text('\'', true);
            }
            ('"' | '`', _) => self.text(first, false),
            ('[', _) => self.bracket(),
            ('$', _) => self.dollar(),
            _ if is_of_word(first) => self.word(),
            _ if first.is_whitespace() => self.skip(first.len_utf8()),
            _ => {
                self.push(TokenKind::Sign(first));
                self.skip(first.len_utf8());
            }
        }
        true
    }

    fn word(&mut self) {
        let end = self.rest.find(|c| !is_of_word(c) && c != '$').unwrap_or(self.rest.len());
        let (word, _) = self.rest.split_at(end);
        self.push(TokenKind::Word(word.to_lowercase()));
        self.skip(end);
    }

    /// A text or a name between quotes; a quote within it is written twice.
    fn text(&mut self, quote: char, has_escapes: bool) {
        let mut text = String::new();
        let mut chars = self.rest.char_indices().skip(1).peekable();
        let mut end = self.rest.len();
        while let Some((at, c)) = chars.next() {
            match c {
                '\\' if has_escapes => text.extend(chars.next().map(|(_, c)| c)),
                c if c == quote => {
                    if chars.next_if(|(_, next)| *next == quote).is_none() {
                        end = at + quote.len_utf8();
                        break;
                    }
                    text.push(quote);
                }
                c => text.push(c),
            }
        }
        self.push(if quote == '\'' { TokenKind::Text(text) } else { TokenKind::Quoted(text) });
        self.skip(end);
    }

    /// A name in brackets, which `SQLite` takes. `[]` and `[3]` are those of an array.
    fn bracket(&mut self) {
        let inside = self.rest.get(1..).unwrap_or_default();
        let end = inside.find(']').unwrap_or(0);
        match inside.get(..end) {
            Some(name) if name.starts_with(|c: char| c.is_alphabetic() || c == '_') => {
                self.push(TokenKind::Quoted(name.to_owned()));
                self.skip(end + 2);
            }
            _ => {
                self.push(TokenKind::Sign('['));
                self.skip(1);
            }
        }
    }

    /// A text between two tags, such as `$$` or `$body$`. `$1` is a parameter.
    fn dollar(&mut self) {
        let inside = self.rest.get(1..).unwrap_or_default();
        let tag = inside.find('$').and_then(|end| inside.get(..end));
        let tag = tag.filter(|tag| {
            tag.chars().all(is_of_word) && !tag.starts_with(|c: char| c.is_ascii_digit())
        });
        let Some(tag) = tag else {
            self.push(TokenKind::Sign('$'));
            return self.skip(1);
        };
        let tag = format!("${tag}$");
        let body = self.rest.get(tag.len()..).unwrap_or_default();
        let end = body.find(&tag).unwrap_or(body.len());
        self.push(TokenKind::Text(body.get(..end).unwrap_or_default().to_owned()));
        self.skip((tag.len() * 2 + end).min(self.rest.len()));
    }

    fn push(&mut self, kind: TokenKind) {
        self.tokens.push(Token { kind, line: self.line });
    }

    fn skip(&mut self, bytes: usize) {
        let (skipped, rest): (&'s str, &'s str) = self.rest.split_at(bytes);
        self.line += skipped.matches('\n').count();
        self.rest = rest;
    }
}

/// Where a comment ends that may hold others.
fn end_of_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(rest) = text.get(at..) {
        if rest.starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if rest.starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            let Some(c) = rest.chars().next() else { break };
            at += c.len_utf8();
        }
    }
    text.len()
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(sql: &str) -> Vec<String> {
        let word = |token: Token| match token.kind {
            TokenKind::Word(word) => word,
            TokenKind::Quoted(name) => format!("\"{name}\""),
            TokenKind::Text(text) => format!("'{text}'"),
            TokenKind::Sign(sign) => sign.to_string(),
        };
        read(sql).into_iter().map(word).collect()
    }

    #[test]
    fn quotes_and_comments_are_read() {
        assert_eq!(
            words("Users -- 'x\n/* a /* b */ ; */ .\"Eメール\""),
            ["users", ".", "\"Eメール\""]
        );
        assert_eq!(
            words("'it''s' E'it\\'s' \"a\"\"b\" `c` [d e] f[3]"),
            ["'it's'", "'it's'", "\"a\"b\"", "\"c\"", "\"d e\"", "f", "[", "3", "]"]
        );
        assert_eq!(words("$$ a; 'b $$ $x$ $$ $x$ $1"), ["' a; 'b '", "' $$ '", "$", "1"]);
    }

    #[test]
    fn lines_are_counted() {
        let lines: Vec<_> = read("a\n'b\nc' d /*\n*/ e").iter().map(|token| token.line).collect();
        assert_eq!(lines, [1, 2, 3, 4]);
    }

    #[test]
    fn what_does_not_end_ends_with_the_file() {
        for sql in [
            "'a", "\"a", "/* a", "/*/", "-- a", "[a", "$$ a", "$a", "E'\\", "E'", "[", "$", "$$",
            "\u{0}", "日'",
        ] {
            let _ = words(sql);
        }
    }
}
