//! What the documents show is what was tried here.

#[test]
fn every_recipe_equals_its_page() {
    macro_rules! page {
        ($name:literal) => {
            ($name, include_str!(concat!("../../../../docs/", $name, ".md")))
        };
    }
    for ((name, document), recipe) in [
        (page!("frameworks"), include_str!("../../src/catalogue.rs")),
        (page!("hyper"), include_str!("../../src/hyper.rs")),
        (page!("warp"), include_str!("../../src/warp.rs")),
        (page!("poem"), include_str!("../../src/poem.rs")),
        (page!("salvo"), include_str!("../../src/salvo.rs")),
        (page!("rocket"), include_str!("../../src/rocket.rs")),
        (page!("clients"), include_str!("../../src/reqwest.rs")),
        (page!("clients"), include_str!("../../src/ureq.rs")),
    ] {
        let first = recipe.lines().find(|line| line.starts_with("use")).unwrap();
        assert!(document.contains(recipe), "docs/{name}.md does not show the recipe of `{first}`");
    }
}
