//! What the compiler says to a fixture, read from its `.stderr`.

/// One error: what is wrong, the cure, and where in the source.
#[derive(Debug)]
pub struct Mistake {
    pub message: String,
    /// The cure, without notes.
    pub help: String,
    pub line: usize,
    pub column: usize,
    /// How many errors of the fixture say the same.
    pub times: usize,
}

/// The errors of a `.stderr` that name a rule of ours and a cure.
pub fn read(stderr: &str) -> Vec<Mistake> {
    let mut found = Vec::new();
    let mut lines = stderr.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(message) = line.strip_prefix("error: ") else { continue };
        let mut help = String::new();
        let mut is_help = false;
        let mut place = None;
        while let Some(next) = lines.peek().filter(|next| !next.starts_with("error")) {
            let text = next.trim_start();
            if let Some(found) = text.strip_prefix("--> ") {
                place.get_or_insert(found.to_owned());
            } else if place.is_none() {
                if let Some(text) = text.strip_prefix("help: ") {
                    is_help = true;
                    help.push_str(text);
                } else if text.starts_with("note: ") {
                    is_help = false;
                } else if is_help {
                    // A cure of several lines, indented as the first.
                    help.push('\n');
                    help.push_str(next.get(7..).unwrap_or(text));
                }
            }
            lines.next();
        }
        let Some(place) = place.filter(|_| !help.is_empty()) else { continue };
        let mut parts = place.rsplitn(3, ':');
        let column = parts.next().unwrap().parse().unwrap();
        let line = parts.next().unwrap().parse().unwrap();
        found.push(Mistake { message: message.to_owned(), help, line, column, times: 1 });
    }
    let texts: Vec<_> = found.iter().map(Mistake::text).collect();
    for mistake in &mut found {
        mistake.times = texts.iter().filter(|text| **text == mistake.text()).count();
    }
    found
}

impl Mistake {
    /// It as the derive says it.
    pub fn text(&self) -> String {
        format!("{}\nhelp: {}", self.message, self.help)
    }

    /// Where it is in the source, in bytes.
    pub fn offset(&self, source: &str) -> usize {
        let lines = source.split_inclusive('\n').take(self.line - 1).map(str::len).sum::<usize>();
        let line = source[lines..].lines().next().unwrap_or_default();
        lines + line.chars().take(self.column - 1).map(char::len_utf8).sum::<usize>()
    }

    /// What stands between backticks in the cure.
    pub fn quoted(&self) -> Vec<&str> {
        self.help.split('`').skip(1).step_by(2).collect()
    }

    /// What stands between backticks in the message.
    pub fn wrong(&self) -> Vec<&str> {
        self.message.split('`').skip(1).step_by(2).collect()
    }
}
