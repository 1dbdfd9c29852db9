//! The code blocks of a page.

/// A fenced block of code.
#[derive(Debug)]
pub struct Block {
    /// The words behind the fence.
    pub info: String,
    /// What it holds, with a line break at the end.
    pub text: String,
    /// The line of the fence.
    pub line: usize,
    /// The file that it is, if it is one: from its first line (`// src/main.rs`, `# Cargo.toml`, `-- a/b.sql`) or, where the format has no
    /// comments, from a line `<!-- file: locales/ja.json -->` before it.
    pub file: Option<String>,
}

impl Block {
    /// The first word behind the fence.
    pub fn language(&self) -> &str {
        self.info.split([',', ' ']).next().unwrap_or_default()
    }

    /// Whether one of the words behind the fence is this one.
    pub fn is(&self, word: &str) -> bool {
        self.info.split([',', ' ']).any(|own| own == word)
    }
}

/// The fenced blocks of a page of Markdown, in order.
pub fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    let mut named = None;
    for (at, line) in page.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (Some(_), Some("")) => {
                let mut block = open.take().expect("a block is open");
                block.file = block.file.or_else(|| first_line(&block.text));
                blocks.push(block);
            }
            (Some(block), _) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, Some(info)) => {
                let (info, file) = (info.to_owned(), named.take());
                open = Some(Block { info, text: String::new(), line: at + 1, file });
            }
            (None, None) => {
                let name =
                    line.strip_prefix("<!-- file: ").and_then(|rest| rest.strip_suffix(" -->"));
                named = name.map(ToOwned::to_owned).or(named.filter(|_| line.is_empty()));
            }
        }
    }
    assert!(open.is_none(), "a block is left open");
    blocks
}

fn first_line(text: &str) -> Option<String> {
    let line = text.lines().next()?;
    let name = ["// ", "# ", "-- "].iter().find_map(|start| line.strip_prefix(start))?;
    let is_path = name == "build.rs"
        || name == "Cargo.toml"
        || name == "error-catalog.toml"
        || name.contains('/');
    (is_path && !name.contains(' ')).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_know_their_files() {
        let page = "# A\n```rust\n// src/main.rs\nfn main() {}\n```\n<!-- file: a/b.json -->\n\n```json\n{}\n```\n```sh\n# a word\n```";
        let blocks = blocks(page);
        let files: Vec<_> = blocks.iter().map(|block| block.file.as_deref()).collect();
        assert_eq!(files, [Some("src/main.rs"), Some("a/b.json"), None]);
        assert_eq!(blocks[0].text, "// src/main.rs\nfn main() {}\n");
        assert_eq!((blocks[0].line, blocks[1].language()), (2, "json"));
    }
}
