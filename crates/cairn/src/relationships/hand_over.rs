//! Handing words to the other side, taking them back, and reading what the other handed over. See [`super::release`].

use axum::extract::Path;

use super::Standing;
use super::opened::Opened;
use super::page::{self, Handing, Received};
use super::release::{Kind, Release, Shown, shown};
use super::show;
use super::store::{self, Account, FollowUp, Part};
use crate::access::Desk;
use crate::ids::RowId;
use crate::shared_sessions::Side;
use crate::web::{Answer, Form, Problem, Refusal, Text, Visit};

/// What goes over on one page: own releases, and the other's with their words as far as they were read.
pub struct Over {
    kind: Kind,
    own: Vec<Release>,
    /// Whether the viewer may hand something over now.
    may: bool,
    received: Vec<(RowId, Option<Words>)>,
}

/// Words of the other side.
enum Words {
    Account(Account),
    FollowUp(FollowUp),
}

impl Words {
    fn said(&self, t: &Text) -> Vec<(String, String)> {
        match self {
            Words::Account(one) => vec![(t.instant(&one.at), one.words.clone())],
            Words::FollowUp(one) => {
                let mut said = vec![(t.code("repair-due", &one.due), t.instant(&one.at))];
                said.extend(super::follow_up::said(t, one));
                said
            }
        }
    }
}

impl Over {
    /// How one's own words stand to the other side; none where nothing can go over.
    pub fn handing(&self, object: RowId) -> Option<Handing> {
        let standing = self.own.iter().find(|one| one.object == object && !one.withdrawn);
        let release = standing.map(|one| (one.id, one.read));
        (self.may || release.is_some()).then(|| Handing { kind: self.kind.code(), object, release })
    }

    pub fn received(&self, t: &Text) -> Vec<Received> {
        let one = |(id, words): &(RowId, Option<Words>)| Received {
            id: *id,
            said: words.as_ref().map(|words| words.said(t)),
        };
        self.received.iter().map(one).collect()
    }
}

/// For the person of the part alone: what the two hand each other is read by nobody who walks with them.
pub fn load(desk: &mut Desk<'_, '_>, opened: &Opened, kind: Kind) -> Result<Over, Problem> {
    let empty = Over { kind, own: Vec::new(), may: false, received: Vec::new() };
    let Some(other) = opened.other_part().filter(|_| opened.is_own()) else { return Ok(empty) };
    let own = store::releases(desk.tx, opened.part.id)?;
    let may = opened.standing.may_cross(opened.side()).is_ok();
    let other = store::find(desk.tx, other)?.ok_or(Problem::NotFound)?;
    let mut received = Vec::new();
    for release in store::releases(desk.tx, other.id)?.iter().filter(|one| one.kind == kind) {
        match shown(&opened.standing, opened.side(), release) {
            Shown::Nothing => {}
            Shown::ToRead => received.push((release.id, None)),
            Shown::Words => received.extend(words(desk, &other, release)?.map(|one| (release.id, Some(one)))),
        }
    }
    Ok(Over { own, may, received, ..empty })
}

/// Kinds of which the other side's part has words for this side to read.
pub fn unread(
    desk: &mut Desk<'_, '_>,
    standing: &Standing,
    (side, other): (Side, RowId),
) -> Result<Vec<Kind>, Problem> {
    let all = store::releases(desk.tx, other)?;
    let unread = all.iter().filter(|one| shown(standing, side, one) == Shown::ToRead);
    Ok(unread.map(|one| one.kind).collect())
}

fn words(desk: &mut Desk<'_, '_>, part: &Part, release: &Release) -> Result<Option<Words>, Problem> {
    let is_it = |one: &Account| one.id == release.object;
    Ok(match release.kind {
        Kind::Account => store::accounts(desk.tx, part)?.into_iter().find(is_it).map(Words::Account),
        Kind::Going => store::goings(desk.tx, part)?.into_iter().find(is_it).map(Words::Account),
        Kind::FollowUp => {
            let all = store::follow_ups(desk.tx, part)?;
            all.into_iter().find(|one| one.id == release.object).map(Words::FollowUp)
        }
    })
}

/// Where words of a kind stand.
fn place(id: RowId, kind: Kind) -> String {
    format!("/relationships/{id}/{}", kind.step())
}

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let kind = Kind::from_code(&form.required_choice("kind", &Kind::CODES));
    let object: Option<RowId> = form.id("object");
    page::press(visit, id, form, move |desk, opened| {
        opened.standing.may_cross(opened.side())?;
        let (kind, object) = kind.zip(object).ok_or(Problem::BadRequest)?;
        let own = Release { id: desk.id(), kind, object, read: false, withdrawn: false };
        words(desk, &opened.part, &own)?.ok_or(Problem::BadRequest)?;
        let known = store::releases(desk.tx, opened.part.id)?;
        if known.iter().all(|one| one.object != object || one.withdrawn) {
            let new = (own.id, kind, object);
            store::release(desk.tx, opened.part.id, new, (desk.now, desk.viewer.person))?;
        }
        Ok(place(id, kind))
    })
    .await
}

/// Until it is read: then it was said.
pub async fn withdraw(visit: Visit, Path((id, release)): Path<(RowId, RowId)>, form: Form) -> Answer {
    page::press(visit, id, form, move |desk, opened| {
        let all = store::releases(desk.tx, opened.part.id)?;
        let one = all.into_iter().find(|one| one.id == release).ok_or(Problem::NotFound)?;
        if !one.may_be_taken_back() {
            return Err(Refusal { field: "kind", key: "repair-release-too-late" }.into());
        }
        store::withdraw(desk.tx, release, (desk.now, desk.viewer.person))?;
        Ok(place(id, one.kind))
    })
    .await
}

/// Reads what the other side handed over. It leads to the words, and no page says that anything was saved.
pub async fn read(visit: Visit, Path((id, release)): Path<(RowId, RowId)>, mut form: Form) -> Answer {
    let done = page::submit(&visit, id, &mut form, move |desk, opened| {
        let other = opened.other_part().ok_or(Problem::NotFound)?;
        let all = store::releases(desk.tx, other)?;
        let one = all.into_iter().find(|one| one.id == release).ok_or(Problem::NotFound)?;
        if shown(&opened.standing, opened.side(), &one) == Shown::Nothing {
            return Err(Problem::NotFound);
        }
        store::read(desk.tx, release, (desk.now, desk.viewer.person))?;
        Ok([place(id, one.kind).as_str(), "#received"].concat())
    })
    .await?;
    match done {
        Some(location) => visit.redirect(&location, ""),
        None => show::draw(visit, form, id).await,
    }
}
