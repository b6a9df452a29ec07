# Short names for what is done often. Everything here is a plain command.
demo:
    cargo run -- demo

test *filter:
    cargo test -p cairn --test site {{filter}}

postgres *filter:
    script/postgres cargo test -p cairn --test site {{filter}}

all:
    script/test

bench:
    script/bench
