//! Doc comments as markup: paragraphs, lists, code, emphasis and links.
//!
//! Everything else stays the text it is, markup above all.

use super::markup::{Html, safe_url};

/// Writes a doc comment, its headings as `h3` or `h4`.
pub(super) fn write(out: &mut Html, comment: &str, heading: Heading) {
    let lines: Vec<&str> = comment.lines().collect();
    let mut rest = lines.as_slice();
    while let [line, after @ ..] = rest {
        rest = match kind(line) {
            Kind::Blank => after,
            Kind::Fence(mark) => fence(out, mark, after),
            Kind::Heading(text) => {
                let (open, close) = heading.tags();
                out.raw(open);
                inline(out, text);
                out.raw(close);
                after
            }
            Kind::Bullet(_) | Kind::Number(_) => list(out, rest),
            Kind::Text => paragraph(out, rest),
        };
    }
}

/// Writes a line: code, emphasis and links.
pub(super) fn inline(out: &mut Html, text: &str) {
    let mut rest = text;
    let mut before = None;
    while let Some(at) = rest.find(['`', '*', '_', '[', '<', '\\']) {
        let (plain, marked) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.text(plain);
        before = plain.chars().next_back().or(before);
        let length = mark(out, marked, before);
        if length == 0 {
            let single = marked.chars().next().unwrap_or_default();
            out.text(single.encode_utf8(&mut [0; 4]));
            before = Some(single);
            rest = marked.get(single.len_utf8()..).unwrap_or_default();
        } else {
            before = marked.get(..length).and_then(|taken| taken.chars().next_back());
            rest = marked.get(length..).unwrap_or_default();
        }
    }
    out.text(rest);
}

/// How deep the page is where a comment stands.
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

enum Kind<'t> {
    Blank,
    Fence(&'t str),
    Heading(&'t str),
    Bullet(&'t str),
    Number(&'t str),
    Text,
}

fn kind(line: &str) -> Kind<'_> {
    let line = line.trim();
    let hashes = line.len() - line.trim_start_matches('#').len();
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    if line.is_empty() {
        Kind::Blank
    } else if line.starts_with("```") {
        Kind::Fence("```")
    } else if line.starts_with("~~~") {
        Kind::Fence("~~~")
    } else if let Some(text) = line.get(hashes..).and_then(|text| text.strip_prefix(' ')) {
        if (1..=6).contains(&hashes) { Kind::Heading(text.trim()) } else { bullet(line) }
    } else if let Some(text) = number.strip_prefix(". ").filter(|_| number.len() < line.len()) {
        Kind::Number(text.trim())
    } else {
        bullet(line)
    }
}

fn bullet(line: &str) -> Kind<'_> {
    ["- ", "* ", "+ "]
        .iter()
        .find_map(|mark| line.strip_prefix(mark))
        .map_or(Kind::Text, |text| Kind::Bullet(text.trim()))
}

fn fence<'r, 't>(out: &mut Html, mark: &str, lines: &'r [&'t str]) -> &'r [&'t str] {
    let end = lines.iter().position(|line| line.trim().starts_with(mark)).unwrap_or(lines.len());
    let (inside, after) = lines.split_at_checked(end).unwrap_or((lines, &[]));
    out.raw("<pre class=\"block\"><code>").text(&inside.join("\n")).raw("</code></pre>");
    after.get(1..).unwrap_or_default()
}

/// A list: items, and the lines that go on with an item.
fn list<'r, 't>(out: &mut Html, lines: &'r [&'t str]) -> &'r [&'t str] {
    let numbered = matches!(lines.first().map(|line| kind(line)), Some(Kind::Number(_)));
    out.raw(if numbered { "<ol>" } else { "<ul>" });
    let mut rest = lines;
    while let [line, after @ ..] = rest {
        let (Kind::Bullet(text) | Kind::Number(text)) = kind(line) else { break };
        if matches!(kind(line), Kind::Number(_)) != numbered {
            break;
        }
        let more = after.iter().take_while(|line| matches!(kind(line), Kind::Text)).count();
        let (more, after) = after.split_at_checked(more).unwrap_or((after, &[]));
        out.raw("<li>");
        inline(out, &joined(text, more));
        out.raw("</li>");
        // One blank line between items does not end a list.
        rest = match after {
            [blank, next, ..] if blank.trim().is_empty() && is_item(next, numbered) => {
                after.get(1..).unwrap_or_default()
            }
            _ => after,
        };
    }
    out.raw(if numbered { "</ol>" } else { "</ul>" });
    rest
}

