//! What the last days asked, for the eyes of the one who lived them.

use askama::Template;

use super::rules::{Factor, Look, Standing};
use super::store;
use super::talk::Talk;
use crate::web::{Answer, Form, Shell, Text, Visit};
use crate::wellbeing::Own;

/// One factor in words.
struct Row {
    name: String,
    figure: String,
    rule: String,
    source: String,
    standing: &'static str,
}

impl Row {
    fn of(t: &Text, look: &Look) -> Row {
        let standing = match look.standing {
            Standing::NotKnown => "not-known",
            Standing::Within => "within",
            Standing::Much => "much",
        };
        let from = match look.factor {
            Factor::Sleep | Factor::DaysOff => "load-rule-below",
            _ => "load-rule-from",
        };
        Row {
            name: t.code("load-factor", look.factor.code()),
            figure: look.figure.map_or_else(|| t.get("form-unknown"), |figure| figure.to_string()),
            rule: t.with(from, "n", look.rule),
            source: t.code("load-source", look.factor.code()),
            standing,
        }
    }

    /// Of its badge.
    fn hue(&self) -> &'static str {
        match self.standing {
            "much" => "amber",
            "within" => "",
            _ => "slate",
        }
    }
}

#[derive(Template)]
#[template(path = "wellbeing/load/show.html")]
struct LoadPage {
    t: Text,
    shell: Shell,
    f: Form,
    rows: Vec<Row>,
    /// Codes of what might help.
    suggestions: Vec<&'static str>,
    /// Some figure is not known, so that no suggestion is no all-clear.
    gaps: bool,
    supervisor: Option<String>,
    talk: Option<Talk>,
}

pub async fn show(visit: Visit) -> Answer {
    let form = visit.new_form();
    draw(visit, form).await
}

pub(super) async fn draw(visit: Visit, form: Form) -> Answer {
    let (visitor, (load, rules, talk, supervisor)) = visit
        .read(|desk| {
            let own = Own::open(desk)?;
            let load = store::load(desk.tx, &own, desk.now, &desk.program.zone)?;
            let supervisor = store::supervisor(desk.tx, &own)?.map(|(_, name)| name);
            Ok((load, desk.program.settings.load.clone(), store::open_talk(desk.tx, &own)?, supervisor))
        })
        .await?;
    let (t, shell) = visitor.shell("wellbeing-title");
    let looks = load.looks(&rules);
    let page = LoadPage {
        rows: looks.iter().map(|look| Row::of(&t, look)).collect(),
        suggestions: load.suggestions(&rules).into_iter().map(|one| one.code()).collect(),
        gaps: looks.iter().any(|look| look.standing == Standing::NotKnown),
        f: form.clone(),
        supervisor,
        talk,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}
