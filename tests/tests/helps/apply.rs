//! Applies a cure to a source as a person would who pastes it where the diagnostic points.

use std::ops::Range;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::stderr::Mistake;

/// The beginnings of cures that only the person who knows the catalogue can carry out.
const PROSE: &[&str] = &[
    "give it a code of its own",
    "give it its own code",
    "keep it in one of the two",
    "name a code ",
    "say in the user's words",
    "say what happened around it",
    "take it out of",
    "take the placeholder out of",
    "use the same placeholders",
    "write a language",
    "write a placeholder as",
    "write a text for users",
    "write the code as it was sent",
    "write the text itself",
    "write the whole address",
    "write visible ASCII",
    "write width and precision as numbers",
    "a field takes",
    "add it to",
    "add a `message` of its own",
    "a placeholder is a field and nothing else, of",
    "give the other variant a code first",
    "name the folder of the message files",
    "the path ",
    "its enums are",
    "list the enum that declares it",
    "write `key = value` or `key(...)`",
    "remove it here, or add it there",
    "create it with",
    "write `{{` and `}}` for braces",
    "a variant takes ",
    "an enum takes ",
    "add it, or give the variant",
    "add its own `message`",
    "declare `enum ",
    "keep one of the two attributes",
    "say what happened in ",
    "a registry lists whole enums",
    "name a variant in the braces",
    "write the enum alone",
    "write it behind the list of the registry",
    "write another `catalog!`",
];

/// A cure that does not fit the place it is offered for.
pub struct DoesNotFit;

/// The source with the cure applied; `None` where the cure is one for people.
pub fn cured(source: &str, mistake: &Mistake) -> Option<Result<String, DoesNotFit>> {
    let is_elsewhere = mistake.message.contains(".json") || mistake.help.contains(".json`");
    let is_elsewhere = is_elsewhere || mistake.help.contains("` before ");
    if is_elsewhere || PROSE.iter().any(|prose| mistake.help.starts_with(prose)) {
        return None;
    }
    let place = Place::new(source, mistake.offset(source));
    let help = mistake.help.as_str();
    let quoted = mistake.quoted();
    let cure = quoted.first().copied().unwrap_or_default();
    let text = if let Some(rest) = help.strip_prefix("add\n") {
        place.before_end_of_enum(rest)
    } else if help.ends_with("in `#[catalog(...)]`") {
        place.without().and_then(|moved| {
            let at = moved[..mistake.offset(source)].rfind("#[catalog(")? + "#[catalog(".len();
            Some(format!("{}{cure}, {}", &moved[..at], &moved[at..]))
        })
    } else if help.starts_with("remove")
        || help.starts_with("keep one of")
        || help.starts_with("keep `#[")
    {
        // The role of a field whose type the place is.
        let role = mistake.wrong().first().filter(|wrong| wrong.starts_with("#[")).copied();
        match role.and_then(|role| source[..place.token.start].rfind(role)) {
            Some(at) if help.starts_with("remove") => Place::new(source, at + "#[".len()).without(),
            _ => place.without(),
        }
    } else if let Some(target) = help.strip_prefix("move ") {
        let target = target.rsplit(" to ").next().unwrap_or_default();
        place.without().and_then(|moved| Place::new(&moved, 0).with_key(cure, target))
    } else if help.starts_with("add ") {
        place.with(cure, help)
    } else if help.starts_with("use `#[source]`") {
        place.with_role(cure)
    } else if cure.starts_with("#[") {
        place.with_attribute(cure)
    } else if cure.ends_with('}') && !cure.starts_with('{') || is_shape(cure) {
        place.with_shape(cure)
    } else if mistake.message.ends_with("takes nothing behind it") {
        // The whole argument: the name and what stands behind it.
        place.pieces.first().map(|(argument, _)| place.replaced(argument.clone(), cure))
    } else if cure.contains(" => ") {
        Some(place.replaced(place.token.clone(), cure))
    } else if is_pair(cure) {
        place.with_pair(cure)
    } else if cure.starts_with(", ") {
        Some(place.with_comma())
    } else {
        // A cure of two steps, the wrong word and the right one, has the right one last.
        let cure = if help.starts_with('`') { quoted.last().copied()? } else { cure };
        mistake.wrong().iter().find_map(|wrong| place.with_word(wrong, cure))
    };
    Some(text.ok_or(DoesNotFit))
}

