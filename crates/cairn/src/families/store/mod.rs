//! Every statement on families. None of them names a participant's table.

mod changes;
mod families;
mod meetings;
pub mod profile;

pub use changes::{CalledOff, Move, call_off, shift};
pub use families::{
    Ending, Line, Member, NewMember, add, add_member, end, ending, find, list, members, others, supporters,
    take_back,
};
pub(crate) use meetings::met_member;
pub use meetings::{
    Meeting, NewMeeting, NewNote, Note, add_meeting, add_note, families_of, meeting, meetings, notes,
    off_key, there,
};
