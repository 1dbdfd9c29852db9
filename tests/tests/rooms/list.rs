//! The list of rooms in CONTRIBUTING.md, and what the code may differ from it in.

use std::collections::BTreeMap;

use crate::arrows::{Arrow, circles, files, rooms};

/// The rooms of a crate in their order, each with those that it may import.
pub type Rooms = Vec<(String, Vec<String>)>;

/// Reads the fenced blocks ```` ```rooms <crate> ````; a line is `room: imported, imported`.
pub fn read(contributing: &str) -> BTreeMap<String, Rooms> {
    let mut lists: BTreeMap<String, Rooms> = BTreeMap::new();
    let mut current = None;
    for line in contributing.lines() {
        if let Some(name) = line.strip_prefix("```rooms ") {
            current = Some(lists.entry(name.trim().to_owned()).or_default());
        } else if line.starts_with("```") {
            current = None;
        } else if let Some(list) = &mut current {
            let (room, imported) =
                line.split_once(':').unwrap_or_else(|| panic!("`{line}` is not `room: imported`"));
            let imported = imported.split(',').map(str::trim).filter(|name| !name.is_empty());
            list.push((room.trim().to_owned(), imported.map(str::to_owned).collect()));
        }
    }
    lists
}

/// What is wrong with the arrows of a crate, one text a problem.
pub fn problems(arrows: &[Arrow], list: &Rooms) -> Vec<String> {
    let mut problems = Vec::new();
    let (rooms, files) = (rooms(arrows), files(arrows));
    let mut closed = Vec::new();
    for (what, graph) in [("rooms", &rooms), ("files", &files)] {
        for (members, arrows) in circles(graph) {
            let named = members.join("`, `");
            problems.push(format!("{what} in a circle: `{named}`{}", render_arrows(&arrows)));
            closed.push(members);
        }
    }

    // An arrow of a circle is reported with it, and not once more.
    let is_in_one_circle = |one: &str, other: &str| {
        closed.iter().any(|members| members.contains(&one) && members.contains(&other))
    };
    for (&from, targets) in &rooms {
        let allowed = list.iter().find(|(room, _)| room == from).map(|(_, allowed)| allowed);
        for (&to, arrows) in targets {
            let is_allowed = allowed.is_some_and(|allowed| allowed.iter().any(|name| name == to));
            if !is_allowed && !is_in_one_circle(from, to) {
                problems.push(format!("`{from}` may not import `{to}`{}", render_arrows(arrows)));
            }
        }
    }
    let order = |room: &str| list.iter().position(|(listed, _)| listed == room);
    for (index, (room, imported)) in list.iter().enumerate() {
        for name in imported {
            let targets = rooms.get(room.as_str());
            if !targets.is_some_and(|targets| targets.contains_key(name.as_str())) {
                problems.push(format!("`{room}` no longer imports `{name}`, which it may"));
            } else if order(name).is_none_or(|other| other >= index) {
                problems
                    .push(format!("`{room}` may import `{name}`, which is not listed before it"));
            }
        }
    }
    problems
}

/// The rooms and their arrows as the lines of a list, from the ground up.
pub fn write(arrows: &[Arrow], all: &[String]) -> String {
    let graph = rooms(arrows);
    let mut left: Vec<&str> = all.iter().map(String::as_str).collect();
    left.sort_unstable();
    let mut lines = String::new();
    while !left.is_empty() {
        let imported = |room: &str| -> Vec<&str> {
            graph.get(room).map(|targets| targets.keys().copied().collect()).unwrap_or_default()
        };
        let is_ready = |room: &&str| !imported(room).iter().any(|name| left.contains(name));
        let mut ready: Vec<&str> = left.iter().copied().filter(is_ready).collect();
        if ready.is_empty() {
            // The rest is circles and what is on them.
            ready.clone_from(&left);
        }
        for room in &ready {
            lines.push_str(format!("{room}: {}", imported(room).join(", ")).trim_end());
            lines.push('\n');
        }
        left.retain(|room| !ready.contains(room));
    }
    lines
}

fn render_arrows(arrows: &[&Arrow]) -> String {
    let lines: Vec<_> = arrows.iter().map(|arrow| format!("\n    {arrow}")).collect();
    lines.concat()
}
