//! Times in the form of a resource: when it can be had, or when it cannot.

use yew::prelude::*;

use super::resource_draft::TimeDraft;
use crate::components::language::Words;
use crate::components::parts::line;
use crate::components::time::civil::{DAY, Wall, an_hour_later};

/// Most copies that are made at once.
const MOST_DAYS: i64 = 60;

/// What a button does to the times.
type Change = Box<dyn Fn(&mut Vec<TimeDraft>)>;

/// A row a time, and a button for one more.
pub fn window_editor(
    words: &Words,
    name: &str,
    times: &[TimeDraft],
    with_reason: bool,
    last_day: Option<i64>,
    on_change: &Callback<Vec<TimeDraft>>,
) -> Html {
    let set = |index: usize, change: fn(&mut TimeDraft, String)| {
        let times = times.to_vec();
        on_change.reform(move |text: String| {
            let mut times = times.clone();
            if let Some(time) = times.get_mut(index) {
                change(time, text);
            }
            times
        })
    };
    let with = |change: Change| {
        let times = times.to_vec();
        on_change.reform(move |_: MouseEvent| {
            let mut times = times.clone();
            change(&mut times);
            times
        })
    };
    let rows = times.iter().enumerate().map(|(index, time)| {
        let id = format!("{}-{index}", name);
        let copies = last_day.map_or_else(Vec::new, |last| copies(time, last));
        let copy = (!copies.is_empty()).then(|| {
            with(Box::new(move |times| {
                let new = copies.iter().filter(|copy| !times.contains(copy)).cloned().collect::<Vec<_>>();
                times.extend(new);
            }))
        });
        let remove = with(Box::new(move |times| {
            times.remove(index);
        }));
        html! {
            <div key={index} class="time-row" role="group" aria-label={words.text_with("time-number", &[("number", u32::try_from(index + 1).unwrap_or(0).into())])}>
                <div class="pair">
                    { line(format!("{id}-start"), words.text("when-start"), time.start.clone(),
                        set(index, begin)).kind("datetime-local") }
                    { line(format!("{id}-end"), words.text("when-end"), time.end.clone(),
                        set(index, |time, text| time.end = text)).kind("datetime-local") }
                </div>
                if with_reason {
                    { line(format!("{id}-reason"), words.text("blackout-reason"), time.reason.clone(),
                        set(index, |time, text| time.reason = text)) }
                }
                <div class="buttons">
                    if let Some(copy) = copy {
                        <button type="button" class="plain" onclick={copy}>{ words.text("window-copy") }</button>
                    }
                    <button type="button" class="plain" onclick={remove}>{ words.text("time-remove") }</button>
                </div>
            </div>
        }
    });
    html! {
        <>
            { for rows }
            <button type="button" class="plain" onclick={with(Box::new(|times| times.push(TimeDraft::default())))}>
                { if with_reason { words.text("blackout-add") } else { words.text("window-add") } }
            </button>
        </>
    }
}

/// Whoever names a start first most likely means an hour from then.
fn begin(time: &mut TimeDraft, start: String) {
    if time.end.is_empty() || time.end <= start {
        time.end = an_hour_later(&start).unwrap_or_default();
    }
    time.start = start;
}

/// The same time on each later day up to the last.
fn copies(time: &TimeDraft, last: i64) -> Vec<TimeDraft> {
    let (Some(start), Some(end)) = (Wall::parse(&time.start), Wall::parse(&time.end)) else {
        return Vec::new();
    };
    let later = |wall: Wall, days: i64| Wall::of_seconds(wall.seconds() + days * DAY).text();
    (1..=(last - start.day).min(MOST_DAYS))
        .map(|days| TimeDraft {
            start: later(start, days),
            end: later(end, days),
            reason: time.reason.clone(),
        })
        .collect()
}
