//! The form of an event: what, when, where and needs, review.

use std::rc::Rc;

use yew::prelude::*;

use crate::components::language::use_words;
use crate::components::outcome::{use_refusal, use_saved};
use crate::components::pages::not_found;
use crate::components::parts::{Page, RefusalNote, use_lead_to_wrong};
use crate::components::peer_provider::use_send;
use crate::components::programme::clock::use_clock;
use crate::components::programme::copy_button::is_copied;
use crate::components::programme::event_draft::{EventDraft, Wrong};
use crate::components::programme::keep_draft::{draft_note, use_kept, use_left_behind};
use crate::components::programme::{needs_fields, review, what_fields, when_fields};
use crate::components::route::Route;
use crate::components::screen::use_screen;
use crate::components::time::Clock;
use crate::peer::command::Command;
use crate::peer::view_model::{
    Draft, Event, EventFormView, FestivalId, InstanceId, Offered, Outcome, Place, Screen,
    ScreenView,
};

/// Props of [`EventFormPage`].
#[derive(Properties, PartialEq)]
pub struct EventFormPageProps {
    /// Its festival.
    pub festival: FestivalId,
    /// Which; none for a new one.
    pub event: Option<InstanceId>,
}

/// The page.
#[component]
pub fn EventFormPage(props: &EventFormPageProps) -> Html {
    let words = use_words();
    let Some(clock) = use_clock(props.festival) else {
        return not_found(&words);
    };
    let title = if props.event.is_some() {
        words.text("event-edit")
    } else {
        words.text("event-new")
    };
    let key = format!("{:?}{:?}", props.festival, props.event);
    html! {
        <Page {title}>
            <Form {key} festival={props.festival} event={props.event} {clock} />
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct FormProps {
    festival: FestivalId,
    event: Option<InstanceId>,
    clock: Clock,
}

/// What the form begins with: what was left in it, else the event, else nothing.
fn beginning(form: &EventFormView, left: Option<&Draft>, clock: &Clock) -> EventDraft {
    match (left, &form.page) {
        (Some(draft), _) => EventDraft::read(draft),
        (None, Some(page)) => EventDraft::of_event(&page.fields, clock),
        (None, None) => EventDraft::default(),
    }
}

#[component]
fn Form(props: &FormProps) -> Html {
    let words = use_words();
    let send = use_send();
    let (festival, event) = (props.festival, props.event);
    let place = event.map_or(Place::NewEvent(festival), Place::Event);
    let draft = use_state_eq(|| None::<EventDraft>);
    let left = use_left_behind(place, |_| true);
    let is_touched = use_state_eq(|| left.is_some());
    let came_back = use_state_eq(|| false);
    let is_sent = use_mut_ref(|| false);
    let wrong = use_state_eq(|| None::<Wrong>);
    let (whole, lead) = use_lead_to_wrong();
    let at = draft
        .as_ref()
        .and_then(|draft| draft.interval(&props.clock));
    let screen = use_screen(Screen::EventForm {
        festival,
        event,
        at,
    });
    let form = match &screen {
        Some(ScreenView::EventForm(form)) => Some(form.clone()),
        _ => None,
    };
    use_effect_with(form.clone(), {
        let (draft, clock, came_back) = (draft.clone(), props.clock.clone(), came_back.clone());
        move |form| {
            if let (None, Some(form)) = (&*draft, form) {
                let left = left.as_deref().or(form.draft.as_deref());
                came_back.set(left.is_some_and(|left| !is_copied(left)));
                draft.set(Some(beginning(form, left, &clock)));
            }
        }
    });
    let typed = draft.as_ref().filter(|_| *is_touched);
    let kept = use_kept(typed.map(EventDraft::write), place);
    use_saved(place, {
        let (is_sent, kept) = (is_sent.clone(), kept.clone());
        move |outcome: Outcome| {
            if let Some(made) = outcome.instance.or(event).filter(|_| *is_sent.borrow()) {
                kept.let_go();
                Route::Event(festival, made).follow();
            }
        }
    });
    let refusal = use_refusal(place);
    if matches!(screen, Some(ScreenView::NotHere)) {
        return html! { <p role="status">{ words.text("event-not-here") }</p> };
    }
    let Some(shown) = (*draft).clone() else {
        return html! { <p role="status">{ words.text("opening") }</p> };
    };
    let on_change = {
        let (draft, is_touched, wrong) = (draft.clone(), is_touched.clone(), wrong.clone());
        Callback::from(move |changed: EventDraft| {
            is_touched.set(true);
            wrong.set(None);
            draft.set(Some(changed));
        })
    };
    let on_anew = form.clone().filter(|_| *came_back).map(|form| {
        let (draft, is_touched, came_back) = (draft.clone(), is_touched.clone(), came_back.clone());
        let clock = props.clock.clone();
        Callback::from(move |_: MouseEvent| {
            kept.let_go();
            is_touched.set(false);
            came_back.set(false);
            draft.set(Some(beginning(&form, None, &clock)));
        })
    });
    let base = form
        .as_ref()
        .and_then(|form| form.page.as_ref())
        .map(|page| page.fields.clone());
    let onsubmit = {
        let (shown, clock) = (shown.clone(), props.clock.clone());
        let (wrong, is_touched) = (wrong.clone(), is_touched.clone());
        Callback::from(move |submit: SubmitEvent| {
            submit.prevent_default();
            let before = base.as_deref().cloned().unwrap_or_else(Event::default);
            match shown.event(&before, &clock) {
                Ok(fields) => {
                    is_touched.set(false);
                    is_sent.replace(true);
                    send.emit(Command::SaveEvent {
                        festival,
                        id: event,
                        fields: Box::new(fields),
                        notes: shown.notes(),
                    });
                }
                Err(found) => {
                    wrong.set(Some(found));
                    lead.emit(());
                }
            }
        })
    };
    let refused = refusal.map(|refusal| {
        (
            AttrValue::from(refusal.field.to_string()),
            words.text(refusal.problem.sentence()),
        )
    });
    let resources: Rc<[Offered]> = form
        .as_ref()
        .map_or_else(|| Rc::new([]) as Rc<[_]>, |form| form.resources.clone());
    let back = event.map_or(Route::Schedule(festival), |event| {
        Route::Event(festival, event)
    });
    html! {
        <form ref={whole} class="wizard" novalidate=true {onsubmit}>
            { on_anew.map(|on_anew| draft_note(&words, on_anew)) }
            { step("step-what", words.text("step-what"), html! {
                { what_fields(&words, &shown, &on_change, *wrong, refused.as_ref()) }
            }) }
            { step("step-when", words.text("step-when"), html! {
                { when_fields(&words, &shown, &on_change, *wrong, &props.clock) }
            }) }
            { step("step-needs", words.text("step-needs"), html! {
                { needs_fields(&words, &shown, &on_change, *wrong, form.as_deref()) }
            }) }
            { step("step-review", words.text("step-review"), html! {
                <>
                    { review(&words, &shown, &resources, &props.clock) }
                    if let Some((_, key)) = *wrong {
                        <p class="wrong" role="alert">{ words.text(key) }</p>
                    }
                    <RefusalNote at={place} />
                    <div class="buttons">
                        <button type="submit">{ if event.is_some() { words.text("save-changes") } else { words.text("event-publish") } }</button>
                        <a class="button plain" href={back.href()}>{ words.text("back") }</a>
                    </div>
                </>
            }) }
        </form>
    }
}

fn step(id: &'static str, title: AttrValue, inside: Html) -> Html {
    html! {
        <section class="card step" aria-labelledby={id}>
            <h2 {id}>{ title }</h2>
            { inside }
        </section>
    }
}
