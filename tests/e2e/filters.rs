//! Whoever types fast gets what they typed last.

use serde_json::json;

use crate::congress::congress;
use crate::harness::{Browser, Kind, Site, in_each_browser};

in_each_browser!(a_letter_typed_while_the_page_is_being_drawn_counts);

/// Types words that nothing says and, some milliseconds later, the title of an event: each
/// time it is another while, so that the page is somewhere else in drawing the first.
/// Tells after which whiles the event was not there within three seconds.
const TYPE_TWICE: &str = "
    const done = arguments[arguments.length - 1];
    const field = document.querySelector('#filter-text');
    const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));
    const titles = () => [...document.querySelectorAll('article.event h3')].map(title => title.textContent);
    const type = text => {
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, text);
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    };
    const until = async there => {
        const end = performance.now() + 3000;
        while (!there() && performance.now() < end) await sleep(10);
        return there();
    };
    (async () => {
        const title = titles()[0];
        const lost = [];
        for (let after = 0; after < 50; after += 2) {
            type('');
            if (!await until(() => titles().length > 1)) lost.push(`all, ${after}`);
            type('no event says this');
            await sleep(after);
            type(title);
            if (!await until(() => titles().length === 1 && titles()[0] === title)) lost.push(after);
        }
        return lost;
    })().then(done, error => done(String(error)));";

async fn a_letter_typed_while_the_page_is_being_drawn_counts(site: &Site, kind: Kind) {
    let ana = Browser::open(kind, site, "ana").await;
    let programme = congress(&ana, 20).await;
    ana.goto(&programme).await;
    ana.by_role("searchbox", "Search the programme").await;
    assert_eq!(ana.run_async(TYPE_TWICE).await, json!([]));
}
