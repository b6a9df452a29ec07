//! The trust ledger as both of them open it. See [`super::ledger`].

use askama::Template;
use axum::extract::Path;

use super::ledger::{MARKS, Promise};
use super::opened;
use super::page::{self, Head};
use super::store;
use crate::ids::RowId;
use crate::shared_sessions::Side;
use crate::web::{Answer, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "relationships/ledger.html")]
struct LedgerPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: Head,
    side: Side,
    /// What each side is called on this page: the participant, the family member.
    names: (String, String),
    promises: Vec<Promise>,
    writes: bool,
}

impl LedgerPage {
    /// Who promised, alike for both.
    fn who(&self, side: &Side) -> &str {
        match side {
            Side::Participant => &self.names.0,
            Side::Family => &self.names.1,
        }
    }

    fn marks(&self, promise: &Promise) -> bool {
        self.writes && promise.is_marked_by(self.side)
    }
}

pub async fn show(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id).await
}

/// For the two alone: it is theirs, not their helpers'. It stays to be read after one of them stops.
async fn draw(visit: Visit, form: Form, id: RowId) -> Answer {
    let (visitor, (opened, promises, names)) = visit
        .write(move |desk| {
            let opened = opened::open_own(desk, id)?;
            if opened.standing.held_on.is_none() {
                return Err(Problem::NotFound);
            }
            let promises = store::ledger(desk.tx, opened.between()?)?;
            let other = store::find(desk.tx, opened.other_part().ok_or(Problem::NotFound)?)?;
            let other = other.ok_or(Problem::NotFound)?;
            let own_name = store::name_of(desk.tx, opened.part.person)?;
            let other_name = store::name_of(desk.tx, other.person)?;
            let names = match opened.side() {
                Side::Participant => (own_name, other_name),
                Side::Family => (other_name, own_name),
            };
            Ok((opened, promises, names))
        })
        .await?;
    let (t, shell) = visitor.shell("repair-title");
    let page = LedgerPage {
        head: Head::of(&opened),
        side: opened.side(),
        writes: opened.standing.may_promise(opened.side()).is_ok(),
        names,
        promises,
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

/// A promise of one's own, in one's own words.
pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let words = form.required_text("promise", 300);
    let by_on = form.date("by_on");
    let done = page::submit(&visit, id, &mut form, move |desk, opened| {
        opened.standing.may_promise(opened.side())?;
        let (new, side, made_at) = (desk.id(), opened.side(), desk.now);
        let new = Promise { id: new, side, words, by_on, made_at, marks: Vec::new() };
        store::add_promise(desk.tx, opened.between()?, &new, desk.viewer.person)?;
        Ok(format!("/relationships/{id}/ledger"))
    })
    .await?;
    match done {
        Some(location) => visit.redirect(&location, "saved"),
        None => draw(visit, form, id).await,
    }
}

/// How it was kept, in the eyes of the one it was made to. It can be said anew; nothing that was said goes away.
pub async fn mark(visit: Visit, Path((id, promise)): Path<(RowId, RowId)>, mut form: Form) -> Answer {
    let mark = form.required_choice("mark", &MARKS);
    page::press(visit, id, form, move |desk, opened| {
        opened.standing.may_promise(opened.side())?;
        let all = store::ledger(desk.tx, opened.between()?)?;
        let theirs = all.iter().find(|one| one.id == promise && one.is_marked_by(opened.side()));
        let of = theirs.ok_or(Problem::NotFound)?.id;
        let stamp = (desk.now, desk.viewer.person);
        store::add_mark(desk.tx, (desk.id(), of, mark.as_str()), stamp)?;
        Ok(format!("/relationships/{id}/ledger"))
    })
    .await
}
