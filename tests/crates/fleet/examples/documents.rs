//! Writes the documents of operations for a catalogue with hostile text: `cargo run -p fleet --example documents -- FOLDER`.

fn main() {
    let folder = std::env::args().nth(1).unwrap();
    fleet::write(folder.as_ref(), &fleet::catalog(), &fleet::settings());
}
