//! Doc comments: they are Markdown already, with headings of their own and whatever HTML somebody
//! wrote.

use super::super::text::visible;

/// Appends a doc comment, its headings `depth` levels down and its HTML shown instead of obeyed.
pub(super) fn docs(comment: &str, depth: usize, out: &mut String) {
    let comment = comment.replace("\r\n", "\n");
    let mut fence: Option<Fence> = None;
    // Whether a run of backticks in this paragraph has no partner yet.
    let mut open_ticks = false;
    let mut after_text = false;
    for line in visible(&comment).lines() {
        let blank = line.trim().is_empty();
        if let Some(open) = fence {
            out.push_str(line);
            if open.is_closed_by(line) {
                fence = None;
            }
            after_text = false;
        } else if let Some(opened) = Fence::opened_by(line) {
            out.push_str(line.trim_start_matches(' '));
            fence = Some(opened);
        } else {
            open_ticks &= !blank;
            open_ticks |= inline(&demoted(line, depth, after_text), open_ticks, out);
            after_text = !blank;
        }
        out.push('\n');
    }
    if let Some(open) = fence {
        // Left open, it would take the rest of the page with it.
        out.extend(std::iter::repeat_n(open.mark, open.length));
        out.push('\n');
    }
}

/// A block of code at the margin, to which one that is a little indented is moved: there it ends with
/// its fence and nothing else. Those within a list or a quotation end with it, so they are text here.
#[derive(Clone, Copy)]
struct Fence {
    mark: char,
    length: usize,
}

impl Fence {
    fn opened_by(line: &str) -> Option<Self> {
        let bare = line.trim_start_matches(' ');
        let mark = bare.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let after = bare.trim_start_matches(mark);
        let length = bare.len() - after.len();
        let is_fence =
            line.len() - bare.len() <= 3 && length >= 3 && !(mark == '`' && after.contains('`'));
        is_fence.then_some(Self { mark, length })
    }

    fn is_closed_by(self, line: &str) -> bool {
        let bare = line.trim_start_matches(' ');
        let after = bare.trim_start_matches(self.mark);
        line.len() - bare.len() <= 3
            && bare.len() - after.len() >= self.length
            && after.trim_matches([' ', '\t']).is_empty()
    }
}

/// A line whose heading, if it is one, is so many levels down.
fn demoted(line: &str, depth: usize, after_text: bool) -> String {
    let bare = line.trim_start_matches(' ');
    let indent = line.len() - bare.len();
    let after = bare.trim_start_matches('#');
    let level = bare.len() - after.len();
    let is_heading =
        (1..=6).contains(&level) && (after.is_empty() || after.starts_with([' ', '\t']));
    if indent <= 3 && is_heading {
        return format!("{}{after}", "#".repeat((level + depth).min(6)));
    }
    // Underlined headings: the line would become one of the page's own.
    let rule = bare.trim_end();
    let is_line_of = |c: char| !rule.is_empty() && rule.chars().all(|own| own == c);
    if after_text && (is_line_of('=') || is_line_of('-')) {
        return format!("\\{bare}");
    }
    line.to_owned()
}

/// Appends a line with its `<` escaped wherever HTML could start, and says whether a run of
/// backticks in it has no partner: it may have one on a line to come, so that from there to the end
/// of the paragraph nothing is taken for code.
fn inline(line: &str, open_ticks: bool, out: &mut String) -> bool {
    let mut rest = line;
    let mut open = open_ticks;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '\\' => {
                1 + rest.chars().nth(1).filter(char::is_ascii_punctuation).map_or(0, char::len_utf8)
            }
            '`' => {
                let ticks = rest.len() - rest.trim_start_matches('`').len();
                match code_span(rest, ticks).filter(|_| !open) {
                    Some(length) => length,
                    None => {
                        open = true;
                        ticks
                    }
                }
            }
            '<' => match autolink(rest) {
                Some(length) => length,
                None => {
                    out.push_str("&lt;");
                    rest = rest.get(1..).unwrap_or_default();
                    continue;
                }
            },
            c => c.len_utf8(),
        };
        let (piece, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        // `\<` is a bare `<` in a span of code that this line cannot see.
        out.push_str(if piece == "\\<" { "&lt;" } else { piece });
        rest = after;
    }
    open
}

/// The length of a span of code at the start of a text.
fn code_span(text: &str, ticks: usize) -> Option<usize> {
    let mut at = ticks;
    loop {
        let rest = text.get(at..)?;
        let start = at + rest.find('`')?;
        let run = text.get(start..)?;
        let length = run.len() - run.trim_start_matches('`').len();
        if length == ticks {
            return Some(start + length);
        }
        at = start + length;
    }
}

/// The length of `<https://…>` at the start of a text.
fn autolink(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('<')?;
    let end = inside.find('>')?;
    let url = inside.get(..end)?;
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    let is_plain =
        !url.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '`' | '"' | '\\'));
    (is_web && is_plain).then_some(end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(comment: &str) -> String {
        let mut out = String::new();
        docs(comment, 3, &mut out);
        out
    }

    #[test]
    fn headings_go_down_and_html_is_shown() {
        assert_eq!(shown("# A\n###### B\n#no\n"), "#### A\n###### B\n#no\n");
        assert_eq!(shown("Text\n===\n\n---\n"), "Text\n\\===\n\n---\n");
        assert_eq!(shown("a <b>x</b>"), "a &lt;b>x&lt;/b>\n");
        assert_eq!(shown("`Vec<u8>` <i>"), "`Vec<u8>` &lt;i>\n");
        assert_eq!(shown("see <https://a.example/?x=1>"), "see <https://a.example/?x=1>\n");
        assert_eq!(shown("```\n<b>\n# x\n```\n<b>"), "```\n<b>\n# x\n```\n&lt;b>\n");
        assert_eq!(shown("~~~~\n~~~\n<b>"), "~~~~\n~~~\n<b>\n~~~~\n");
    }

    #[test]
    fn no_trick_with_backticks_lets_html_through() {
        for hostile in [
            "`\n`<script>`",
            "- `<x>\n- `<script>`",
            "- ```\n  a\n  ```\n<script>",
            "\\`<script>`",
            "``<script>`",
            "> ```\n<script>",
            "<https://`><script>`",
            "1. ~~~\n<script>\n   ~~~\n<script>",
        ] {
            let shown = shown(hostile);
            let parser = pulldown_cmark::Parser::new(&shown);
            for event in parser {
                let is_html = matches!(
                    event,
                    pulldown_cmark::Event::Html(_) | pulldown_cmark::Event::InlineHtml(_)
                );
                assert!(!is_html, "{hostile:?} gives {shown:?}");
            }
        }
    }
}
