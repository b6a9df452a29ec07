//! A network between browser and program that can be good, away, or bad: a bad one breaks off at any moment, before a
//! request arrives or after it was done but before the answer comes back.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const GOOD: u8 = 0;
const BAD: u8 = 1;
const AWAY: u8 = 2;

/// How often a bad network breaks off, at each of its two chances.
const BREAKS: f64 = 0.12;

pub struct Network {
    pub base: String,
    state: Arc<AtomicU8>,
}

impl Network {
    pub async fn to(program: &str) -> Network {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let program = program.trim_start_matches("http://").to_string();
        let state = Arc::new(AtomicU8::new(GOOD));
        let shared = state.clone();
        tokio::spawn(async move {
            let mut seed = 0;
            while let Ok((browser, _)) = listener.accept().await {
                seed += 1;
                tokio::spawn(pass(browser, program.clone(), shared.clone(), seed));
            }
        });
        Network { base, state }
    }

    pub fn good(&self) {
        self.state.store(GOOD, Ordering::SeqCst);
    }

    pub fn bad(&self) {
        self.state.store(BAD, Ordering::SeqCst);
    }

    pub fn away(&self) {
        self.state.store(AWAY, Ordering::SeqCst);
    }
}

/// Passes bytes both ways until one side or the network has enough.
async fn pass(mut browser: TcpStream, program: String, state: Arc<AtomicU8>, seed: u64) {
    let mut chance = StdRng::seed_from_u64(seed);
    let mut breaks = move |state: &AtomicU8| match state.load(Ordering::SeqCst) {
        AWAY => true,
        BAD => chance.random_bool(BREAKS),
        _ => false,
    };
    if state.load(Ordering::SeqCst) == AWAY {
        return;
    }
    let Ok(mut program) = TcpStream::connect(program).await else { return };
    let (mut out, mut back) = (vec![0; 64 * 1024], vec![0; 64 * 1024]);
    loop {
        tokio::select! {
            read = browser.read(&mut out) => match read {
                Ok(n) if n > 0 && !breaks(&state) => {
                    if program.write_all(&out[..n]).await.is_err() { return }
                }
                _ => return,
            },
            read = program.read(&mut back) => match read {
                Ok(n) if n > 0 && !breaks(&state) => {
                    if browser.write_all(&back[..n]).await.is_err() { return }
                }
                _ => return,
            },
        }
    }
}