/// Whether a cure is `key = value` or `key(...)`.
fn is_pair(cure: &str) -> bool {
    let key: String =
        cure.chars().take_while(|c| c.is_alphanumeric() || "_\"-".contains(*c)).collect();
    let rest = &cure[key.len()..];
    !key.is_empty() && (rest.starts_with(" = ") || rest.starts_with('('))
}

/// Whether a cure is a variant with its fields: `Name(#[from] Type)`.
fn is_shape(cure: &str) -> bool {
    cure.starts_with(char::is_uppercase) && cure.contains(['(', '{'])
}

/// A place in a source.
struct Place<'s> {
    source: &'s str,
    /// The token there.
    token: Range<usize>,
    /// What stands between two commas around it, from the inside out, each with the brackets around it.
    pieces: Vec<(Range<usize>, Range<usize>)>,
}

impl<'s> Place<'s> {
    fn new(source: &'s str, offset: usize) -> Self {
        let tokens: TokenStream = source.parse().unwrap();
        let mut place = Self { source, token: offset..offset, pieces: Vec::new() };
        place.enter(tokens, offset);
        place.pieces.reverse();
        // A sign belongs to its number.
        if source[..place.token.start].ends_with("= -") {
            place.token.start -= 1;
        }
        place
    }

    fn enter(&mut self, tokens: TokenStream, offset: usize) {
        for token in tokens {
            let range = token.span().byte_range();
            if range.start == offset {
                self.token = range.clone();
            }
            if let TokenTree::Group(group) = token {
                if range.contains(&offset) && group.delimiter() != Delimiter::None {
                    let inside = range.start + 1..range.end - 1;
                    if range.start != offset {
                        self.pieces.push((piece(&group.stream(), offset, &inside), range));
                    }
                    self.enter(group.stream(), offset);
                }
            }
        }
    }

    fn replaced(&self, range: Range<usize>, by: &str) -> String {
        let mut text = self.source.to_owned();
        text.replace_range(range, by);
        text
    }

    /// Without the attribute, or the piece between two commas.
    fn without(&self) -> Option<String> {
        let bare = self.source[..self.token.start].trim_end();
        // The place is the name of an attribute, as in `#[detail]`, or the field behind one.
        if bare.ends_with("#[") {
            let end = self.source[self.token.end..].find(']')? + self.token.end + 1;
            return Some(self.replaced(bare.len() - 2..end, ""));
        }
        if bare.ends_with(']') && !self.is_in_attribute() {
            return Some(self.replaced(bare.rfind("#[")?..bare.len(), ""));
        }
        // `retired { … }` behind the struct of a registry.
        if self.source[self.token.clone()].starts_with("retired") {
            let end = self.source[self.token.start..].find('}')? + self.token.start + 1;
            return Some(self.replaced(self.token.start..end, ""));
        }
        let (piece, brackets) = self.pieces.first()?;
        let inside = self.source[brackets.start + 1..brackets.end - 1].trim();
        // A list without its only piece goes as a whole.
        if self.source[piece.clone()].trim() == inside {
            let whole = self.pieces.get(1).filter(|_| self.is_in_attribute());
            if let Some((whole, _)) =
                whole.filter(|(whole, _)| !self.source[whole.clone()].contains("#["))
            {
                return Some(self.without_piece(whole));
            }
        }
        Some(self.without_piece(piece))
    }

    fn without_piece(&self, piece: &Range<usize>) -> String {
        let after = &self.source[piece.end..];
        let comma = after.trim_start().starts_with(',');
        let end = if comma { piece.end + after.find(',').unwrap() + 1 } else { piece.end };
        let start = match self.source[..piece.start].trim_end() {
            before if !comma && before.ends_with(',') => before.len() - 1,
            _ => piece.start,
        };
        self.replaced(start..end, "")
    }

