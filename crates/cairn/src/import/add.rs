//! Adding the people of a sheet, in one transaction.

use std::sync::Arc;

use cairn_db::Tx;
use cairn_sheet::DateFormat;

use super::columns;
use super::examine::{Duplicates, Outlook, RowReader, look};
use super::finding::Findings;
use super::incoming::{Counts, Incoming, Part};
use super::known::Known;
use super::sheet::{STRIDE, Source};
use super::store::{self, Hand, NewImport};
use super::{Failure, Progress, Request, Stage};
use crate::access::Role;
use crate::app::App;
use crate::audit::{self, Act, Entry, Stamp};
use crate::ids::{ImportId, ParticipantId, PersonId, SupporterId};
use crate::people::{self, store::NewSupporter};

/// Looks the sheet over and, when nothing is wrong with it, adds its people; the import's id and what it brought.
pub async fn take_in(
    app: &App,
    request: Request,
    progress: Progress,
) -> Result<(ImportId, Outlook), Failure> {
    let outlook = look(app, request.clone(), Arc::clone(&progress)).await?;
    if let Some((id, at)) = outlook.earlier.filter(|_| !request.again) {
        return Err(Failure::AlreadyIn { id, at });
    }
    let Some(dates) = outlook.dates.filter(|_| outlook.findings.problems.count == 0) else {
        return Err(Failure::Problems(Box::new(outlook.findings)));
    };
    let now = app.clock.now();
    let chance = app.chance.clone();
    let import: ImportId = chance.id(now);
    app.db
        .write(move |tx| {
            let by = match &request.by {
                Some(email) => Some(staff(tx, email)?),
                None => None,
            };
            let author = by.map_or_else(|| store::first_administrator(tx), |by| Ok(Some(by)))?;
            let author = author.ok_or(Failure::NoAuthor)?;
            let hand = Hand { chance: &chance, now, author };
            let adding = Adding { request: &request, outlook: &outlook, import, by, hand };
            adding.begin(tx)?;
            adding.rows(tx, dates, &progress)?;
            Ok((import, outlook))
        })
        .await
}

fn staff(tx: &mut Tx<'_>, email: &str) -> Result<PersonId, Failure> {
    let found = people::store::by_email(tx, email)?;
    let found = found.filter(|person| person.roles.iter().any(|role| role.works_here()));
    found.map(|person| person.id).ok_or_else(|| Failure::NotStaff(email.to_string()))
}

struct Adding<'a> {
    request: &'a Request,
    outlook: &'a Outlook,
    import: ImportId,
    /// Who is said to have done it; nobody when the program did.
    by: Option<PersonId>,
    hand: Hand<'a>,
}

impl Adding<'_> {
    fn begin(&self, tx: &mut Tx<'_>) -> Result<(), Failure> {
        let new = NewImport {
            id: self.import,
            hash: &self.outlook.hash,
            rows_read: self.outlook.rows,
            people_added: self.outlook.counts.people(),
            now: self.hand.now,
            by: self.by,
        };
        store::add_import(tx, &new)?;
        self.enter(tx, "import", Some(self.import.to_string()), None)
    }

    /// Reads the sheet as it was read when it was looked over, and adds everybody. Anything that is otherwise than
    /// it was then ends it.
    fn rows(&self, tx: &mut Tx<'_>, dates: DateFormat, progress: &Progress) -> Result<(), Failure> {
        let source = Source::open(self.request)?;
        let changed = |line| Failure::Changed { line };
        let known = Known::load(tx, self.hand.now)?;
        let mut findings = Findings::default();
        let mut sheet = source.sheet().map_err(|problem| changed(problem.line))?;
        let mapping = columns::map(&sheet, &self.request.map, self.request.kind, &mut findings);
        let mapping = mapping.ok_or(changed(1))?;
        let reader = RowReader { mapping: &mapping, kind: self.request.kind, known: &known, dates };
        let duplicates = Duplicates::new(self.request.skip_known);
        let mut counts = Counts::default();
        let mut rows: u64 = 0;
        for row in sheet.rows() {
            let row = row.map_err(|problem| changed(problem.line))?;
            if row.is_blank() {
                continue;
            }
            rows += 1;
            if rows.is_multiple_of(STRIDE) {
                progress(Stage::Adding { of: self.outlook.rows }, rows);
            }
            let incoming = reader.read(&row, true, &mut findings).ok_or(changed(row.line()))?;
            if duplicates.is_left_out(tx, Some(self.import), &incoming.person)? {
                continue;
            }
            self.add(tx, &incoming)?;
            counts.add(incoming.part.kind());
        }
        if counts != self.outlook.counts || source.hash()? != self.outlook.hash {
            return Err(changed(1));
        }
        Ok(())
    }

    fn add(&self, tx: &mut Tx<'_>, incoming: &Incoming) -> Result<(), Failure> {
        let (now, chance) = (self.hand.now, self.hand.chance);
        let person =
            people::store::add(tx, chance.id(now), &incoming.person, now, self.by).map_err(|error| {
                match error.violates("people", "email_key") {
                    true => Failure::Changed { line: incoming.line },
                    false => error.into(),
                }
            })?;
        store::add_line(tx, self.import, person, incoming.line)?;
        let role = match &incoming.part {
            Part::Participant { .. } => Role::Participant,
            Part::Supporter(_) => Role::PeerSupporter,
            Part::Family { .. } => Role::FamilyMember,
        };
        people::store::grant(
            tx,
            &people::store::Grant { id: chance.id(now), person, role, by: self.by },
            now,
        )?;
        match &incoming.part {
            Part::Participant { site, enrolled_on, told } => {
                let id: ParticipantId = chance.id(now);
                people::store::add_participant(tx, id, person, *site, now)?;
                self.hand.enroll(tx, id, *enrolled_on)?;
                if let Some(told) = told {
                    self.hand.add_intake(tx, id, told, contact(incoming))?;
                }
                self.enter(tx, "record", None, Some(id))?;
            }
            Part::Supporter(supporter) => {
                let id: SupporterId = chance.id(now);
                let new = NewSupporter {
                    id,
                    person,
                    site: supporter.site,
                    supervisor: supporter.supervisor,
                    capacity: supporter.capacity,
                };
                people::store::add_supporter(tx, &new, now)?;
                self.hand.add_profile(tx, id, supporter)?;
            }
            Part::Family { family, relation } => self.hand.join_family(tx, person, (family, relation))?,
        }
        Ok(())
    }

    fn enter(
        &self,
        tx: &mut Tx<'_>,
        kind: &'static str,
        id: Option<String>,
        participant: Option<ParticipantId>,
    ) -> Result<(), Failure> {
        let stamp = Stamp { id: self.hand.chance.id(self.hand.now), at: self.hand.now, actor: None };
        let acting_as = Role::Administrator;
        audit::write(tx, stamp, Entry { act: Act::Imported, kind, id, participant, acting_as })?;
        Ok(())
    }
}

/// How a participant is best reached, going by what is known of them.
fn contact(incoming: &Incoming) -> &'static str {
    match (&incoming.person.phone, &incoming.person.email) {
        (Some(_), _) => "phone",
        (None, Some(_)) => "email",
        (None, None) => "in_person",
    }
}
