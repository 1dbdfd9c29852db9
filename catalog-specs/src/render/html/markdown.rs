//! Doc comments as markup: paragraphs, lists, code, emphasis and links.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::super::doc_comment;
use super::markup::Html;

/// Writes a doc comment, its headings as `h3` or `h4`.
pub(super) fn write(out: &mut Html, comment: &str, heading: Heading) {
    let mut events = doc_comment::read(comment).into_iter().peekable();
    while let Some(event) = events.next() {
        match event {
            Event::Start(tag) => open(out, &tag, heading),
            Event::End(tag) => close(out, tag, heading),
            Event::Text(text) => {
                let is_last_of_block = matches!(events.peek(), Some(Event::End(TagEnd::CodeBlock)));
                out.text(if is_last_of_block { text.trim_end() } else { &text });
            }
            Event::Code(code) => {
                out.raw("<code>").text(&code).raw("</code>");
            }
            Event::SoftBreak => {
                out.raw(" ");
            }
            Event::HardBreak => {
                out.raw("<br>");
            }
            Event::Rule => {
                out.raw("<hr>");
            }
            // HTML was converted to text, and no other extension is enabled.
            _ => {}
        }
    }
}

/// The heading level around a comment.
#[derive(Clone, Copy)]
pub(super) enum Heading {
    /// Below a domain.
    Third,
    /// Below a code.
    Fourth,
}

impl Heading {
    const fn tags(self) -> (&'static str, &'static str) {
        match self {
            Self::Third => ("<h3>", "</h3>"),
            Self::Fourth => ("<h4>", "</h4>"),
        }
    }
}

fn open(out: &mut Html, tag: &Tag<'_>, heading: Heading) {
    let markup = match tag {
        Tag::Paragraph => "<p dir=\"auto\">",
        Tag::Heading { .. } => heading.tags().0,
        Tag::CodeBlock(_) => "<pre class=\"block\"><code>",
        Tag::List(Some(_)) => "<ol>",
        Tag::List(None) => "<ul>",
        Tag::Item => "<li>",
        Tag::BlockQuote(_) => "<blockquote>",
        Tag::Table(_) => "<table>",
        Tag::TableHead => "<thead><tr>",
        Tag::TableRow => "<tr>",
        Tag::TableCell => "<td>",
        Tag::Emphasis => "<em>",
        Tag::Strong => "<strong>",
        Tag::Link { dest_url, .. } => {
            out.raw("<a href=\"").text(dest_url);
            "\" rel=\"noreferrer\">"
        }
        _ => "",
    };
    out.raw(markup);
}

fn close(out: &mut Html, tag: TagEnd, heading: Heading) {
    out.raw(match tag {
        TagEnd::Paragraph => "</p>",
        TagEnd::Heading(_) => heading.tags().1,
        TagEnd::CodeBlock => "</code></pre>",
        TagEnd::List(true) => "</ol>",
        TagEnd::List(false) => "</ul>",
        TagEnd::Item => "</li>",
        TagEnd::BlockQuote(_) => "</blockquote>",
        TagEnd::Table => "</table>",
        TagEnd::TableHead => "</tr></thead>",
        TagEnd::TableRow => "</tr>",
        TagEnd::TableCell => "</td>",
        TagEnd::Emphasis => "</em>",
        TagEnd::Strong => "</strong>",
        TagEnd::Link => "</a>",
        _ => "",
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(comment: &str) -> String {
        let mut out = Html::default();
        write(&mut out, comment, Heading::Fourth);
        out.finish()
    }

    fn line(text: &str) -> String {
        let html = html(text);
        let inside =
            html.strip_prefix("<p dir=\"auto\">").and_then(|html| html.strip_suffix("</p>"));
        inside.unwrap_or(&html).to_owned()
    }

    #[test]
    fn the_common_subset_is_read() {
        assert_eq!(
            html(
                "One\ntwo.\n\n- a\n- b\n  goes on\n\n1. x\n2. y\n\n# Notes\n```rust\nlet a = 1 < 2;\n```"
            ),
            "<p dir=\"auto\">One two.</p><ul><li>a</li><li>b goes on</li></ul><ol><li>x</li><li>y</li></ol>\
             <h4>Notes</h4><pre class=\"block\"><code>let a = 1 &lt; 2;</code></pre>"
        );
        assert_eq!(
            line("**bold** *soft* `a<b` [t](https://x.example) <https://y.example> \\*"),
            "<strong>bold</strong> <em>soft</em> <code>a&lt;b</code> \
             <a href=\"https://x.example\" rel=\"noreferrer\">t</a> \
             <a href=\"https://y.example\" rel=\"noreferrer\">https://y.example</a> *"
        );
    }

    #[test]
    fn names_and_single_marks_are_unchanged() {
        for text in
            ["USER_NOT_FOUND and a_b_c", "2 * 3 * 4", "a [b] c", "x ` y", "_", "**", "[", "\\"]
        {
            assert_eq!(line(text), text);
        }
        assert_eq!(
            line("see [`AuthError`] and [it](crate::It)"),
            "see <code>AuthError</code> and it"
        );
    }

    #[test]
    fn lines_of_japanese_join_without_a_space() {
        assert_eq!(html("期限が\n切れた。"), "<p dir=\"auto\">期限が切れた。</p>");
    }

    #[test]
    fn markup_is_text() {
        for hostile in [
            "<script>alert(1)</script>",
            "[x](javascript:alert(1))",
            "<javascript:alert(1)>",
            "[\"><img src=x onerror=y>](https://a.example/\"onmouseover=x)",
            "```\n</code></pre><script>\n```",
            "# <img src=x onerror=y>",
            "- <svg onload=x>",
            "![x](https://a.example/track.png)",
        ] {
            let html = html(hostile);
            for tag in ["<script", "<img", "<svg", "javascript:alert(1)\""] {
                assert!(!html.contains(tag), "{html}");
            }
            assert!(!html.contains("\"onmouseover"), "{html}");
        }
    }

    #[test]
    fn random_markup_is_read_to_its_end() {
        let pieces = [
            "*", "_", "`", "[", "](", ")", "<", ">", "\n", "- ", "1. ", "```", "# ", "語", "\\",
            "a ",
        ];
        let mut seed = 1_u64;
        for _ in 0..5_000 {
            let mut text = String::new();
            for _ in 0..12 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                text.push_str(pieces[usize::try_from(seed >> 60).unwrap()]);
            }
            html(&text);
        }
    }
}
