//! Random questions, near enough to what occurs that much of it is permitted.

use cairn_part2::*;
use jiff::Timestamp;

use crate::cast::{self, actor, at, consent, named, now, party, signature};
use crate::dice_papers::{random_agreement, random_order, random_restriction};

/// Chance by splitmix64: the same seed, the same throws.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Below `n`, which is not 0.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    pub fn in_hundred(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    pub fn some<T: Clone>(&mut self, from: &[T], most: usize) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| self.pick(from)).collect()
    }

    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }

    pub fn instant(&mut self) -> Timestamp {
        at(self.pick(&[
            "2025-12-01T00:00:00Z",
            "2026-02-15T00:00:00Z",
            "2026-03-01T12:00:00Z",
            "2026-03-01T12:00:01Z",
            "2026-06-01T00:00:00Z",
        ]))
    }

    pub fn maybe_instant(&mut self, percent: usize) -> Option<Timestamp> {
        self.in_hundred(percent).then(|| self.instant())
    }
}

pub const IDS: [&str; 12] = [
    "clinic",
    "health-plan",
    "sister",
    "vendor",
    "probation",
    "court",
    "sam",
    "university",
    "funder",
    "exchange",
    "foundation",
    cast::ROSA,
];

fn usual_kind(id: &str) -> RecipientKind {
    match id {
        "clinic" => RecipientKind::CoveredEntity,
        "health-plan" => RecipientKind::HealthPlan,
        "sister" => RecipientKind::Family,
        "vendor" => RecipientKind::Qso,
        "probation" => RecipientKind::CriminalJustice,
        "court" => RecipientKind::Court,
        "sam" => RecipientKind::Workforce,
        "university" => RecipientKind::Researcher,
        "funder" => RecipientKind::Auditor,
        "exchange" => RecipientKind::Intermediary,
        cast::ROSA => RecipientKind::Individual,
        _ => RecipientKind::Other,
    }
}

pub fn categories(dice: &mut Dice, most: usize) -> Categories {
    let usual = [
        Category::Record,
        Category::Plan,
        Category::Progress,
        Category::Attendance,
        Category::Billing,
        Category::Coverage,
        Category::SessionNotes,
        Category::Contact,
        Category::Address,
        Category::Received,
        Category::CounselingNotes,
        Category::Presence,
        Category::Diagnoses,
        Category::Incident,
        Category::Name,
    ];
    dice.some(&usual, most).into_iter().collect()
}

pub fn purposes(dice: &mut Dice, most: usize) -> Purposes {
    dice.some(Purpose::ALL, most).into_iter().collect()
}

pub fn recipient(dice: &mut Dice) -> Recipient {
    let id = dice.pick(&IDS);
    match dice.below(8) {
        0..=3 => named(id, usual_kind(id)),
        4 | 5 => Recipient::Class { class: dice.pick(RecipientClass::ALL) },
        6 => Recipient::OtherClass { class: dice.pick(&["my family", "", "my lawyers"]).into() },
        _ => Recipient::Intermediary {
            party: party("exchange", RecipientKind::Intermediary),
            members: if dice.in_hundred(50) {
                Members::TreatingProviders
            } else {
                Members::Named { parties: vec![party(id, usual_kind(id))] }
            },
        },
    }
}

fn receiver(dice: &mut Dice) -> Actor {
    let id = dice.pick(&IDS);
    let mut actor = actor(id, usual_kind(id));
    if dice.in_hundred(15) {
        actor.kind = dice.pick(RecipientKind::ALL);
    }
    actor.classes = dice.some(RecipientClass::ALL, 2).into_iter().collect();
    if dice.in_hundred(20) {
        actor.other_classes = vec!["my family".into()];
    }
    if actor.kind == RecipientKind::Workforce {
        actor.organization = Some(party(cast::PROGRAM, RecipientKind::Part2Program));
    } else if dice.in_hundred(15) {
        let organization = dice.pick(&IDS);
        actor.organization = Some(party(organization, usual_kind(organization)));
    }
    if dice.in_hundred(15) {
        actor.via = Some(dice.pick(&["exchange", "", "another"]).into());
    }
    if dice.in_hundred(20) {
        actor.authority = Some(dice.pick(&["Letters", " "]).into());
    }
    actor
}

