//! A buffer of HTML: only literals are markup, all other text is escaped.

use super::super::text::turns_direction;

/// A piece of a page.
///
/// [`raw`](Self::raw) takes literals of this crate only, so no text of a catalogue can become markup.
#[derive(Default)]
pub(super) struct Html {
    out: String,
}

impl Html {
    /// An empty buffer with a capacity in bytes.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { out: String::with_capacity(bytes) }
    }

    /// Appends literal markup.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// Appends escaped text, for elements and attribute values. Marks that override the direction are shown: no language
    /// needs them.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.escape(text, false)
    }

    /// Appends a name. Bidirectional marks are shown, so that a name cannot look like another.
    pub(super) fn name(&mut self, name: &str) -> &mut Self {
        self.escape(name, true)
    }

    /// A whole number.
    pub(super) fn number(&mut self, number: usize) -> &mut Self {
        self.out.push_str(&number.to_string());
        self
    }

    /// Appends ` lang="…"`, if the locale is known.
    pub(super) fn lang(&mut self, locale: &str) -> &mut Self {
        self.raw(" lang=\"").text(locale).raw("\" dir=\"auto\"")
    }

    /// A name as code.
    pub(super) fn code(&mut self, name: &str) {
        self.raw("<code>").name(name).raw("</code>");
    }

    /// The finished text.
    pub(super) fn finish(self) -> String {
        self.out
    }

    fn escape(&mut self, text: &str, marks_are_shown: bool) -> &mut Self {
        let mut copied = 0;
        for (at, c) in text.char_indices() {
            let is_plain = matches!(c, '\n' | '\t' | ' '..='~');
            if is_plain && !matches!(c, '&' | '<' | '>' | '"' | '\'') {
                continue;
            }
            let shown;
            let escaped = match c {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                // Replaced by control pictures: HTML does not allow control characters.
                '\0'..'\u{20}' => {
                    shown = picture(u32::from(c));
                    shown.as_str()
                }
                '\u{7f}' => "\u{2421}",
                c if is_unfit(c) => "\u{fffd}",
                c if is_override(c) || marks_are_shown && turns_direction(c) => {
                    shown = format!("\u{2039}U+{:04X}\u{203a}", u32::from(c));
                    shown.as_str()
                }
                _ => continue,
            };
            self.out.push_str(text.get(copied..at).unwrap_or_default());
            self.out.push_str(escaped);
            copied = at + c.len_utf8();
        }
        self.out.push_str(text.get(copied..).unwrap_or_default());
        self
    }
}

/// Writes a link that shows its address.
pub(super) fn linked(out: &mut Html, url: &str) {
    let shown = url.split_once("//").map_or(url, |(_, shown)| shown);
    out.raw("<a href=\"").text(url).raw("\" rel=\"noreferrer\">");
    for (at, part) in shown.split('/').enumerate() {
        out.raw(if at > 0 { "/<wbr>" } else { "" }).text(part);
    }
    out.raw("</a>");
}

/// Whether HTML does not allow a character: a control or a non-character.
pub(super) fn is_unfit(c: char) -> bool {
    c.is_control() || matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

/// Whether a character makes all that follows run in one direction.
pub(super) const fn is_override(c: char) -> bool {
    matches!(c, '\u{202d}' | '\u{202e}')
}

fn picture(control: u32) -> String {
    char::from_u32(0x2400 + control).unwrap_or('\u{fffd}').to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> String {
        let mut html = Html::default();
        html.text(text);
        html.finish()
    }

    #[test]
    fn text_never_becomes_markup() {
        assert_eq!(text("<b a=\"1\" c='2'>&"), "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;");
        assert_eq!(
            text("a\0b\r\n\u{7f}\u{85}\u{ffff}"),
            "a\u{2400}b\u{240d}\n\u{2421}\u{fffd}\u{fffd}"
        );
        assert_eq!(
            text("日本語 \u{202e}x\u{202d}"),
            "日本語 \u{2039}U+202E\u{203a}x\u{2039}U+202D\u{203a}"
        );
        assert_eq!(text("عربي\u{200f}!"), "عربي\u{200f}!");
        let mut name = Html::default();
        name.name("A\u{202e}B");
        assert_eq!(name.finish(), "A\u{2039}U+202E\u{203a}B");
    }
}
