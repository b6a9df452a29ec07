//! What a person tells at intake, in their own words. Each telling is kept; the newest of each answer counts.

use askama::Template;
use axum::extract::Path;
use cairn_matching::Kind;

use super::RecordHead;
use super::agreement::opened_by_hand;
use super::store::tellings::{self, NewTelling};
use crate::audit::Act;
use crate::ids::ParticipantId;
use crate::web::{Answer, Choice, Form, Shell, Text, Visit};

pub const PREFERRED_CONTACT: [&str; 4] = ["phone", "text", "email", "in_person"];

/// The answers of one telling. None: not asked or skipped. Empty: taken back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    pub hopes: Option<String>,
    pub strengths: Option<String>,
    /// A code of `cairn_matching::Kind::Pathway`.
    pub pathway: Option<String>,
    /// A code of `cairn_matching::Kind::LifeStage`.
    pub life_stage: Option<String>,
    pub access_needs: Option<String>,
    pub preferred_contact: Option<String>,
    pub safe_times: Option<String>,
    pub living_situation: Option<String>,
    pub work_situation: Option<String>,
    pub family_situation: Option<String>,
    pub other_help: Option<String>,
}

impl Answers {
    /// The first block: what is asked when somebody enrolls.
    pub fn read_brief(form: &mut Form) -> Answers {
        Answers {
            hopes: form.text("hopes", 4000),
            pathway: form.choice("pathway", Kind::Pathway.values()),
            preferred_contact: Some(form.required_choice("preferred_contact", &PREFERRED_CONTACT)),
            safe_times: form.text("safe_times", 300),
            ..Answers::default()
        }
    }

    pub fn read_full(form: &mut Form) -> Answers {
        Answers {
            strengths: form.text("strengths", 4000),
            life_stage: form.choice("life_stage", Kind::LifeStage.values()),
            access_needs: form.text("access_needs", 1000),
            living_situation: form.text("living_situation", 2000),
            work_situation: form.text("work_situation", 2000),
            family_situation: form.text("family_situation", 2000),
            other_help: form.text("other_help", 2000),
            ..Answers::read_brief(form)
        }
    }

    fn parts(&mut self) -> [(&'static str, &mut Option<String>); 11] {
        [
            ("hopes", &mut self.hopes),
            ("strengths", &mut self.strengths),
            ("pathway", &mut self.pathway),
            ("life_stage", &mut self.life_stage),
            ("access_needs", &mut self.access_needs),
            ("preferred_contact", &mut self.preferred_contact),
            ("safe_times", &mut self.safe_times),
            ("living_situation", &mut self.living_situation),
            ("work_situation", &mut self.work_situation),
            ("family_situation", &mut self.family_situation),
            ("other_help", &mut self.other_help),
        ]
    }

    /// Takes from an older telling what this one leaves open.
    pub fn fill_from(&mut self, mut older: Answers) {
        for ((_, mine), (_, theirs)) in self.parts().into_iter().zip(older.parts()) {
            if mine.is_none() {
                *mine = theirs.take();
            }
        }
    }

    /// An answer that was given before and is left out now was taken back, and says so with an empty text.
    pub fn taking_back(mut self, mut before: Answers) -> Answers {
        for ((_, now), (_, then)) in self.parts().into_iter().zip(before.parts()) {
            if now.is_none() && then.is_some() {
                *now = Some(String::new());
            }
        }
        self
    }

    pub fn without_taken_back(mut self) -> Answers {
        for (_, answer) in self.parts() {
            *answer = answer.take().filter(|text| !text.is_empty());
        }
        self
    }

    pub fn put_into(mut self, form: &mut Form) {
        for (field, answer) in self.parts() {
            form.set_some(field, answer.take());
        }
    }
}

pub fn pathways(t: &Text) -> Vec<Choice> {
    Choice::codes(t, "intake-pathway", Kind::Pathway.values())
}

pub fn ways_of_contact(t: &Text) -> Vec<Choice> {
    Choice::codes(t, "intake-contact", &PREFERRED_CONTACT)
}

#[derive(Template)]
#[template(path = "intake/telling.html")]
struct TellingPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: RecordHead,
    pathways: Vec<Choice>,
    life_stages: Vec<Choice>,
    ways: Vec<Choice>,
}

pub async fn edit(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form, true).await
}

async fn draw(visit: Visit, id: ParticipantId, mut form: Form, fresh: bool) -> Answer {
    let (visitor, (head, answers)) = visit
        .write(move |desk| {
            let record = opened_by_hand(desk, id)?;
            Ok((RecordHead::load(desk.tx, &record)?, tellings::newest(desk.tx, &record)?))
        })
        .await?;
    if fresh {
        answers.put_into(&mut form);
    }
    let (t, shell) = visitor.shell("intake-title");
    let page = TellingPage {
        pathways: pathways(&t),
        life_stages: Choice::codes(&t, "intake-life-stage", Kind::LifeStage.values()),
        ways: ways_of_contact(&t),
        f: form.clone(),
        head,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let answers = Answers::read_full(&mut form);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let record = opened_by_hand(desk, id)?;
                let before = tellings::newest(desk.tx, &record)?;
                let answers = answers.taking_back(before);
                let new = NewTelling { id: desk.id(), extent: "full", answers };
                tellings::add(desk.tx, &record, &new, desk.now, desk.viewer.person)?;
                desk.enter(&record, Act::Created, "intake", Some(new.id.to_string()))?;
                Ok(format!("/participants/{id}"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, id, form, false).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn answer() -> impl Strategy<Value = Option<String>> {
        prop_oneof![Just(None), "[a-z]{1,3}".prop_map(Some)]
    }

    fn telling() -> impl Strategy<Value = Answers> {
        (answer(), answer(), answer()).prop_map(|(hopes, strengths, safe_times)| Answers {
            hopes,
            strengths,
            safe_times,
            ..Answers::default()
        })
    }

    proptest! {
        /// Whatever was told and taken back before, the record shows what the last form said, no more and no less.
        #[test]
        fn the_last_form_counts(forms in proptest::collection::vec(telling(), 1..6)) {
            let mut rows: Vec<Answers> = Vec::new();
            for form in &forms {
                rows.push(form.clone().taking_back(newest(&rows)));
            }
            prop_assert_eq!(&newest(&rows), forms.last().unwrap());
        }
    }

    fn newest(rows: &[Answers]) -> Answers {
        let mut newest = Answers::default();
        rows.iter().rev().for_each(|row| newest.fill_from(row.clone()));
        newest.without_taken_back()
    }
}