fn label(dice: &mut Dice, id: &str, asked: Categories) -> RecordLabel {
    let categories: Vec<Category> = asked.iter().chain([Category::Plan]).collect();
    RecordLabel {
        id: id.into(),
        category: dice.pick(&categories),
        created_at: dice.maybe_instant(60),
        received: dice.in_hundred(40).then(|| Received {
            from: party(dice.pick(&["detox", "clinic", ""]), RecipientKind::Part2Program),
            under: dice.pick(&[
                ReceivedUnder::Tpo,
                ReceivedUnder::Tpo,
                ReceivedUnder::Consent,
                ReceivedUnder::Emergency,
                ReceivedUnder::Research,
                ReceivedUnder::Audit,
                ReceivedUnder::Order,
                ReceivedUnder::Unknown,
            ]),
        }),
        paid_in_full: dice.in_hundred(20),
    }
}

fn usual_purpose(dice: &mut Dice, kind: RecipientKind) -> Purpose {
    match kind {
        _ if dice.in_hundred(25) => dice.pick(Purpose::ALL),
        RecipientKind::CoveredEntity => {
            dice.pick(&[Purpose::Treatment, Purpose::Treatment, Purpose::Emergency])
        }
        RecipientKind::HealthPlan => Purpose::Payment,
        RecipientKind::Qso => dice.pick(&[Purpose::Services, Purpose::Operations]),
        RecipientKind::CriminalJustice => Purpose::CriminalJustice,
        RecipientKind::Court => Purpose::Proceeding,
        RecipientKind::Workforce => Purpose::WithinProgram,
        RecipientKind::Researcher => Purpose::Research,
        RecipientKind::Auditor => Purpose::Audit,
        RecipientKind::Individual => Purpose::OwnAccess,
        _ => dice.pick(Purpose::ALL),
    }
}

fn request(dice: &mut Dice) -> Request {
    let actor = receiver(dice);
    let purpose = usual_purpose(dice, actor.kind);
    let mut request = cast::ask(actor, purpose, categories(dice, 4));
    request.discloser.kind = dice.pick(&[
        HolderKind::Part2Program,
        HolderKind::Part2Program,
        HolderKind::Part2CoveredEntity,
        HolderKind::LawfulHolder,
        HolderKind::Researcher,
    ]);
    if dice.in_hundred(4) {
        request.subject = dice.pick(&["omar", ""]).into();
    }
    if dice.in_hundred(40) {
        let asked = request.categories;
        request.records = ["a", "b", "c"][..dice.below(4)].iter().map(|id| label(dice, id, asked)).collect();
    }
    request.path = dice.pick(&[Egress::Page, Egress::Pdf, Egress::Sms, Egress::Fhir]);
    request.through_ehr = dice.in_hundred(30);
    request.is_proceeding = dice.in_hundred(5);
    request.de_identified = dice.in_hundred(50);
    request.has_died = dice.in_hundred(30);
    request.need_to_know = dice.in_hundred(85).then(|| NeedToKnow {
        need: dice.pick(&[Need::Caseload, Need::BreakGlass]),
        until: dice.maybe_instant(40),
        wrote_counseling_notes: dice.in_hundred(30),
    });
    request.emergency = dice.in_hundred(85).then(|| {
        let mut facts = crate::grounds::facts();
        if dice.in_hundred(15) {
            facts.facility.clear();
        }
        facts.at = dice.maybe_instant(95);
        facts
    });
    request.report = dice.in_hundred(85).then(|| Report {
        of: dice.pick(&[ReportOf::CrimeOnPremises, ReportOf::ChildAbuse]),
        justification: dice.pick(&["Hit a supporter", "Hit a supporter", ""]).into(),
    });
    request.finding = dice.in_hundred(60).then(|| DirectorFinding {
        director: "D. Okafor".into(),
        at: dice.maybe_instant(90),
        lacks_capacity: dice.in_hundred(90),
        substantial_threat: true,
        telling_may_lessen: true,
    });
    request
}

