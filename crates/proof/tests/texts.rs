//! Notes, heads and bundles: what another implementation wrote is read, and what was bent is refused by name.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use cairn_proof::bundle::Fault;
use cairn_proof::entry::{self, Field};
use cairn_proof::head::{Head, SignedHead};
use cairn_proof::note::NoteError;
use cairn_proof::{Bundle, Evidence, Frontier, Signer, Verifier, inclusion};

/// The example in the documentation of Go's golang.org/x/mod/sumdb/note.
const GO_KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const GO_SECRET: &str = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const GO_TEXT: &str =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const GO_SIGNATURE: &str = "\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

fn signer() -> Signer {
    Signer::new("cairn-audit/0011223344556677", &[7; 32]).unwrap()
}

#[test]
fn notes_are_those_of_go() {
    let (signer, verifier) = (Signer::from_text(GO_SECRET).unwrap(), Verifier::from_text(GO_KEY).unwrap());
    assert_eq!(signer.verifier(), verifier);
    assert_eq!(verifier.to_string(), GO_KEY);
    let note = signer.sign(GO_TEXT);
    assert_eq!(note, format!("{GO_TEXT}\n{GO_SIGNATURE}"));
    assert_eq!(verifier.open(&note), Ok(GO_TEXT));
    assert_eq!(signer.secret_text(), GO_SECRET);
}

#[test]
fn a_bent_note_is_refused() {
    let (note, key) = (signer().sign("one\ntwo\n"), signer().verifier());
    assert_eq!(key.open(&note.replace("two", "too")), Err(NoteError::BadSignature));
    assert_eq!(key.open("one\n"), Err(NoteError::NotANote));
    let other = Signer::new(key.name(), &[8; 32]).unwrap().verifier();
    assert_eq!(other.open(&note), Err(NoteError::OtherKey));
    // A second signature, by somebody else, takes nothing away.
    let witnessed = format!("{note}{GO_SIGNATURE}");
    assert_eq!(key.open(&witnessed), Ok("one\ntwo\n"));
}

#[test]
fn the_encoding_is_what_the_documentation_says() {
    let fields = [
        ("seq", Field::Integer(7)),
        ("actor_id", Field::Nothing),
        ("action", Field::Text("opened".to_string())),
        ("word", Field::Text("señal\nx=n".to_string())),
    ];
    let bytes = entry::encode("cairn.audit.entry.v1", fields.iter().map(|(name, field)| (*name, field)));
    assert_eq!(
        String::from_utf8(bytes).unwrap(),
        "cairn.audit.entry.v1\nseq=i7\nactor_id=n\naction=t6:opened\nword=t10:señal\nx=n\n"
    );
}

/// A report of entries 2, 3 and 5 of a log of six, with the proof that it grew from three.
fn bundle() -> Bundle {
    let row = |seq: u64| {
        let text = Field::Text(format!("act {seq}"));
        vec![("seq".to_string(), Field::Integer(seq as i64)), ("action".to_string(), text)]
    };
    let evidence = |seq| Evidence { seq, fields: row(seq), proof: vec![] };
    let (mut nodes, mut tree, mut early) = (vec![], Frontier::new(), None);
    for seq in 1..=6 {
        tree.append(evidence(seq).leaf("v1"), |node| nodes.push(node));
        if seq == 3 {
            early = Some(head(&tree));
        }
    }
    let stored = |place: u64| nodes.get(place as usize).copied().ok_or(place);
    let entries = [2, 3, 5]
        .map(|seq| Evidence { proof: inclusion(seq - 1, 6, stored).unwrap(), ..evidence(seq) })
        .to_vec();
    let mut bundle = Bundle::new("v1", &head(&tree), entries, &signer());
    bundle.prove_growth(&early.unwrap(), 6, stored).unwrap();
    bundle
}

fn head(tree: &Frontier) -> SignedHead {
    let time = "2026-03-02T15:00:00Z".parse().unwrap();
    let origin = signer().name().to_string();
    Head { origin, size: tree.size(), root: tree.root(), time }.sign(&signer())
}

