//! What the document shows is what was tried here.

#[test]
fn every_recipe_is_shown_as_it_is() {
    let document = include_str!("../../../../docs/frameworks.md");
    for recipe in [
        include_str!("../../src/catalogue.rs"),
        include_str!("../../src/hyper.rs"),
        include_str!("../../src/warp.rs"),
        include_str!("../../src/poem.rs"),
        include_str!("../../src/salvo.rs"),
        include_str!("../../src/rocket.rs"),
    ] {
        let first = recipe.lines().find(|line| line.starts_with("use")).unwrap();
        assert!(
            document.contains(recipe),
            "docs/frameworks.md does not show the recipe of `{first}`"
        );
    }
}
