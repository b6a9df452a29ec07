//! Every tool on paper: the empty sheet, and what somebody wrote, are one page each on both common sizes.

use fantoccini::wd::{PrintConfiguration, PrintSize};
use fantoccini::{Client, Locator};

use crate::driver::House;
use crate::walks::links;

pub async fn every_tool_prints_on_one_page(house: &House) {
    let browser = house.browser(false, true).await;
    for role in ["participant", "peer supporter", "family member"] {
        house.enter(&browser, role).await;
        let tools = links(&browser, "nav a[href$='tools']").await.pop().expect("tools in the menu");
        browser.goto(&format!("{}{tools}", house.base)).await.unwrap();
        let below = links(&browser, &format!("main a[href^='{tools}/']")).await;
        let all: Vec<_> =
            below.iter().filter(|path| path.matches('/').count() == tools.matches('/').count() + 1).collect();
        assert!(all.len() > 5, "{role}: {below:?}");
        for tool in all {
            one_page(house, &browser, &format!("{tool}/print")).await;
        }
        for history in below.iter().filter(|path| path.ends_with("/worksheets")) {
            browser.goto(&format!("{}{history}", house.base)).await.unwrap();
            let Ok(sheet) = browser.find(Locator::Css("main a[href*='/worksheets/']")).await else {
                continue;
            };
            let sheet = sheet.attr("href").await.unwrap().unwrap();
            one_page(house, &browser, &format!("{sheet}/print")).await;
        }
    }
    browser.close().await.unwrap();
}

async fn one_page(house: &House, browser: &Client, path: &str) {
    browser.goto(&format!("{}{path}", house.base)).await.unwrap();
    assert!(browser.find(Locator::Css(".paper")).await.is_ok(), "{path} is no paper");
    for size in [PrintSize::US_LETTER, PrintSize::A4] {
        let how = PrintConfiguration::builder().size(size).build().unwrap();
        let pages = pages(&browser.print(how).await.unwrap());
        if pages != 1 {
            house.wrong.lock().unwrap().push(format!("{path} takes {pages} pages"));
        }
    }
}

/// Page objects of a PDF as Chromium writes it: outside compressed streams.
fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    text.match_indices("/Type /Page").filter(|(at, found)| !text[at + found.len()..].starts_with('s')).count()
}
