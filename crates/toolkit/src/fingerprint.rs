use serde_json::Value;
use sha2::{Digest, Sha256};

/// Keys that describe a tool without being asked. Correcting one must not make every kept
/// worksheet look as if another question had been asked.
const NOTES: [&str; 2] = ["es_status", "source"];

/// SHA-256, as 64 lowercase hex digits, over what is asked and how.
///
/// Canonical form: the definition's JSON without [`NOTES`] (at any depth), object keys in byte order, no white space,
/// strings as JSON strings in UTF-8. So the order of keys and the layout of the file do not matter; any changed word,
/// option, order or limit does.
pub(crate) fn fingerprint(definition: &Value) -> String {
    let mut text = String::new();
    write_canonical(definition, &mut text);
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn write_canonical(value: &Value, out: &mut String) {
    match value {
        Value::Object(fields) => {
            let mut kept: Vec<_> = fields.iter().filter(|(key, _)| !NOTES.contains(&key.as_str())).collect();
            kept.sort_by_key(|(key, _)| key.as_str());
            out.push('{');
            for (place, (key, inner)) in kept.into_iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push(':');
                write_canonical(inner, out);
            }
            out.push('}');
        }
        Value::Array(inner) => {
            out.push('[');
            for (place, item) in inner.iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                write_canonical(item, out);
            }
            out.push(']');
        }
        other => out.push_str(&other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(json: &str) -> String {
        fingerprint(&serde_json::from_str(json).unwrap())
    }

    #[test]
    fn layout_key_order_and_notes_do_not_change_the_hash() {
        let plain = hash(r#"{"id":"x","items":[{"number":"1","text":"Ask"}]}"#);
        let other = r#"{ "source": "new", "items": [ {"text": "Ask", "number": "1"} ], "id": "x" }"#;
        assert_eq!(plain, hash(other));
        // Python 3: hashlib.sha256(b'{"id":"x","items":[{"number":"1","text":"Ask"}]}').hexdigest()
        assert_eq!(plain, "ecab389d6b19699c35ad8999ed39f2be3a70a7dacd0be5da845502a9c0b6e913");
    }

    #[test]
    fn a_changed_word_or_another_order_changes_the_hash() {
        let plain = hash(r#"{"items":["a","b"]}"#);
        assert_ne!(plain, hash(r#"{"items":["b","a"]}"#));
        assert_ne!(plain, hash(r#"{"items":["a","b."]}"#));
    }
}
