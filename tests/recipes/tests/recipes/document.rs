//! What the documents show is what was tried here.

#[test]
fn every_recipe_is_shown_as_it_is() {
    let frameworks = include_str!("../../../../docs/frameworks.md");
    let clients = include_str!("../../../../docs/clients.md");
    for (name, document, recipe) in [
        ("frameworks", frameworks, include_str!("../../src/catalogue.rs")),
        ("frameworks", frameworks, include_str!("../../src/hyper.rs")),
        ("frameworks", frameworks, include_str!("../../src/warp.rs")),
        ("frameworks", frameworks, include_str!("../../src/poem.rs")),
        ("frameworks", frameworks, include_str!("../../src/salvo.rs")),
        ("frameworks", frameworks, include_str!("../../src/rocket.rs")),
        ("clients", clients, include_str!("../../src/reqwest.rs")),
        ("clients", clients, include_str!("../../src/ureq.rs")),
    ] {
        let first = recipe.lines().find(|line| line.starts_with("use")).unwrap();
        assert!(document.contains(recipe), "docs/{name}.md does not show the recipe of `{first}`");
    }
}
