//! What came of a file: one to hand on, or one that was taken in.

use yew::prelude::*;

use crate::components::file;
use crate::components::language::Words;
use crate::components::parts::festival_name;
use crate::components::peer_provider::Send;
use crate::components::route::Route;
use crate::components::time::Clock;
use crate::peer::command::Command;
use crate::peer::view_model::{FestivalId, FestivalRow, FrameView, GivenView, TakenView};

/// Letters of a title that a file's name keeps, at most.
const NAME_LETTERS: usize = 40;

fn row<'a>(frame: &'a FrameView, festival: &FestivalId) -> Option<&'a FestivalRow> {
    frame.festivals.iter().find(|row| row.id == *festival)
}

fn title(words: &Words, frame: &FrameView, festival: &FestivalId) -> AttrValue {
    row(frame, festival).map_or_else(AttrValue::default, |row| festival_name(words, row))
}

/// A name that every file system and every messenger takes.
fn file_name(title: &str) -> String {
    let mut name = String::new();
    for letter in title.chars().take(NAME_LETTERS) {
        match letter.to_ascii_lowercase() {
            plain if plain.is_ascii_alphanumeric() => name.push(plain),
            _ if name.ends_with('-') || name.is_empty() => {}
            _ => name.push('-'),
        }
    }
    let name = name.trim_end_matches('-');
    let name = if name.is_empty() { "festival" } else { name };
    format!("{name}.p2panda.txt")
}

fn count(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn put_away(words: &Words, send: &Send) -> Html {
    let send = send.clone();
    let onclick = Callback::from(move |_: MouseEvent| send.emit(Command::StopCarrying));
    html! { <button type="button" class="plain" {onclick}>{ words.text("carrying-done") }</button> }
}

/// A file to hand on.
pub(super) fn given(words: &Words, send: &Send, frame: &FrameView, given: GivenView) -> Html {
    let title = title(words, frame, &given.festival);
    let name = file_name(&title);
    let says = [
        ("name", (&*title).into()),
        ("entries", count(given.entries).into()),
        ("size", count(given.bytes.div_ceil(1000)).into()),
    ];
    let text = if given.whole {
        "carrying-given"
    } else {
        "carrying-given-new"
    };
    let save = {
        let name = name.clone();
        Callback::from(move |_: MouseEvent| file::save(given.file, &name))
    };
    let share = {
        let name = name.clone();
        Callback::from(move |_: MouseEvent| file::share(given.file, name.clone()))
    };
    html! {
        <>
            <p data-test="given">{ words.text_with(text, &says) }</p>
            <p class="quiet"><code>{ &name }</code></p>
            <div class="buttons">
                if file::can_share() {
                    <button type="button" onclick={share}>{ words.text("share") }</button>
                }
                <button type="button" onclick={save}>{ words.text("carrying-save") }</button>
                if given.has_film {
                    <a class="button plain" href={Route::Film.href()}>{ words.text("film-show") }</a>
                }
                { put_away(words, send) }
            </div>
            <p class="quiet">{ words.text("carrying-given-how") }</p>
        </>
    }
}

/// What a file brought.
pub(super) fn taken(words: &Words, send: &Send, frame: &FrameView, taken: TakenView) -> Html {
    let title = title(words, frame, &taken.festival);
    let made = Clock::of_device(words, frame.now).day_time(taken.made);
    let says = [
        ("name", (&*title).into()),
        ("made", (&*made).into()),
        ("entries", count(taken.entries).into()),
        ("events", count(taken.events as u64).into()),
        ("resources", count(taken.resources as u64).into()),
        ("people", count(taken.people as u64).into()),
    ];
    let text = if taken.entries == 0 {
        "carrying-taken-nothing"
    } else {
        "carrying-taken"
    };
    let left_out = [
        ("carrying-left-early", taken.early),
        ("carrying-left-refused", taken.refused),
        ("carrying-left-crowded", taken.crowded),
    ];
    html! {
        <>
            <p data-test="taken">{ words.text_with(text, &says) }</p>
            { for left_out.into_iter().filter(|(_, number)| *number > 0).map(|(text, number)| html! {
                <p>{ words.text_with(text, &[("count", count(number).into())]) }</p>
            }) }
            <div class="buttons">
                <a class="button" href={Route::Schedule(taken.festival).href()}>{ words.text("carrying-look") }</a>
                { put_away(words, send) }
            </div>
        </>
    }
}
