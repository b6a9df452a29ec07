//! Every list pages: `?page=2`.

use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::request::Parts;
use std::convert::Infallible;

/// Rows on a page.
const SIZE: i64 = 25;

/// Which page of a list is asked for, 1 being the first. A number that makes no sense means the first page.
#[derive(Debug, Clone, Copy)]
pub struct PageRequest {
    number: i64,
}

impl PageRequest {
    pub fn first() -> PageRequest {
        PageRequest { number: 1 }
    }

    /// One more than fits, so that the page knows whether there is a next one without counting hidden rows.
    pub fn limit(&self) -> i64 {
        SIZE + 1
    }

    pub fn offset(&self) -> i64 {
        (self.number - 1) * SIZE
    }

    /// This page of rows that could be brought into their order only after reading all of them.
    pub fn cut<T>(&self, rows: impl IntoIterator<Item = T>) -> Vec<T> {
        rows.into_iter().skip(self.offset() as usize).take(self.limit() as usize).collect()
    }

    /// Rows fetched with [`Self::limit`] as a page.
    pub fn page<T>(self, mut items: Vec<T>) -> Page<T> {
        let more = items.len() as i64 > SIZE;
        items.truncate(SIZE as usize);
        let link = |number: i64| format!("?page={number}");
        Page {
            items,
            number: self.number,
            previous: (self.number > 1).then(|| link(self.number - 1)),
            next: more.then(|| link(self.number + 1)),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for PageRequest {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let OriginalUri(uri) = OriginalUri::from_request_parts(parts, state).await?;
        let asked = uri.query().unwrap_or_default().split('&').find_map(|pair| pair.strip_prefix("page="));
        let number = asked.and_then(|text| text.parse().ok()).unwrap_or(1);
        Ok(PageRequest { number: if (1..=1_000_000).contains(&number) { number } else { 1 } })
    }
}

/// A page of a list, with links to its neighbors.
pub struct Page<T> {
    pub items: Vec<T>,
    pub number: i64,
    pub previous: Option<String>,
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// Keeps a filter in the links: `with_query("state=open")`.
    pub fn with_query(mut self, query: &str) -> Page<T> {
        if !query.is_empty() {
            for link in [&mut self.previous, &mut self.next].into_iter().flatten() {
                link.push('&');
                link.push_str(query);
            }
        }
        self
    }
}
