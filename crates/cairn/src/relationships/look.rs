//! Safety first: four questions, told to nobody on the other side, and asked again before a first contact. Anything but a
//! plain no leads to other paths. Nobody has to prove anything, and it can be answered anew at any time.

/// What is asked: violence or fear, an order or no contact, a child-welfare case or limits of a court, being under
/// pressure.
pub const QUESTIONS: [&str; 4] = ["violence", "order", "children", "pressure"];

/// Not sure counts like yes.
pub const ANSWERS: [&str; 3] = ["no", "yes", "unsure"];

/// As the row keeps them: one answer a question, in the order of [`QUESTIONS`].
pub fn written(answers: &[String; 4]) -> String {
    serde_json::json!(answers).to_string()
}

/// The answers of a row; none where they can no longer be read.
pub fn read(kept: Option<&str>) -> Option<[String; 4]> {
    serde_json::from_str(kept?).ok()
}

/// Whether contact stops here: unless every question was answered with no.
pub fn stops(kept: Option<&str>) -> bool {
    read(kept).is_none_or(|answers| answers.iter().any(|answer| answer != "no"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_four_plain_noes_go_on() {
        let all = |answer: &str| [answer; 4].map(str::to_string);
        assert!(!stops(Some(&written(&all("no")))));
        for answer in ["yes", "unsure", "", "maybe"] {
            for at in 0..4 {
                let mut answers = all("no");
                answers[at] = answer.to_string();
                assert!(stops(Some(&written(&answers))), "{answer} at {at}");
            }
        }
        for kept in [None, Some("[]"), Some("—"), Some(r#"["no","no","no"]"#)] {
            assert!(stops(kept), "{kept:?}: what cannot be read stops");
        }
    }
}
