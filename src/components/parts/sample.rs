//! A festival to look around in: made on this device, about now, with nobody else.

use std::rc::Rc;

use yew::prelude::*;

use crate::components::language::{Words, use_words};
use crate::components::peer_provider::use_send;
use crate::components::time::civil::Wall;
use crate::peer::command::Command;

/// Of each event: how many minutes from now it begins, how many it lasts, where,
/// and what (title, kind and description in one text).
const EVENTS: [(i64, i64, &str, &str); 10] = [
    (-45, 90, "sample-meadow", "sample-circle"),
    (-30, 120, "sample-kitchen", "sample-bread"),
    (60, 60, "sample-barn", "sample-solar"),
    (90, 120, "sample-meadow", "sample-clown"),
    (240, 90, "sample-kitchen", "sample-dinner"),
    (360, 120, "sample-barn", "sample-songs"),
    (420, 60, "sample-barn", "sample-film"),
    (1_200, 45, "sample-lake", "sample-swim"),
    (1_290, 90, "sample-barn", "sample-bicycles"),
    (1_440, 60, "sample-meadow", "sample-farewell"),
];

/// Times are multiples of so many seconds, as people write programmes.
const GRID: i64 = 900;

/// Props of [`SampleButton`].
#[derive(Properties, PartialEq)]
pub struct SampleButtonProps {
    /// Now, unix seconds.
    pub now: i64,
}

/// The button; its festival opens by itself.
#[component]
pub fn SampleButton(props: &SampleButtonProps) -> Html {
    let words = use_words();
    let send = use_send();
    let (title, time_zone) = (words.text("sample-title"), words.time_zone.clone());
    let onclick = {
        let (words, now) = (words.clone(), props.now);
        send.reform(move |_: MouseEvent| Command::StartSample {
            title: title.to_string(),
            time_zone: time_zone.to_string(),
            file: calendar(&words, now),
        })
    };
    html! {
        <section class="card" aria-labelledby="sample-heading">
            <h2 id="sample-heading">{ words.text("sample-heading") }</h2>
            <p class="quiet">{ words.text("sample-why") }</p>
            <button type="button" class="plain" {onclick}>{ words.text("sample-open") }</button>
        </section>
    }
}

/// The programme as a calendar.
fn calendar(words: &Words, now: i64) -> Rc<[u8]> {
    let zero = now - now.rem_euclid(GRID);
    let mut text =
        String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//p2panda//sample//\r\n");
    for (number, (from, minutes, place, what)) in EVENTS.into_iter().enumerate() {
        let what = words.text(what);
        let mut parts = what.split('|').map(escaped);
        let mut part = || parts.next().unwrap_or_default();
        let (title, kind, about) = (part(), part(), part());
        let (start, end) = (zero + from * 60, zero + (from + minutes) * 60);
        let (start, end, place) = (utc(start), utc(end), escaped(&words.text(place)));
        text.push_str(&format!(
            "BEGIN:VEVENT\r\nUID:sample-{number}\r\nDTSTART:{start}\r\nDTEND:{end}\r\nSUMMARY:{title}\r\n\
             CATEGORIES:{kind}\r\nLOCATION:{place}\r\nDESCRIPTION:{about}\r\nEND:VEVENT\r\n"
        ));
    }
    text.push_str("END:VCALENDAR\r\n");
    text.into_bytes().into()
}

fn utc(instant: i64) -> String {
    let text = Wall::of_seconds(instant).text();
    format!("{}00Z", text.replace(['-', ':'], ""))
}

/// A text as RFC 5545 writes it in a property.
fn escaped(text: &str) -> String {
    let text = text.trim().replace('\\', "\\\\");
    text.replace(',', "\\,").replace(';', "\\;")
}
