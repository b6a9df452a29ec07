//! Every statement of Today, by who asks. Each takes a seat and gives no more than that seat may see.

pub mod caseload;
pub mod flow;
pub mod house;
pub mod own;
pub mod review;