#[test]
fn a_head_reads_as_it_was_written() {
    let mut tree = Frontier::new();
    tree.append(cairn_proof::hash::leaf(b"x"), |_| {});
    let signed = head(&tree);
    assert!(signed.text.starts_with("cairn-audit/0011223344556677\n1\n"), "{}", signed.text);
    assert!(signed.text.contains("\ntime 2026-03-02T15:00:00Z\n\n\u{2014} cairn-audit/"), "{}", signed.text);
    assert_eq!(SignedHead::open(&signed.text, &signer().verifier()), Ok(signed.clone()));
    let bent = signed.text.replacen("\n1\n", "\n2\n", 1);
    assert!(SignedHead::open(&bent, &signer().verifier()).is_err());
}

#[test]
fn row_31_a_report_names_the_entry_that_was_bent() {
    let (good, key) = (bundle(), signer().verifier());
    let proven = good.verify(&key).unwrap();
    assert_eq!((proven.entries, proven.earlier.len()), (3, 1));
    let again: Bundle = serde_json::from_str(&serde_json::to_string(&good).unwrap()).unwrap();
    assert_eq!(again, good);

    let mut flipped = good.clone();
    flipped.entries[1].fields[1].1 = Field::Text("acu 3".to_string());
    assert_eq!(flipped.verify(&key), Err(Fault::Altered(3)));

    let mut dropped = good.clone();
    dropped.entries.remove(1);
    assert_eq!(dropped.verify(&key), Err(Fault::Missing(3)));

    let mut cut = good.clone();
    cut.entries.pop();
    assert_eq!(cut.verify(&key), Err(Fault::Missing(5)));

    let mut swapped = good.clone();
    swapped.entries.swap(0, 1);
    assert_eq!(swapped.verify(&key), Err(Fault::Moved(2)));

    let mut copied = good.clone();
    copied.entries.push(good.entries[0].clone());
    assert_eq!(copied.verify(&key), Err(Fault::Added(2)));

    let mut unproven = good.clone();
    unproven.entries[2].proof.pop();
    assert!(matches!(unproven.verify(&key), Err(Fault::NotInLog { seq: 5, .. })));

    let mut regrown = good.clone();
    regrown.earlier[0].proof[0] = cairn_proof::hash::empty();
    assert!(matches!(regrown.verify(&key), Err(Fault::NotGrown { size: 3, .. })));
}

/// Whoever holds the file but not the key cannot make a list of their own.
#[test]
fn a_list_signed_by_somebody_else_is_refused() {
    let (good, key) = (bundle(), signer().verifier());
    let forger = Signer::new(signer().name(), &[9; 32]).unwrap();
    let head = SignedHead::open(&good.head, &key).unwrap();
    let mut forged = Bundle::new("v1", &head, good.entries[..1].to_vec(), &forger);
    forged.head = good.head;
    assert_eq!(forged.verify(&key), Err(Fault::List(NoteError::OtherKey)));
}

#[test]
fn row_11_the_verifier_reads_a_report_that_carries_its_proof() {
    let folder = std::env::temp_dir().join(format!("cairn-verify-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (key, report) = (folder.join("audit.pub"), folder.join("report.json"));
    std::fs::write(&key, signer().verifier().to_string()).unwrap();
    let proof = serde_json::to_value(bundle()).unwrap();
    let run = |file: serde_json::Value| {
        std::fs::write(&report, file.to_string()).unwrap();
        let mut verify = std::process::Command::new(env!("CARGO_BIN_EXE_cairn-verify"));
        verify.arg(&report).arg("--key").arg(&key).output().unwrap().status.code()
    };
    let lines = serde_json::json!([{ "recipient": "Elm Clinic" }]);
    assert_eq!(run(serde_json::json!({ "disclosures": lines, "proof": proof })), Some(0));
    assert_eq!(run(proof.clone()), Some(0));
    let mut bent = proof;
    bent["entries"].as_array_mut().unwrap().pop();
    assert_eq!(run(serde_json::json!({ "proof": bent })), Some(1));
    assert_eq!(run(serde_json::json!({ "disclosures": lines })), Some(2));
    std::fs::remove_dir_all(folder).unwrap();
}
