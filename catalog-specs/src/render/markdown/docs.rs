//! Doc comments as Markdown below the headings of a page.
//!
//! They are parsed and written again, so that no trick of notation keeps HTML or an unsafe link.

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
use pulldown_cmark_to_cmark::{Options, cmark_with_options};

use super::super::doc_comment;
use super::super::text::visible;
use super::text::plain;

/// Appends a doc comment, its headings `depth` levels down.
pub(in crate::render) fn docs(comment: &str, depth: usize, out: &mut String) {
    let comment = comment.replace("\r\n", "\n");
    let comment = visible(&comment);
    let lower = |level: HeadingLevel| {
        HeadingLevel::try_from(level as usize + depth).unwrap_or(HeadingLevel::H6)
    };
    let (mut in_heading, mut in_code) = (false, false);
    let mut events = Vec::new();
    for event in doc_comment::read(&comment) {
        events.push(match event {
            Event::Start(Tag::Heading { level, .. }) => {
                in_heading = true;
                let (id, classes, attrs) = (None, Vec::new(), Vec::new());
                Event::Start(Tag::Heading { level: lower(level), id, classes, attrs })
            }
            Event::End(TagEnd::Heading(level)) => {
                in_heading = false;
                Event::End(TagEnd::Heading(lower(level)))
            }
            Event::Start(Tag::CodeBlock(_)) | Event::End(TagEnd::CodeBlock) => {
                in_code = !in_code;
                event
            }
            // Headings of several lines exist for the first two levels only.
            Event::SoftBreak | Event::HardBreak if in_heading => Event::Text(" ".into()),
            Event::Text(text) if !in_code && text.contains('<') => {
                push_without_tags(&text, &mut events);
                continue;
            }
            event => event,
        });
    }
    let options = Options {
        code_block_token_count: 3,
        list_token: '-',
        increment_ordered_list_bullets: true,
        ..Options::default()
    };
    let mut written = String::with_capacity(comment.len() + 16);
    match cmark_with_options(events.iter(), &mut written, doc_comment::OPTIONS, options) {
        Ok(_) => {
            let trimmed = without_trailing_blanks(&written);
            // An empty item is written as spaces only.
            let is_same = trimmed.len() == written.len()
                || doc_comment::read(&trimmed) == doc_comment::read(&written);
            out.push_str(if is_same { &trimmed } else { &written });
        }
        // Some sequences of marks have no Markdown form.
        Err(_) => plain(&comment, out),
    }
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

/// Writes each `<` as an entity: some tools that search for tags do not know `\<`.
fn push_without_tags(text: &str, events: &mut Vec<Event<'_>>) {
    for (at, piece) in text.split('<').enumerate() {
        if at > 0 {
            events.push(Event::InlineHtml("&lt;".into()));
        }
        if !piece.is_empty() {
            events.push(Event::Text(piece.to_owned().into()));
        }
    }
}

/// Removes trailing spaces, which editors would remove.
fn without_trailing_blanks(markdown: &str) -> String {
    let lines = markdown.trim_matches('\n').lines().map(|line| {
        let is_blank = line.trim_matches([' ', '>']).is_empty();
        if is_blank { line.trim_end() } else { line }
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::super::super::text::safe_url;
    use super::*;
    use pulldown_cmark::LinkType;

    fn rendered(comment: &str) -> String {
        let mut out = String::new();
        docs(comment, 3, &mut out);
        out
    }

    #[test]
    fn headings_go_down_and_html_is_shown() {
        assert_eq!(rendered("# A\n###### B\n#no\n"), "#### A\n\n###### B\n\n\\#no\n");
        assert_eq!(rendered("Text\n===\n\n---\n"), "#### Text\n\n---\n");
        assert_eq!(rendered("a <b>x</b>"), "a &lt;b>x&lt;/b>\n");
        assert_eq!(rendered("`Vec<u8>` <i>"), "`Vec<u8>` &lt;i>\n");
        assert_eq!(rendered("see <https://a.example/?x=1>"), "see <https://a.example/?x=1>\n");
        assert_eq!(rendered("```\n<b>\n# x\n```\n<b>"), "```\n<b>\n# x\n```\n\n&lt;b>\n");
        assert_eq!(rendered("~~~~rust\n~~~\n<b>"), "```rust\n~~~\n<b>\n```\n");
        assert_eq!(rendered(""), "");
    }

    #[test]
    fn plain_markdown_is_unchanged() {
        for text in [
            "One\ntwo.\n\nThree.\n",
            "- a\n- b\n  goes on\n  - nested\n- c\n",
            "- a\n\n  more of a\n\n- b\n",
            "1. one\n\n2. two\n\n   ```sh\n   run\n\n   again\n   ```\n",
            "**bold** *soft* `code` [text](https://a.example/b)\n",
            "USER_NOT_FOUND, 5 > 3 - 2!\n",
            "|a|b|\n|-|-|\n|`1`|2|\n",
        ] {
            assert_eq!(rendered(text), text);
        }
    }

    #[test]
    fn text_is_not_read_as_markup_a_second_time() {
        for (text, written) in [
            ("\\# a\n\\- b\n1\\. c\n\\> d\n\\=\n", "\\# a\n\\- b\n1\\. c\n\\> d\n\\=\n"),
            ("see [`Type`], [it](crate::It) and [this]", "see `Type`, it and \\[this\\]\n"),
            ("&lt;b&gt; &amp;lt; &#42;x&#42;", "&lt;b> &amp;lt; \\*x\\*\n"),
            ("![x](https://a.example/x.png)!", "[x](https://a.example/x.png)!\n"),
            ("<a@b.example>", "<a@b.example>\n"),
            ("期限が\n切れた。", "期限が切れた。\n"),
        ] {
            assert_eq!(rendered(text), written);
        }
    }

    /// What a reader of the page would be given.
    fn assert_harmless(comment: &str) {
        let shown = rendered(comment) + "\n## What follows\n";
        let mut last_heading = None;
        for event in pulldown_cmark::Parser::new_ext(
            &shown,
            pulldown_cmark::Options::ENABLE_TABLES | pulldown_cmark::Options::ENABLE_STRIKETHROUGH,
        ) {
            match event {
                Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::Image { .. }) => {
                    panic!("{comment:?} gives {shown:?}")
                }
                Event::Start(Tag::Heading { level, .. }) => {
                    // Nothing behind the page's own heading, and nothing as high before it.
                    let before = last_heading.replace(level);
                    assert!(before.is_none_or(|level| level > HeadingLevel::H3), "{shown:?}");
                }
                Event::Start(Tag::Link { link_type, dest_url, .. }) => assert!(
                    link_type == LinkType::Email || safe_url(&dest_url).is_some(),
                    "{comment:?} gives {shown:?}"
                ),
                _ => {}
            }
        }
        assert_eq!(last_heading, Some(HeadingLevel::H2), "{comment:?} gives {shown:?}");
    }

    /// Each line of a page repeats the marks of what it is in: 50 kB of `>` would be gigabytes.
    #[test]
    fn deep_nesting_is_text() {
        for deep in [">".repeat(50_000), "> - ".repeat(20_000), "[".repeat(50_000)] {
            let written = rendered(&(deep.clone() + "x"));
            assert!(written.len() < 3 * deep.len(), "{}", written.len());
            assert!(written.ends_with("x\n"));
        }
    }

    #[test]
    fn hostile_markup_is_escaped() {
        for hostile in [
            "`\n`<script>`",
            "- `<x>\n- `<script>`",
            "- ```\n  a\n  ```\n<script>",
            "\\`<script>`",
            "``<script>`",
            "> ```\n<script>",
            "<https://`><script>`",
            "1. ~~~\n<script>\n   ~~~\n<script>",
            "[c](javascript:alert(1))",
            "[c](<javascript:alert(1)>)",
            "[c](JaVaScRiPt&colon;alert(1))",
            "[c](java&#115;cript:alert(1))",
            "<javascript:alert(1)>",
            "[c]\n\n[c]: javascript:alert(1)",
            "![c](data:text/html,x)",
            "[![x](https://a.example/x.png)](javascript:alert(1))",
            "\\[c](javascript:alert(1))",
            "&#91;c](javascript:alert(1))",
            "<div>\n[c](javascript:alert(1))\n# x\n</div>",
            "&lt;script>",
            "&#10;# x",
            "<!-- \n\n# x\n\n-->",
            "<pre>\n\n# x\n</pre>",
            "![`x`]",
        ] {
            assert_harmless(hostile);
        }
    }

    #[test]
    fn random_markup_is_escaped() {
        let pieces = [
            "*",
            "_",
            "`",
            "[",
            "](javascript:x)",
            ")",
            "<b>",
            ">",
            "\n",
            "- ",
            "1. ",
            "```",
            "# ",
            "語",
            "\\",
            "a ",
            "&lt;",
            "&",
            "!",
            "    ",
            "===",
            "<div>\n",
            "~~~",
            "\n\n",
            "|",
            "> ",
            "](https://a)",
            "+ ",
            "--",
            "&#10;",
            "\t",
            "<!--",
        ];
        let mut seed = 1_u64;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..12 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                text.push_str(pieces[usize::try_from(seed >> 59).unwrap()]);
            }
            assert_harmless(&text);
        }
    }
}