pub fn revocation(dice: &mut Dice) -> Revocation {
    Revocation {
        at: dice.instant(),
        recipient: dice.in_hundred(70).then(|| dice.pick(&IDS).into()),
        also_stops: if dice.in_hundred(40) { purposes(dice, 3) } else { Purposes::NONE },
        written: dice.in_hundred(50),
    }
}

pub fn random_consent(dice: &mut Dice, id: &str) -> Consent {
    let mut one = consent(id, dice.pick(ConsentKind::ALL));
    if dice.in_hundred(50) && one.kind != ConsentKind::CounselingNotes {
        one.categories = categories(dice, 4);
    }
    for _ in 0..dice.below(3) {
        let more = recipient(dice);
        one.recipients.push(more);
    }
    if dice.in_hundred(25) {
        one.purposes = one.purposes.union(purposes(dice, 2));
    }
    one.from = dice.maybe_instant(20);
    if dice.in_hundred(40) {
        one.expiry = match dice.below(6) {
            0 => None,
            1 => Some(Expiry::None),
            2 => Some(Expiry::EndOfTreatment { ended_at: dice.maybe_instant(50) }),
            3 => Some(Expiry::EndOfStudy { ended_at: dice.maybe_instant(50) }),
            4 => Some(Expiry::Event(Event { event: "I move".into(), occurred_at: dice.maybe_instant(50) })),
            _ => Some(Expiry::Date { at: dice.instant() }),
        };
    }
    if dice.in_hundred(25) {
        one.revocations = (0..=dice.below(2)).map(|_| revocation(dice)).collect();
    }
    one.known_false_since = dice.maybe_instant(6);
    if dice.in_hundred(8) {
        one.statements.remove(dice.pick(Statement::ALL));
    }
    if dice.in_hundred(15) {
        one.who_signs = dice.pick(&[WhoSigns::MinorAndParent, WhoSigns::Representative, WhoSigns::Survivor]);
        let signers = [Signer::Parent, Signer::Representative, Signer::Spouse];
        one.signatures.push(signature(dice.pick(&signers)));
    }
    for signature in &mut one.signatures {
        if dice.in_hundred(8) {
            signature.at = dice.maybe_instant(70);
            signature.authority = None;
        }
    }
    if let Some(terms) = &mut one.monitoring {
        terms.revocable_from = match dice.below(4) {
            0 => None,
            1 => Some(RevocableFrom::Event(Event {
                event: "Disposition".into(),
                occurred_at: dice.maybe_instant(50),
            })),
            _ => Some(RevocableFrom::Date { at: dice.instant() }),
        };
    }
    if dice.in_hundred(4) {
        one.subject = "omar".into();
    }
    if dice.in_hundred(4) {
        one.disclosers = vec![Source::Class { class: "programs in this county".into() }];
    }
    one
}

/// A whole random question.
pub fn question(dice: &mut Dice) -> Question {
    let count = |dice: &mut Dice, most: usize| dice.below(most + 1);
    Question {
        request: request(dice),
        consents: (0..count(dice, 6)).map(|n| random_consent(dice, &format!("c{n}"))).collect(),
        restrictions: (0..count(dice, 2)).map(|n| random_restriction(dice, &format!("r{n}"))).collect(),
        orders: (0..count(dice, 2)).map(|n| random_order(dice, &format!("o{n}"))).collect(),
        agreements: (0..count(dice, 3)).map(|n| random_agreement(dice, &format!("a{n}"))).collect(),
        now: now(),
    }
}
