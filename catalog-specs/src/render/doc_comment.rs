//! Doc comments as Markdown events that are safe to render: HTML becomes text, and links lead to the web.

use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
    TextMergeStream,
};

use super::text::safe_url;

/// Extensions of `CommonMark` in doc comments.
pub const OPTIONS: Options = Options::ENABLE_TABLES;

/// As many quotes, lists and spans may be within one another: a page repeats the marks of each in every line.
const MOST_NESTED: usize = 32;

/// Reads a doc comment. One that nests deeper is plain text.
///
/// HTML is text. A link whose URL is not `http`, `https` or `mailto` keeps its text only, so that a link of rustdoc,
/// such as ``[`Type`]``, is its code. An image is a link to it. Lines of scripts without spaces are joined.
pub fn read(comment: &str) -> Vec<Event<'_>> {
    let mut rustdoc_link = |link: BrokenLink<'_>| {
        link.reference.starts_with('`').then(|| (CowStr::from(""), CowStr::from("")))
    };
    let parser = Parser::new_with_broken_link_callback(comment, OPTIONS, Some(&mut rustdoc_link));
    let mut reader = Reader::default();
    let mut depth = 0;
    for event in TextMergeStream::new(parser) {
        depth = match event {
            Event::Start(_) => depth + 1,
            Event::End(_) => depth - 1,
            _ => depth,
        };
        if depth > MOST_NESTED {
            return plain(comment);
        }
        reader.event(event);
    }
    reader.events
}

/// A paragraph of the lines of a text.
fn plain(text: &str) -> Vec<Event<'_>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut events = vec![Event::Start(Tag::Paragraph)];
    for (at, line) in lines.enumerate() {
        events.extend((at > 0).then_some(Event::SoftBreak));
        events.push(Event::Text(line.into()));
    }
    events.push(Event::End(TagEnd::Paragraph));
    events
}

#[derive(Default)]
struct Reader<'c> {
    events: Vec<Event<'c>>,
    /// For each open link, whether it stays a link.
    links: Vec<bool>,
}

impl<'c> Reader<'c> {
    fn event(&mut self, event: Event<'c>) {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) => self.open(link_type, &dest_url),
            Event::Start(Tag::Image { dest_url, .. }) => self.open(LinkType::Inline, &dest_url),
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if self.links.pop().unwrap_or_default() {
                    self.events.push(Event::End(TagEnd::Link));
                }
            }
            Event::Start(Tag::HtmlBlock) => self.events.push(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => {
                if self.events.last() == Some(&Event::SoftBreak) {
                    self.events.pop();
                }
                self.events.push(Event::End(TagEnd::Paragraph));
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                for (at, line) in html.split('\n').enumerate() {
                    if at > 0 && self.events.last() != Some(&Event::SoftBreak) {
                        self.events.push(Event::SoftBreak);
                    }
                    if !line.trim().is_empty() {
                        self.events.push(Event::Text(line.trim_start().to_owned().into()));
                    }
                }
            }
            Event::Text(text) => {
                let joins = match self.events.as_slice() {
                    [.., Event::Text(before), Event::SoftBreak] => {
                        is_wide(before.chars().next_back()) && is_wide(text.chars().next())
                    }
                    _ => false,
                };
                if joins {
                    self.events.pop();
                }
                self.events.push(Event::Text(text));
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => {
                        info.split([' ', ',']).next().unwrap_or_default()
                    }
                    CodeBlockKind::Indented => "",
                };
                let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+');
                let language = if language.chars().all(is_name) { language } else { "" };
                let kind = CodeBlockKind::Fenced(language.to_owned().into());
                self.events.push(Event::Start(Tag::CodeBlock(kind)));
            }
            Event::End(TagEnd::CodeBlock) => {
                // The last line of a block that is never closed.
                if matches!(self.events.last(), Some(Event::Text(text)) if !text.ends_with('\n')) {
                    self.events.push(Event::Text("\n".into()));
                }
                self.events.push(event);
            }
            event => self.events.push(event),
        }
    }

    fn open(&mut self, link_type: LinkType, url: &str) {
        let mail = format!("mailto:{url}");
        let url = if link_type == LinkType::Email { &mail } else { url };
        // Links do not nest.
        let url = safe_url(url).filter(|_| !self.links.contains(&true));
        self.links.push(url.is_some());
        if let Some(url) = url {
            self.events.push(Event::Start(Tag::Link {
                link_type,
                dest_url: url.to_owned().into(),
                title: CowStr::from(""),
                id: CowStr::from(""),
            }));
        }
    }
}

/// Whether a character belongs to a script without spaces between words.
fn is_wide(c: Option<char>) -> bool {
    c.is_some_and(|c| ('\u{2e80}'..='\u{ffef}').contains(&c))
}
