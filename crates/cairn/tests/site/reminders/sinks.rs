//! Where messages of a test end: a mail server and a web server on this machine that keep what they are given.

use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::any;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

#[derive(Clone)]
pub struct MailSink {
    pub address: String,
    kept: Arc<Mutex<Vec<String>>>,
    /// What is answered to a whole letter; 0 hangs up without an answer.
    answer: Arc<AtomicU16>,
}

impl MailSink {
    pub async fn open() -> MailSink {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let sink = MailSink {
            address: listener.local_addr().unwrap().to_string(),
            kept: Arc::default(),
            answer: Arc::new(AtomicU16::new(250)),
        };
        let shared = sink.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let sink = shared.clone();
                tokio::spawn(async move {
                    let _ = sink.talk(stream).await;
                });
            }
        });
        sink
    }

    async fn talk(&self, stream: TcpStream) -> std::io::Result<()> {
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        write.write_all(b"220 sink\r\n").await?;
        while let Some(line) = lines.next_line().await? {
            let word = line.split(' ').next().unwrap_or_default().to_uppercase();
            match word.as_str() {
                "DATA" => {
                    write.write_all(b"354 go on\r\n").await?;
                    let mut letter = String::new();
                    while let Some(line) = lines.next_line().await? {
                        if line == "." {
                            break;
                        }
                        letter.push_str(&line);
                        letter.push('\n');
                    }
                    let answer = self.answer.load(Ordering::SeqCst);
                    if answer == 250 || answer == 0 {
                        self.kept.lock().unwrap().push(letter);
                    }
                    if answer == 0 {
                        return Ok(());
                    }
                    write.write_all(format!("{answer} said the sink\r\n").as_bytes()).await?;
                }
                "QUIT" => {
                    write.write_all(b"221 bye\r\n").await?;
                    return Ok(());
                }
                _ => write.write_all(b"250 fine\r\n").await?,
            }
        }
        Ok(())
    }

    pub fn answer(&self, status: u16) {
        self.answer.store(status, Ordering::SeqCst);
    }

    pub fn messages(&self) -> Vec<String> {
        self.kept.lock().unwrap().clone()
    }
}

#[derive(Clone)]
pub struct WebSink {
    pub address: String,
    kept: Arc<Mutex<Vec<(HeaderMap, Bytes)>>>,
    answer: Arc<AtomicU16>,
}

impl WebSink {
    pub async fn open() -> WebSink {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let sink = WebSink {
            address: listener.local_addr().unwrap().to_string(),
            kept: Arc::default(),
            answer: Arc::new(AtomicU16::new(201)),
        };
        let router = Router::new().fallback(any(keep)).with_state(sink.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        sink
    }

    pub fn answer(&self, status: u16) {
        self.answer.store(status, Ordering::SeqCst);
    }

    /// What was taken, as it was sent.
    pub fn taken(&self) -> Vec<(HeaderMap, Bytes)> {
        self.kept.lock().unwrap().clone()
    }

    pub fn bodies(&self) -> Vec<String> {
        self.taken().into_iter().map(|(_, body)| String::from_utf8_lossy(&body).into_owned()).collect()
    }
}

async fn keep(State(sink): State<WebSink>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let answer = sink.answer.load(Ordering::SeqCst);
    if answer < 300 {
        sink.kept.lock().unwrap().push((headers, body));
    }
    StatusCode::from_u16(answer).unwrap()
}