    fn is_in_attribute(&self) -> bool {
        self.pieces.iter().any(|(_, brackets)| {
            self.source[brackets.clone()].starts_with('[')
                && self.source[..brackets.start].ends_with('#')
        })
    }

    /// With a key in the attribute of a registry, an enum or a variant.
    fn with_key(&self, pair: &str, target: &str) -> Option<String> {
        let at = if target.contains("registry") {
            let Some(at) = self.source.find("#[registry(") else {
                let at = self.source.find("pub struct ")?;
                return Some(self.replaced(at..at, &format!("#[registry({pair})]\n")));
            };
            at + "#[registry(".len()
        } else {
            let mut attributes = self.source.match_indices("#[catalog(");
            let at = if target.contains("variant") { attributes.nth(1) } else { attributes.next() };
            at?.0 + "#[catalog(".len()
        };
        Some(self.replaced(at..at, &format!("{pair}, ")))
    }

    /// With what a cure adds.
    fn with(&self, cure: &str, help: &str) -> Option<String> {
        if cure.starts_with("#[detail]") {
            return Some(self.with_field(cure));
        }
        if cure.starts_with("#[") {
            // Before the item or the variant that the place names.
            let start = self.source[..self.token.start].rfind('\n')? + 1;
            return Some(self.replaced(start..start, &format!("{cure}\n")));
        }
        if help.contains("to the enum's") || cure.starts_with("locales(") {
            let cure = if cure.starts_with('"') { return self.with_locale(cure) } else { cure };
            return self.with_key(cure, "the enum");
        }
        if cure.starts_with('"') {
            let open = self.token.end + self.source[self.token.end..].find('(')? + 1;
            return Some(self.replaced(open..open, &format!("{cure}, ")));
        }
        // To the attribute above the variant that the place names, or around the place.
        let at = self.source[..self.token.start].rfind("#[catalog(")? + "#[catalog(".len();
        Some(self.replaced(at..at, &format!("{cure}, ")))
    }

    fn with_locale(&self, locale: &str) -> Option<String> {
        let at = self.source.find("locales(")? + "locales(".len();
        let end = at + self.source[at..].find(')')?;
        Some(self.replaced(end..end, &format!(", {locale}")))
    }

    /// The variant at the place, which has no fields, with one.
    fn with_field(&self, field: &str) -> String {
        self.replaced(self.token.end..self.token.end, &format!(" {{ {field} }}"))
    }

    /// With another role before the field at the place.
    fn with_role(&self, role: &str) -> Option<String> {
        if self.is_in_attribute() {
            return self.with_attribute(role);
        }
        let before = self.source[..self.token.start].trim_end();
        let start = before.rfind("#[")?;
        Some(self.replaced(start..before.len(), role))
    }

    /// With an attribute of a field in the place of the one that is there, or the field itself declared anew.
    fn with_attribute(&self, cure: &str) -> Option<String> {
        if let Some((_, field)) = cure.split_once("] ") {
            let field = if field.contains(": ") { field } else { cure.rsplit(' ').next()? };
            let name = field.split(':').next()?;
            let own = self.source[self.token.clone()].starts_with(name);
            let from = if own { self.token.start } else { self.token.end };
            let start = from + self.source[from..].find(name)?;
            let rest = &self.source[start..];
            let end = start + rest.find([',', '}', ')']).unwrap_or(rest.len());
            // `#[detail] name: Type` where a role is there already.
            let before = self.source[..start].trim_end();
            let start = if before.ends_with(']') && own { before.rfind("#[")? } else { start };
            return Some(self.replaced(start..end, cure));
        }
        if self.is_in_attribute() {
            let (_, brackets) =
                self.pieces.iter().find(|(_, b)| self.source[b.clone()].starts_with('['))?;
            return Some(self.replaced(brackets.start - 1..brackets.end, cure));
        }
        self.with_role(cure)
    }

