//! Texts, styles, scripts and migrations are part of the binary: a change in one is a reason to build again.

fn main() {
    for folder in ["locales", "assets", "migrations"] {
        println!("cargo:rerun-if-changed=../../{folder}");
    }
}
