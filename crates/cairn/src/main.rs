//! The `cairn` command.

use std::process::ExitCode;

use cairn::cli::CalledWrongly;

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| "cairn=info,warn".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    match cairn::cli::run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cairn: {error:#}");
            ExitCode::from(if error.is::<CalledWrongly>() { 2 } else { 1 })
        }
    }
}
