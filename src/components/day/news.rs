//! What changed since one looked: with a star first.

use yew::prelude::*;

use super::{At, event_line, number, shown};
use crate::components::parts::RefusalNote;
use crate::components::programme::wording::granted_share;
use crate::components::route::Route;
use crate::peer::command::Command;
use crate::peer::view_model::{
    Change, NewsRow, NewsThing, NewsView, Place, Verdict, instance_digits,
};

/// The list.
pub fn news(at: &At<'_>, news: &NewsView) -> Html {
    let festival = news.festival;
    let send = at.send.clone();
    let seen = Callback::from(move |_: MouseEvent| send.emit(Command::MarkRead { festival }));
    let rows = news.rows.iter().take(at.typed.limit);
    html! {
        <>
            <p class="lead">{ at.text("news-lead") }</p>
            if news.rows.is_empty() {
                <p role="status">{ at.text(if news.looked { "news-none" } else { "news-from-now" }) }</p>
            } else {
                <p><button type="button" onclick={seen}>{ at.text("news-seen") }</button></p>
                <RefusalNote at={Place::Festival(news.festival)} />
            }
            <ul class="news">{ for rows.map(|row| line(at, row)) }</ul>
            { at.more(news.rows.len(), at.typed.limit) }
            if news.count > news.rows.len() {
                <p class="quiet">{ at.words.text_with("news-more", &[("count", number(news.count - news.rows.len()).into())]) }</p>
            }
        </>
    }
}

fn line(at: &At<'_>, row: &NewsRow) -> Html {
    let (key, thing, followed) = match &row.thing {
        NewsThing::Event(card) => (
            instance_digits(&card.id),
            html! { <ul class="lines">{ event_line(at, card, true) }</ul> },
            card.starred || card.mine,
        ),
        NewsThing::Resource(resource) => (
            instance_digits(&resource.id),
            html! { <p class="line"><a class="inline" href={Route::Resource(resource.festival, resource.id).href()}><bdi class="what">{ shown(&resource.title) }</bdi></a></p> },
            resource.starred || resource.mine,
        ),
    };
    let ago = at.clock.ago(row.at);
    html! {
        <li {key} class={classes!("card", "news-row", followed.then_some("followed"))}>
            { thing }
            <ul class="what-changed">{ for row.what.iter().map(|change| html! { <li dir="auto">{ said(at, change) }</li> }) }</ul>
            <p class="quiet">{ ago }</p>
        </li>
    }
}

fn said(at: &At<'_>, change: &Change) -> AttrValue {
    let words = at.words;
    match change {
        Change::New => words.text("change-new"),
        Change::Time(None) => words.text("change-time"),
        Change::Time(Some(before)) => {
            let time = at.clock.long_range(before.start, before.end);
            words.text_with("change-time-from", &[("time", time.as_str().into())])
        }
        Change::Place(None) => words.text("change-place"),
        Change::Place(Some(before)) => {
            words.text_with("change-place-from", &[("place", (&**before).into())])
        }
        Change::Title => words.text("change-title"),
        Change::Condition => words.text("change-condition"),
        Change::Edited => words.text("change-edited"),
        Change::Cancelled => words.text("event-cancelled"),
        Change::Deleted => words.text("change-deleted"),
        Change::Answer {
            resource,
            verdict,
            quantity,
            granted,
            text,
        } => {
            let state = match verdict {
                Verdict::Accept if (1..*quantity).contains(granted) => {
                    granted_share(words, *granted, *quantity)
                }
                Verdict::Accept => words.text("state-accepted"),
                Verdict::Decline => words.text("state-declined"),
                Verdict::Waitlist => words.text("state-waitlisted"),
                Verdict::Revoke => words.text("change-revoked"),
            };
            let key = if text.is_empty() {
                "change-answer"
            } else {
                "change-answer-words"
            };
            let values = [
                ("resource", (&**resource).into()),
                ("state", (&*state).into()),
                ("text", (&**text).into()),
            ];
            words.text_with(key, &values)
        }
    }
}
