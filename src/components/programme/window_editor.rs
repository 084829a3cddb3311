//! Times in the form of a resource: when it can be had, or when it cannot.

use yew::prelude::*;

use super::fields::Line;
use super::resource_draft::TimeDraft;
use crate::components::language::use_words;
use crate::components::time::civil::{DAY, Wall};

/// Most copies that are made at once.
const MOST_DAYS: i64 = 60;

/// What a button does to the times.
type Change = Box<dyn Fn(&mut Vec<TimeDraft>)>;

/// Props of [`WindowEditor`].
#[derive(Properties, PartialEq)]
pub struct WindowEditorProps {
    /// Its name in the page.
    pub name: AttrValue,
    /// The times.
    pub times: Vec<TimeDraft>,
    /// Whether each says why.
    #[prop_or_default]
    pub with_reason: bool,
    /// Last day to which a time is copied, days since 1970-01-01; none where the
    /// festival has no end.
    #[prop_or_default]
    pub last_day: Option<i64>,
    /// Gets every change.
    pub on_change: Callback<Vec<TimeDraft>>,
}

/// A row a time, and a button for one more.
#[component]
pub fn WindowEditor(props: &WindowEditorProps) -> Html {
    let words = use_words();
    let set = |index: usize, change: fn(&mut TimeDraft, String)| {
        let times = props.times.clone();
        props.on_change.reform(move |text: String| {
            let mut times = times.clone();
            if let Some(time) = times.get_mut(index) {
                change(time, text);
            }
            times
        })
    };
    let with = |change: Change| {
        let times = props.times.clone();
        props.on_change.reform(move |_: MouseEvent| {
            let mut times = times.clone();
            change(&mut times);
            times
        })
    };
    let rows = props.times.iter().enumerate().map(|(index, time)| {
        let id = format!("{}-{index}", props.name);
        let copies = props.last_day.map_or_else(Vec::new, |last| copies(time, last));
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
                    <Line id={format!("{id}-start")} kind="datetime-local" label={words.text("when-start")} value={time.start.clone()}
                        on_change={set(index, |time, text| time.start = text)} />
                    <Line id={format!("{id}-end")} kind="datetime-local" label={words.text("when-end")} value={time.end.clone()}
                        on_change={set(index, |time, text| time.end = text)} />
                </div>
                if props.with_reason {
                    <Line id={format!("{id}-reason")} label={words.text("blackout-reason")} value={time.reason.clone()} on_change={set(index, |time, text| time.reason = text)} />
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
                { if props.with_reason { words.text("blackout-add") } else { words.text("window-add") } }
            </button>
        </>
    }
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