    /// With a variant declared anew.
    fn with_shape(&self, cure: &str) -> Option<String> {
        let name: String = cure.chars().take_while(|c| c.is_alphanumeric()).collect();
        let start = self.token.start + self.source[self.token.start..].find(name.as_str())?;
        let rest = &self.source[start + name.len()..];
        let end = match rest.trim_start().chars().next()? {
            '(' => rest.find(")\n").or(rest.find("),")).map(|at| at + 1)?,
            '{' => rest.find('}')? + 1,
            _ => 0,
        };
        let text = self.replaced(start..start + name.len() + end, cure);
        // The attribute was meant for the field.
        let before = self.source[..self.token.start].trim_end();
        let Some(open) = before.strip_suffix("#[") else { return Some(text) };
        let close = self.token.end + self.source[self.token.end..].find(']')? + 1;
        Some(format!("{}{}", open, &text[close..]))
    }

    /// With `key = value` in the place of what says it otherwise.
    fn with_pair(&self, cure: &str) -> Option<String> {
        let key: String =
            cure.chars().take_while(|c| c.is_alphanumeric() || "_\"-".contains(*c)).collect();
        let is_own = |(piece, _): &&(Range<usize>, Range<usize>)| {
            let piece = self.source[piece.clone()].trim_start();
            let rest = piece.strip_prefix(&key).or(piece.strip_prefix(key.trim_matches('"')));
            rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
        };
        let attribute =
            |(piece, _): &&(Range<usize>, Range<usize>)| !self.source[piece.clone()].contains("#[");
        let own = self.pieces.iter().find(is_own);
        let (piece, _) = own.or_else(|| self.pieces.iter().find(attribute))?;
        // A key that is not there yet stands beside what was wrong.
        let is_new = own.is_none() && !self.source[self.token.clone()].starts_with('"');
        let text = &self.source[piece.clone()];
        let (start, end) = (
            piece.start + text.len() - text.trim_start().len(),
            piece.start + text.trim_end().len(),
        );
        if is_new && own.is_none() && text.contains('(') {
            return self.with(cure, "");
        }
        Some(self.replaced(start..end, cure))
    }

    fn with_comma(&self) -> String {
        let before = self.source[..self.token.start].trim_end().len();
        self.replaced(before..before, ",")
    }

    /// With a word, a text or a sign in the place of the wrong one.
    fn with_word(&self, wrong: &str, cure: &str) -> Option<String> {
        let token = &self.source[self.token.clone()];
        let bare = wrong.trim_matches(|c| c == '{' || c == '}');
        let range = if token == "=" {
            self.token.start..self.token.start + 2
        } else if token.starts_with('"') && !cure.starts_with('"') {
            // In a text: the placeholder, the word, or the whole.
            let is_whole = !cure.contains(['{', ' ']) && !token.contains('{');
            let of =
                |word: &str| token.find(word).map(|at| (at, word.len())).filter(|(_, l)| *l > 0);
            let (at, length) = if cure.starts_with('{') {
                let braced = format!("{{{wrong}}}");
                of(&braced).or_else(|| of(wrong))?
            } else if token.contains(&format!("{{{bare}")) {
                of(bare)?
            } else {
                of(wrong).or_else(|| is_whole.then_some((1, token.len() - 2)))?
            };
            self.token.start + at..self.token.start + at + length
        } else {
            self.token.clone()
        };
        Some(self.replaced(range, cure))
    }

    /// With variants at the end of the enum.
    fn before_end_of_enum(&self, variants: &str) -> Option<String> {
        let end = self.source[..self.source.find("fn main")?].rfind('}')?;
        Some(self.replaced(end..end, variants))
    }
}

/// What stands between the commas around an offset.
fn piece(tokens: &TokenStream, offset: usize, inside: &Range<usize>) -> Range<usize> {
    let mut range = inside.clone();
    for token in tokens.clone() {
        if let TokenTree::Punct(comma) = &token {
            let at = comma.span().byte_range();
            if comma.as_char() == ',' && at.end <= offset {
                range.start = at.end;
            } else if comma.as_char() == ',' && at.start > offset {
                range.end = at.start;
                break;
            }
        }
    }
    range
}
