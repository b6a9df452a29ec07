//! What supporters say to figures about pairs.

use jiff::Timestamp;

use crate::ids::*;

rows! {
    FigureChoice in supporter_figure_choices {
        id: RowId, person_id: PersonId, joins: i64, chosen_at: Timestamp,
    }
}
