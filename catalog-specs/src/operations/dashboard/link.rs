//! Links of Grafana to the pages of codes.

use crate::derived;

/// An address of a code as a link of Grafana, which puts the code in; `None` if the address needs the code in another
/// form.
pub(super) fn link_by_code(template: &str) -> Option<String> {
    let (before, after) = template.split_once("{code}")?;
    let is_plain = |text: &str| !text.contains("{code}") && !text.contains("{slug}");
    let literal = |text: &str| derived::fill_url(text, "").replace('$', "%24");
    (is_plain(before) && is_plain(after))
        .then(|| format!("{}${{__value.text}}{}", literal(before), literal(after)))
}

#[cfg(test)]
mod tests {
    use super::link_by_code;

    #[test]
    fn a_link_has_the_code_once() {
        let link = |template| link_by_code(template);
        assert_eq!(
            link("https://a.example/{code}?x=$b").as_deref(),
            Some("https://a.example/${__value.text}?x=%24b")
        );
        for template in
            ["https://a.example", "https://a.example/{slug}", "https://a.example/{slug}/{code}"]
        {
            assert_eq!(link(template), None, "{template}");
        }
    }
}