fn is_item(line: &str, numbered: bool) -> bool {
    match kind(line) {
        Kind::Number(_) => numbered,
        Kind::Bullet(_) => !numbered,
        _ => false,
    }
}

fn paragraph<'r, 't>(out: &mut Html, lines: &'r [&'t str]) -> &'r [&'t str] {
    let end = lines.iter().skip(1).take_while(|line| matches!(kind(line), Kind::Text)).count() + 1;
    let (inside, after) = lines.split_at_checked(end).unwrap_or((lines, &[]));
    out.raw("<p dir=\"auto\">");
    inline(out, &joined("", inside));
    out.raw("</p>");
    after
}

/// Lines as one text: a break between wide characters is no space.
fn joined(first: &str, more: &[&str]) -> String {
    let mut text = first.to_owned();
    for line in more.iter().map(|line| line.trim()) {
        let wide = |c: Option<char>| c.is_some_and(|c| ('\u{2e80}'..='\u{ffef}').contains(&c));
        let is_wide = wide(text.chars().next_back()) && wide(line.chars().next());
        if !is_wide && !text.is_empty() {
            text.push(' ');
        }
        text.push_str(line);
    }
    text
}

/// Writes what a mark opens, and tells how long it is; nothing where the mark is a plain character.
fn mark(out: &mut Html, text: &str, before: Option<char>) -> usize {
    let written = match text.chars().next() {
        Some('`') => code(out, text),
        Some('[') => link(out, text),
        Some('<') => address(out, text),
        Some('\\') => escaped(out, text),
        Some('_') if before.is_some_and(char::is_alphanumeric) => None,
        Some(_) => emphasis(out, text),
        None => None,
    };
    written.unwrap_or_default()
}

fn code(out: &mut Html, text: &str) -> Option<usize> {
    let ticks = text.len() - text.trim_start_matches('`').len();
    let (fence, rest) = text.split_at_checked(ticks)?;
    let inside = rest.get(..rest.find(fence)?)?;
    out.raw("<code>").text(inside.trim()).raw("</code>");
    Some(ticks * 2 + inside.len())
}

/// `[text](url)`; a link of rustdoc, `[Type]` or `[text](crate::Type)`, keeps its text.
fn link(out: &mut Html, text: &str) -> Option<usize> {
    let inside = text.get(1..text.find(']')?)?;
    if inside.is_empty() || inside.contains(['[', '\n']) {
        return None;
    }
    let mut length = inside.len() + 2;
    let target = text.get(length..).and_then(|rest| rest.strip_prefix('('));
    let url = target.and_then(|rest| rest.get(..rest.find(')')?));
    if let Some(url) = url {
        length += url.len() + 2;
    } else if !inside.starts_with('`') {
        return None;
    }
    match url.and_then(safe_url) {
        Some(url) => {
            out.raw("<a href=\"").text(url).raw("\" rel=\"noreferrer\">");
            inline(out, inside);
            out.raw("</a>");
        }
        None => inline(out, inside),
    }
    Some(length)
}

fn address(out: &mut Html, text: &str) -> Option<usize> {
    let inside = text.get(1..text.find('>')?)?;
    let url = safe_url(inside)?;
    out.raw("<a href=\"").text(url).raw("\" rel=\"noreferrer\">").text(url).raw("</a>");
    Some(inside.len() + 2)
}

fn escaped(out: &mut Html, text: &str) -> Option<usize> {
    let next =
        text.get(1..2).filter(|next| next.starts_with(|c: char| c.is_ascii_punctuation()))?;
    out.text(next);
    Some(2)
}

fn emphasis(out: &mut Html, text: &str) -> Option<usize> {
    let (mark, open, close) = [
        ("**", "<strong>", "</strong>"),
        ("__", "<strong>", "</strong>"),
        ("*", "<em>", "</em>"),
        ("_", "<em>", "</em>"),
    ]
    .into_iter()
    .find(|(mark, _, _)| text.starts_with(mark))?;
    let rest = text.get(mark.len()..)?;
    let inside = rest.get(..rest.find(mark)?)?;
    let after = rest.get(inside.len() + mark.len()..)?;
    let loose = inside.is_empty() || inside.starts_with(' ') || inside.ends_with(' ');
    let in_a_word = mark.starts_with('_') && after.starts_with(char::is_alphanumeric);
    if loose || in_a_word {
        return None;
    }
    out.raw(open);
    inline(out, inside);
    out.raw(close);
    Some(mark.len() * 2 + inside.len())
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
        let mut out = Html::default();
        inline(&mut out, text);
        out.finish()
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
    fn names_and_lonely_marks_stay_as_they_are() {
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
    fn soup_is_read_to_its_end() {
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
