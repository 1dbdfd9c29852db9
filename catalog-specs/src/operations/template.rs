//! Texts of alerts: user text, and the values that Prometheus puts in.

/// A text with values in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Template(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// The value of the expression, with the pipeline that formats it.
    Value(&'static str),
    /// A label of the alert.
    Label(String),
    /// A label as `{slug}` is written: in small letters, with hyphens.
    Slug(String),
}

/// The value as a whole number.
const COUNT: &str = "printf \"%.0f\" $value";
/// The value as a percentage.
const PERCENT: &str = "$value | humanizePercentage";
/// The value as a length of time.
const DURATION: &str = "$value | humanizeDuration";

impl Template {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::default().then(text)
    }

    pub(crate) fn then(mut self, text: impl Into<String>) -> Self {
        self.0.push(Piece::Text(text.into()));
        self
    }

    pub(crate) fn label(mut self, name: impl Into<String>) -> Self {
        self.0.push(Piece::Label(name.into()));
        self
    }

    pub(crate) fn slug(mut self, name: impl Into<String>) -> Self {
        self.0.push(Piece::Slug(name.into()));
        self
    }

    pub(crate) fn count(self) -> Self {
        self.value(COUNT)
    }

    pub(crate) fn percent(self) -> Self {
        self.value(PERCENT)
    }

    pub(crate) fn duration(self) -> Self {
        self.value(DURATION)
    }

    fn value(mut self, pipeline: &'static str) -> Self {
        self.0.push(Piece::Value(pipeline));
        self
    }

    /// The template as Prometheus reads it. A brace of a text must not open an action, also not together with one that
    /// follows.
    pub(crate) fn to_go(&self) -> String {
        let actions = self.0.iter().map(|piece| match piece {
            Piece::Text(text) => escape(text),
            Piece::Value(pipeline) => action(pipeline),
            Piece::Label(name) => action(&format!("$labels.{name}")),
            Piece::Slug(name) => {
                action(&format!("$labels.{name} | toLower | reReplaceAll \"_\" \"-\""))
            }
        });
        actions.collect()
    }

    /// The text that results, for tests.
    pub(crate) fn expand(&self, labels: &[(String, String)], value: &str) -> String {
        let label = |name: &String| {
            let known = labels.iter().find(|(known, _)| known == name);
            known.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let texts = self.0.iter().map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Value(_) => value.to_owned(),
            Piece::Label(name) => label(name),
            Piece::Slug(name) => label(name).to_ascii_lowercase().replace('_', "-"),
        });
        texts.collect()
    }
}

fn action(pipeline: &str) -> String {
    format!("{{{{ {pipeline} }}}}")
}

/// A text in a Go template.
pub(crate) fn escape(text: &str) -> String {
    text.replace('{', "{{ \"{\" }}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brace_opens_no_action() {
        let template = Template::text("a {{x}} {").count().then("}");
        let go = template.to_go();
        assert_eq!(go, "a {{ \"{\" }}{{ \"{\" }}x}} {{ \"{\" }}{{ printf \"%.0f\" $value }}}");
        assert_eq!(template.expand(&[], "7"), "a {{x}} {7}");
    }
}
