//! Peer exchanges in professionally led group therapy: who gives to whom in this meeting, in pairs or triads, fairly
//! over the weeks.
//!
//! In an exchange one person gives (tells what helped, offers), one receives, and in a triad one listens. The leader says
//! who is there and what size the groups have; [`form`] says who is with whom and who has which part; the leader may
//! change all of it, and what took place goes into the [`History`]. [`balance`] says who has not yet been asked.
//!
//! It knows no database, no network, no clock and no chance but the seed: the same question has the same answer, in
//! whatever order people are named. It never panics; a question without a meaning is a [`FormError`]. People are ids, in
//! any form; names, reasons and words for a page are the caller's business.
//!
//! ```
//! use cairn_exchange::{History, Limits, Odd, Pair, RepeatedBecause, Request, Shape, balance, form};
//!
//! let present: Vec<String> = ["ada", "ben", "cy", "dot"].map(String::from).into();
//! let request = Request { present, shape: Shape::Pairs, odd: Odd::OtherSize, seed: 7 };
//! let limits = Limits { never: [Pair::of("ada", "dot")].into(), ..Limits::default() };
//!
//! let mut history = History::default();
//! let first = form(&request, &history, &limits)?;
//! history.meetings.push(first.meeting());
//!
//! // The week after there is one other way to pair these four, so nobody meets the same person again.
//! let second = form(&request, &history, &limits)?;
//! assert_eq!(second.repeated, None);
//! history.meetings.push(second.meeting());
//!
//! // Whoever gave has received by now, and the other way round.
//! let not_yet = balance(["ada", "ben", "cy", "dot"], &history);
//! assert!(not_yet.give.ever.is_empty() && not_yet.receive.ever.is_empty());
//!
//! // Two people alone have to meet again, and the answer says so.
//! let alone = Request { present: vec![second.exchanges[0].giver.clone(), second.exchanges[0].receiver.clone()], ..request };
//! let third = form(&alone, &history, &limits)?;
//! assert_eq!(third.repeated.unwrap().because, RepeatedBecause::Numbers);
//! # Ok::<(), cairn_exchange::FormError>(())
//! ```
//!
//! # What is weighed, and what is not
//!
//! | matter | rule here |
//! | --- | --- |
//! | pairs that never meet | never in one group, in no part; rather somebody watches |
//! | a stance for this time | kept: [`Stance`] not to give, not to receive, only to listen, to take no part |
//! | numbers that do not come out even | one triad among pairs, or somebody watches: [`Odd`] |
//! | the last meeting's pairs | none comes again whenever that is possible; else the fewest, named, with the reason: [`Repeated`] |
//! | balance | over the weeks as much giving as receiving for everybody; listening and watching go round |
//! | pairs seen lately | later than pairs seen long ago or never |
//! | likeness, progress, attendance | not known here |
//!
//! "The last meeting" is the last one in the history, not the last one a person came to. Each matter outweighs all below
//! it; see [`form`] for what is certain to be the best plan and what is searched for.
//!
//! # What this may never be
//!
//! A ranking. How often somebody gave or received is counted inside and never handed out: [`balance`] has sets, in the
//! order of ids. A reason such as [`LeftOutBecause::Limits`] is for the leader alone, since limits may be another
//! person's. And nothing here is said to participants by itself: a plan is a proposal until the leader takes it.

mod balance;
mod cost;
mod cut;
mod form;
mod formed;
mod history;
mod limits;
mod pairing;
#[cfg(test)]
mod sample;
mod search;
mod table;

pub use balance::{Balance, NotYet, balance};
pub use cut::TRIED_WHOLE;
pub use form::form;
pub use formed::{
    FormError, Formed, LeftOut, LeftOutBecause, MOST_PEOPLE, Odd, Repeated, RepeatedBecause, Request, Shape,
};
pub use history::{Exchange, History, Meeting, Pair};
pub use limits::{Limits, Stance};
