//! The page that opens without a network. It holds nothing of anybody: what is shown in it is opened on the device.

use askama::Template;

use crate::web::{Answer, Shell, Text, Visit, offline_js_href};

#[derive(Template)]
#[template(path = "offline/open.html")]
struct OpenPage {
    t: Text,
    shell: Shell,
    script: String,
    crisis_line: String,
}

#[derive(Template)]
#[template(path = "offline/no_network.html")]
struct NoNetworkPage {
    t: Text,
    shell: Shell,
}

pub async fn show(visit: Visit) -> Answer {
    let visitor = visit.anyone().await;
    let (t, shell) = visitor.shell("offline-title");
    let crisis_line = visitor.crisis_line();
    visitor.show(OpenPage { t, shell, script: offline_js_href(), crisis_line })
}

/// Shown instead of a page that could not be reached.
pub async fn no_network(visit: Visit) -> Answer {
    let visitor = visit.anyone().await;
    let (t, shell) = visitor.shell("no-network-title");
    visitor.show(NoNetworkPage { t, shell })
}
