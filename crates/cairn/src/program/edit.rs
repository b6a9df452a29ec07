//! The program's page: what it is called, where it is, and the rules it sets for itself.

use askama::Template;

use super::message_rules::AskedMessageRules;
use super::numbers::{self, Kept};
use super::{Program, RepairLines, Room, Site, UnitRounding, repair_lines, store};
use crate::access::{Role, Tier};
use crate::audit::Act;
use crate::consents::MinorRule;
use crate::web::{Answer, Choice, Form, Shell, Text, Visit};

pub const TIME_ZONES: [&str; 10] = [
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
    "Europe/London",
    "UTC",
];
const NOTE_TIERS: [&str; 2] = ["supervised", "record"];
const MINOR_RULES: [&str; 2] = ["alone", "both"];
const ROUNDINGS: [&str; 3] = ["more_than_half", "whole_units", "begun_units"];

#[derive(Template)]
#[template(path = "program/edit.html")]
struct EditPage {
    t: Text,
    shell: Shell,
    f: Form,
    zones: Vec<Choice>,
    languages: Vec<Choice>,
    roundings: Vec<Choice>,
    note_tiers: Vec<Choice>,
    minor_rules: Vec<Choice>,
    sites: Vec<Site>,
    rooms: Vec<Room>,
}

pub async fn edit(visit: Visit) -> Answer {
    let form = visit.new_form();
    draw(visit, form, true).await
}

pub async fn update(visit: Visit, mut form: Form) -> Answer {
    let changed = Changes::read(&mut form);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let seat = desk.seat(&[Role::Administrator])?;
                let mut program = desk.program.clone();
                changed.apply(&mut program);
                store::change(desk.tx, &program)?;
                desk.enter_seated(&seat, Act::Changed, "program", program.id.to_string())?;
                Ok("/program".to_string())
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, form, false).await
}

pub(super) async fn draw(visit: Visit, mut form: Form, fill: bool) -> Answer {
    let (visitor, (program, sites, rooms)) = visit
        .read(|desk| {
            desk.seat(&[Role::Administrator])?;
            Ok((desk.program.clone(), store::sites(desk.tx)?, store::rooms(desk.tx)?))
        })
        .await?;
    if fill {
        fill_in(&mut form, &program);
    }
    let (t, shell) = visitor.shell("program-title");
    let page = EditPage {
        zones: TIME_ZONES.iter().map(|zone| Choice::new(*zone, zone.replace('_', " "))).collect(),
        languages: Choice::codes(&t, "language", &["en", "es"]),
        roundings: Choice::codes(&t, "rounding", &ROUNDINGS),
        note_tiers: Choice::codes(&t, "note-tier", &NOTE_TIERS),
        minor_rules: Choice::codes(&t, "minor-rule", &MINOR_RULES),
        sites,
        rooms,
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

/// What the form may change.
struct Changes {
    name: String,
    discreet_name: String,
    zone_name: String,
    language: String,
    crisis_line: String,
    on_call_phone: Option<String>,
    exit_url: String,
    unit_minutes: i64,
    rounding: UnitRounding,
    usual: i64,
    most: i64,
    note_tier: Option<Tier>,
    minor_rule: MinorRule,
    numbers: Vec<(Kept, i64)>,
    messages: AskedMessageRules,
    repair: RepairLines,
}

impl Changes {
    fn read(form: &mut Form) -> Changes {
        let changes = Changes {
            name: form.required_text("name", 120),
            discreet_name: form.required_text("discreet_name", 40),
            zone_name: form.required_choice("time_zone", &TIME_ZONES),
            language: form.required_choice("language", &["en", "es"]),
            crisis_line: form.required_text("crisis_line", 20),
            on_call_phone: form.phone("on_call_phone"),
            exit_url: form.required_text("exit_url", 200),
            unit_minutes: form.required_integer("unit_minutes", 1..=60),
            rounding: match form.required_choice("rounding", &ROUNDINGS).as_str() {
                "whole_units" => UnitRounding::WholeUnits,
                "begun_units" => UnitRounding::BegunUnits,
                _ => UnitRounding::MoreThanHalf,
            },
            usual: form.required_integer("caseload_usual", 1..=100),
            most: form.required_integer("caseload_most", 1..=100),
            note_tier: form.choice("note_tier", &NOTE_TIERS).as_deref().and_then(Tier::from_code),
            minor_rule: match form.required_choice("minor_rule", &MINOR_RULES).as_str() {
                "both" => MinorRule::Both,
                _ => MinorRule::Alone,
            },
            numbers: numbers::read(form),
            messages: AskedMessageRules::read(form),
            repair: repair_lines::read(form),
        };
        if !changes.exit_url.is_empty() && !changes.exit_url.starts_with("https://") {
            form.wrong("exit_url", "program-exit-url-https");
        }
        if changes.most < changes.usual {
            form.wrong("caseload_most", "program-caseload-order");
        }
        changes
    }

    fn apply(self, program: &mut Program) {
        numbers::apply(self.numbers, &mut program.settings);
        self.messages.apply(&mut program.settings.messages);
        repair_lines::apply(self.repair, &mut program.settings);
        program.name = self.name;
        program.discreet_name = self.discreet_name;
        program.zone_name = self.zone_name;
        program.language = self.language;
        program.crisis_line = self.crisis_line;
        program.on_call_phone = self.on_call_phone;
        program.exit_url = self.exit_url;
        program.settings.units.minutes = self.unit_minutes;
        program.settings.units.rounding = self.rounding;
        if let Some(tier) = self.note_tier {
            program.settings.privacy.note_tier = tier;
        }
        program.settings.caseload.usual = self.usual as u32;
        program.settings.caseload.most = self.most as u32;
        program.settings.privacy.minor_rule = self.minor_rule;
        program.settings.caseload.warn_at = (self.usual as u32).saturating_sub(2).max(1);
    }
}

fn fill_in(form: &mut Form, program: &Program) {
    form.set("name", &program.name);
    form.set("discreet_name", &program.discreet_name);
    form.set("time_zone", &program.zone_name);
    form.set("language", &program.language);
    form.set("crisis_line", &program.crisis_line);
    form.set_some("on_call_phone", program.on_call_phone.as_ref());
    form.set("exit_url", &program.exit_url);
    form.set("unit_minutes", program.settings.units.minutes);
    let code = program.settings.units.code();
    form.set("rounding", code.split_once(' ').map(|(_, rounding)| rounding).unwrap_or_default());
    form.set("note_tier", program.settings.privacy.note_tier.code());
    form.set("caseload_usual", program.settings.caseload.usual);
    form.set("caseload_most", program.settings.caseload.most);
    numbers::fill_in(form, program.settings.clone());
    AskedMessageRules::fill_in(form, &program.settings.messages);
    repair_lines::fill_in(form, &program.settings);
    let minors = program.settings.privacy.minor_rule;
    form.set("minor_rule", if minors == MinorRule::Both { "both" } else { "alone" });
}
