//! The file: lines under ids drawn for this file alone, in the order of those ids.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::cells::{self, Cut};
use super::line::{ENDING, Stay, line};
use super::{COLUMNS, cut};
use crate::disclosures::csv_figures;
use crate::ids::Chance;
use crate::web::Problem;

/// What may leave of these stays.
pub fn lines(stays: &[Stay], smallest: usize) -> Cut {
    let mut cut = cut(stays.iter().map(line).collect(), smallest);
    cells::pool(&mut cut.rows, ENDING, smallest);
    cut
}

/// The bytes, and their SHA-256 in hex.
pub fn written(cut: Cut, chance: &Chance) -> Result<(Vec<u8>, String), Problem> {
    let mut rows: Vec<Vec<String>> = cut
        .rows
        .into_iter()
        .map(|row| {
            let id = HEXLOWER.encode(chance.secret().get(..8).unwrap_or_default());
            std::iter::once(id).chain(row.marks).chain(row.told).collect()
        })
        .collect();
    rows.sort();
    let head: Vec<&str> = std::iter::once("id").chain(COLUMNS).collect();
    let bytes = csv_figures(&head, &rows)?;
    let hash = HEXLOWER.encode(&Sha256::digest(&bytes));
    Ok((bytes, hash))
}
