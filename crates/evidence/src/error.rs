/// Input that no figure can be made from. Each message names the place, the reason and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error(
        "{place}: {value} is not a number between -1e9 and 1e9; leave people without a score out of the list"
    )]
    NotAFigure { place: String, value: String },
    #[error(
        "{n} people have both scores but only {eligible} were eligible; count everyone whose window has closed"
    )]
    MoreThanEligible { n: usize, eligible: usize },
    #[error("{part} of {whole}: the part is greater than the whole; check the two counts")]
    PartOverWhole { part: u64, whole: u64 },
    #[error("there is nobody to count; a share needs at least one person")]
    Nobody,
    #[error(
        "stage \"{name}\" has {count} people, more than the {before} of the stage before; \
        count only those who came through it"
    )]
    GrowingFunnel { name: String, count: u64, before: u64 },
    #[error("a quantile needs a share from 0 to 1, not {share}")]
    Share { share: String },
    #[error(
        "a smallest cell of {smallest} gives the hidden number away; use 3 or more, or 0 to hide nothing"
    )]
    SmallestCell { smallest: u64 },
    #[error("the counts add up to more than can be held; check the list")]
    TooMany,
}

/// Refuses what is no score: not a number, infinite, or far beyond any scale.
pub(crate) fn figure(value: f64, place: impl Fn() -> String) -> Result<f64, Error> {
    if value.abs() <= 1e9 {
        Ok(value)
    } else {
        Err(Error::NotAFigure { place: place(), value: value.to_string() })
    }
}
