//! The form of a resource.

use std::rc::Rc;

use yew::prelude::*;

use crate::components::language::{Words, use_words};
use crate::components::outcome::use_saved;
use crate::components::pages::not_found;
use crate::components::parts::{Page, RefusalNote, use_lead_to_wrong};
use crate::components::peer_provider::{Send, use_send};
use crate::components::programme::clock::use_clock;
use crate::components::programme::copy_button::is_copied;
use crate::components::programme::event_draft::Wrong;
use crate::components::programme::keep_draft::{draft_note, use_kept, use_left_behind};
use crate::components::programme::resource_draft::ResourceDraft;
use crate::components::programme::resource_fields::SectionProps;
use crate::components::programme::resource_kept;
use crate::components::programme::{
    ConfirmButton, ResourceWhere, policy_editor, resource_more, resource_times, resource_what,
};
use crate::components::route::Route;
use crate::components::screen::{use_festival, use_screen};
use crate::components::time::Clock;
use crate::peer::command::Command;
use crate::peer::view_model::{
    Draft, FestivalId, InstanceId, Outcome, Place, ResourceFormView, Screen, ScreenView,
};

/// Props of [`ResourceFormPage`].
#[derive(Properties, PartialEq)]
pub struct ResourceFormPageProps {
    /// Its festival.
    pub festival: FestivalId,
    /// Which; none for a new one.
    pub resource: Option<InstanceId>,
}

/// The page.
#[component]
pub fn ResourceFormPage(props: &ResourceFormPageProps) -> Html {
    let words = use_words();
    let (festival, resource) = (props.festival, props.resource);
    let clock = use_clock(festival);
    let screen = use_screen(Screen::ResourceForm { festival, resource });
    let Some(clock) = clock else {
        return not_found(&words);
    };
    let title = if resource.is_some() {
        words.text("resource-edit")
    } else {
        words.text("resource-new")
    };
    let inside = match screen {
        Some(ScreenView::ResourceForm(form)) => {
            let key = format!("{festival:?}{resource:?}");
            html! { <Form {key} {festival} {resource} {clock} {form} /> }
        }
        Some(_) => html! { <p>{ words.text("resource-not-here") }</p> },
        None => html! { <p role="status">{ words.text("opening") }</p> },
    };
    html! { <Page {title}>{ inside }</Page> }
}

#[derive(Properties, PartialEq)]
struct FormProps {
    festival: FestivalId,
    resource: Option<InstanceId>,
    clock: Clock,
    form: Rc<ResourceFormView>,
}

/// What the form begins with: the resource or nothing, and what was left in it.
fn beginning(form: &ResourceFormView, left: Option<&Draft>, clock: &Clock) -> ResourceDraft {
    let draft = match &form.page {
        Some(page) => ResourceDraft::of_resource(&page.fields, clock),
        None => ResourceDraft::empty(clock),
    };
    match left {
        Some(kept) => resource_kept::read(draft, kept),
        None => draft,
    }
}

#[component]
fn Form(props: &FormProps) -> Html {
    let words = use_words();
    let send = use_send();
    let (festival, resource) = (props.festival, props.resource);
    let place = resource.map_or(Place::NewResource(festival), Place::Resource);
    let left = use_left_behind(place, |_| true);
    let begun_with = left.as_deref().or(props.form.draft.as_deref());
    let came_back = use_state_eq(|| begun_with.is_some_and(|left| !is_copied(left)));
    let draft = use_state_eq(|| beginning(&props.form, begun_with, &props.clock));
    let is_touched = use_state_eq(|| left.is_some());
    let kept = use_kept(is_touched.then(|| resource_kept::write(&draft)), place);
    let wrong = use_state_eq(|| None::<Wrong>);
    let (whole, lead) = use_lead_to_wrong();
    let is_sent = use_mut_ref(|| false);
    use_saved(place, {
        let (is_sent, kept) = (is_sent.clone(), kept.clone());
        move |outcome: Outcome| {
            if let Some(made) = outcome.instance.or(resource).filter(|_| *is_sent.borrow()) {
                kept.let_go();
                Route::Resource(festival, made).follow();
            }
        }
    });
    let last_day = use_festival(festival)
        .and_then(|row| row.end)
        .map(|end| props.clock.day(end - 1));
    let on_change = {
        let (draft, wrong, is_touched) = (draft.clone(), wrong.clone(), is_touched.clone());
        Callback::from(move |changed: ResourceDraft| {
            is_touched.set(true);
            wrong.set(None);
            draft.set(changed);
        })
    };
    let on_anew = came_back.then(|| {
        let (draft, is_touched, came_back) = (draft.clone(), is_touched.clone(), came_back.clone());
        let (form, clock) = (props.form.clone(), props.clock.clone());
        Callback::from(move |_: MouseEvent| {
            kept.let_go();
            is_touched.set(false);
            came_back.set(false);
            draft.set(beginning(&form, None, &clock));
        })
    });
    let onsubmit = {
        let (draft, clock, wrong, send) = (
            (*draft).clone(),
            props.clock.clone(),
            wrong.clone(),
            send.clone(),
        );
        Callback::from(move |submit: SubmitEvent| {
            submit.prevent_default();
            match draft.resource(&clock) {
                Ok(fields) => {
                    is_touched.set(false);
                    is_sent.replace(true);
                    send.emit(Command::SaveResource {
                        festival,
                        id: resource,
                        fields: Box::new(fields),
                    });
                }
                Err(found) => {
                    wrong.set(Some(found));
                    lead.emit(());
                }
            }
        })
    };
    let section = || SectionProps {
        draft: (*draft).clone(),
        on_change: on_change.clone(),
        wrong: *wrong,
        clock: props.clock.clone(),
    };
    let back = resource.map_or(Route::Market(festival), |resource| {
        Route::Resource(festival, resource)
    });
    html! {
        <>
            <form ref={whole} class="wizard" novalidate=true {onsubmit}>
                { on_anew.map(|on_anew| draft_note(&words, on_anew)) }
                { step("form-what", words.text("step-what"), resource_what(&words, &section())) }
                { step("form-where", words.text("where-title"), html! { <ResourceWhere ..section() /> }) }
                { step("form-times", words.text("times-title"), resource_times(&words, &section(), last_day)) }
                { step("form-policy", words.text("policy-title"), policy_editor(&words, &section())) }
                { step("form-more", words.text("step-more"), resource_more(&words, &section())) }
                <div class="card">
                    if let Some((_, key)) = *wrong {
                        <p class="wrong" role="alert">{ words.text(key) }</p>
                    }
                    <RefusalNote at={place} />
                    <div class="buttons">
                        <button type="submit">{ if resource.is_some() { words.text("save-changes") } else { words.text("resource-offer") } }</button>
                        <a class="button plain" href={back.href()}>{ words.text("back") }</a>
                    </div>
                </div>
            </form>
            if let Some(resource) = resource {
                { delete(&words, &send, festival, resource) }
            }
        </>
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

/// Deletes the resource, after a second question.
fn delete(words: &Words, send: &Send, festival: FestivalId, resource: InstanceId) -> Html {
    let on_confirm = send.reform(move |()| {
        Route::Resource(festival, resource).follow();
        Command::DeleteResource { festival, resource }
    });
    html! { <ConfirmButton label={words.text("resource-delete")} warning={words.text("resource-delete-warning")} {on_confirm} /> }
}
