//! The rules, one subject a file. Each adds grants or reasons; [`settle`] makes the decision of them. A grant permits
//! some categories on one basis; what is permitted is the union of all grants, less what restrictions and labels take
//! away. So nothing that is added to the reasons, the revocations or the restrictions can ever permit more.

mod agreement;
mod consent;
mod emergency;
mod order;
mod own;
mod received;
mod recipient;
mod report;
mod restriction;
mod settle;
mod within;

use jiff::Timestamp;

use crate::{
    Basis, Categories, Category, Decision, Denial, OnFile, Paper, Purpose, Reason, ReasonCode, Request,
};

/// Everything that the rules look at.
#[derive(Clone, Copy)]
struct Inquiry<'a> {
    request: &'a Request,
    on_file: &'a OnFile<'a>,
    now: Timestamp,
    /// What was asked for; the whole record stands for each of its categories.
    asked: Categories,
    /// What it is for; whatever is marked for a proceeding is for a proceeding.
    purpose: Purpose,
}

/// Some categories on one basis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Grant<'a> {
    basis: Basis,
    /// Of what was asked for.
    categories: Categories,
    paper: Option<(Paper, &'a str)>,
    /// Whether the paper names this recipient, rather than a class.
    named: bool,
    /// Whether the paper covers records that came from somebody else.
    covers_received: bool,
    /// By when copies are to be destroyed.
    destroy_by: Option<Timestamp>,
    /// An order against the program, not the person (§2.66).
    against_program: bool,
}

impl<'a> Grant<'a> {
    fn new(basis: Basis, categories: Categories) -> Grant<'a> {
        Grant {
            basis,
            categories,
            paper: None,
            named: false,
            covers_received: false,
            destroy_by: None,
            against_program: false,
        }
    }
}

/// What the rules found.
#[derive(Default)]
struct Found<'a> {
    grants: Vec<Grant<'a>>,
    refusals: Vec<Refusal<'a>>,
}

/// A reason that has not been written out yet: most are never needed.
#[derive(Clone, Copy)]
struct Refusal<'a> {
    code: ReasonCode,
    paper: Option<(Paper, &'a str)>,
    missing: Option<crate::Elements>,
}

impl<'a> Found<'a> {
    fn grant(&mut self, grant: Grant<'a>) {
        self.grants.push(grant);
    }

    fn refuse(&mut self, code: ReasonCode) {
        self.refusals.push(Refusal { code, paper: None, missing: None });
    }

    fn refuse_paper(&mut self, paper: Paper, id: &'a str, code: ReasonCode) {
        self.refusals.push(Refusal { code, paper: Some((paper, id)), missing: None });
    }

    fn denial(self) -> Decision {
        let mut reasons: Vec<Reason> = self.refusals.into_iter().map(Refusal::written).collect();
        reasons.sort_unstable();
        reasons.dedup();
        Decision::Deny(Denial { reasons })
    }
}

impl Refusal<'_> {
    fn written(self) -> Reason {
        Reason {
            code: self.code,
            paper: self.paper.map(|(paper, _)| paper),
            id: self.paper.map(|(_, id)| id.to_owned()),
            missing: self.missing,
        }
    }
}

fn deny(code: ReasonCode) -> Decision {
    Decision::Deny(Denial { reasons: vec![Reason::of_request(code)] })
}

/// May this leave? Total: every request has an answer, and none panics. Deterministic: the same request, papers and
/// instant give the same answer, whatever the order of the papers. Default deny: without a ground there is no permit.
pub fn decide(request: &Request, on_file: &OnFile<'_>, now: Timestamp) -> Decision {
    if request.categories.is_empty() {
        return deny(ReasonCode::NothingAsked);
    }
    if request.subject.is_empty() {
        return deny(ReasonCode::OtherPerson);
    }
    let asked = asked(request.categories);
    let for_proceeding = request.is_proceeding || request.purpose == Purpose::Proceeding;
    let purpose = match request.purpose {
        Purpose::OwnAccess => Purpose::OwnAccess,
        _ if for_proceeding => Purpose::Proceeding,
        other => other,
    };
    let inquiry = Inquiry { request, on_file, now, asked, purpose };
    if purpose == Purpose::WithinProgram {
        return within::decide(&inquiry);
    }
    let mut found = Found::default();
    match purpose {
        Purpose::OwnAccess => own::look(&inquiry, &mut found),
        Purpose::Emergency => emergency::look(&inquiry, &mut found),
        Purpose::CrimeReport | Purpose::ChildAbuseReport => report::look(&inquiry, &mut found),
        Purpose::PublicHealth => report::public_health(&inquiry, &mut found),
        Purpose::VitalStatistics => report::vital_statistics(&inquiry, &mut found),
        Purpose::MinorSafety => report::minor_safety(&inquiry, &mut found),
        Purpose::Services => agreement::look(&inquiry, &mut found),
        Purpose::Proceeding => {
            consent::look(&inquiry, &mut found);
            order::look(&inquiry, &mut found);
        }
        Purpose::Audit | Purpose::Research => {
            agreement::look(&inquiry, &mut found);
            consent::look(&inquiry, &mut found);
        }
        _ => {
            consent::look(&inquiry, &mut found);
            received::look(&inquiry, &mut found);
            agreement::look(&inquiry, &mut found);
        }
    }
    settle::settle(&inquiry, found)
}

/// What was asked for; the whole record is asked about category by category, so that what may not leave can be named.
fn asked(categories: Categories) -> Categories {
    let record = Categories::of(&[Category::Record]);
    if categories.meets(record) {
        categories.union(Category::Record.includes()).without(record)
    } else {
        categories
    }
}
