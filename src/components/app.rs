//! The outermost component: providers, the frame around every page, the pages.

use yew::prelude::*;

use super::alerts::use_alerts;
use super::day::layout::use_layout;
use super::device::Theme;
use super::file;
use super::keys::{keys_page, use_shortcuts};
use super::language::{LanguageProvider, Words, use_words};
use super::pages::{
    AnchorPage, BackupPage, CarriedCode, ConnectionsPage, DayPage, EventFormPage, EventPage,
    FilmPage, Home, InboxPage, InvitePage, JoinPage, MarketPage, Me, MinePage, PeoplePage,
    PersonPage, ResourceFormPage, ResourcePage, Schedule, SettingsPage, SharedFile, not_found,
};
use super::parts::{
    NavBar, Page, TopBar, TopBarKnown, UpdateNote, Wiped, no_store, pinned_notice, problem_note,
};
use super::peer_provider::{PeerProvider, Send, use_send, use_view};
use super::route::{Day, Route, use_route};
use super::way_back::{WayBack, use_new_way_back};
use crate::peer::command::Command;
use crate::peer::view_model::{
    AppView, CarryingView, ExchangeView, FestivalId, FestivalRow, FrameView, Problem,
};

/// The whole app.
#[component]
pub fn App() -> Html {
    use_effect_with((), |()| Theme::chosen().show());
    html! {
        <LanguageProvider>
            <PeerProvider>
                <Frame />
            </PeerProvider>
        </LanguageProvider>
    }
}

/// What stays while the pages change: the skip link, the bars, `main`.
#[component]
fn Frame() -> Html {
    let words = use_words();
    let send = use_send();
    let way_back = use_new_way_back();
    let route = use_route(&way_back);
    let view = use_view();
    let content = use_node_ref();
    use_focus_on_change(&route, &content, &way_back);
    use_effect({
        let way_back = way_back.clone();
        move || way_back.settle()
    });
    use_layout(&content);
    let frame = match &*view {
        AppView::Ready(ready) => Some(&ready.frame),
        AppView::Starting | AppView::Failed(_) | AppView::Wiped => None,
    };
    let visited = use_mut_ref(|| None::<FestivalId>);
    if let Some(festival) = route.festival() {
        *visited.borrow_mut() = Some(festival);
    }
    let festival = frame.and_then(|frame| current(frame, *visited.borrow()));
    use_alerts(&words, frame);
    use_shortcuts(festival.map(|festival| festival.id));
    use_first_look(&send, festival, frame);
    // A board hangs on a wall: nothing of the app is around it.
    let bare = matches!(route, Route::Day(_, Day::Board));
    let placed = matches!(route, Route::Day(_, Day::Grid | Day::Plan(_))).then_some("");
    // The router lives in the fragment, so the skip link moves the focus itself.
    let skip = {
        let content = content.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            focus(&content);
        })
    };
    use_effect_with((), {
        let send = send.clone();
        move |()| {
            file::launched(Callback::from(move |command: Command| {
                send.emit(command);
                Route::Connections.follow();
            }));
        }
    });
    // A file may be dropped anywhere; what comes of it stands on the page of the
    // connections. Without this the browser would leave the app and show the file.
    let ondragover = Callback::from(|event: DragEvent| event.prevent_default());
    let ondrop = {
        let send = send.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            if let Some(command) = file::dropped(&event) {
                send.emit(command);
                Route::Connections.follow();
            }
        })
    };
    let visit = way_back.here();
    html! {
        <ContextProvider<WayBack> context={way_back}>
            <a class="skip" href="#content" onclick={skip}>{ words.text("skip-to-content") }</a>
            if !bare {
                <TopBar route={route.clone()} festival={festival.map(|row| row.id)} known={frame.map(TopBarKnown::of)} />
            }
            if let (Some(festival), Some(frame), false) = (festival, frame, bare) {
                <NavBar
                    route={route.clone()}
                    festival={festival.id}
                    to_answer={frame.to_answer}
                    changed={festival.news.map_or(0, |news| news.starred)}
                />
            }
            <main id="content" ref={content} tabindex="-1" data-placed={placed} {ondragover} {ondrop}>
                if let Some(frame) = frame {
                    if let Some(festival) = festival {
                        { pinned_notice(&words, festival.notice.as_ref(), frame.now) }
                    }
                    { elsewhere(&words, &send, &route, frame) }
                }
                { shown(&words, &view, route, *visited.borrow(), visit) }
            </main>
            <UpdateNote />
        </ContextProvider<WayBack>>
    }
}

/// Whoever sees a festival's programme for the first time has looked. Not while it is still
/// on its way.
#[hook]
fn use_first_look(send: &Send, festival: Option<&FestivalRow>, frame: Option<&FrameView>) {
    let arrives = frame.is_some_and(|frame| {
        let mut links = frame.links.iter();
        let is_read = matches!(
            frame.carrying,
            CarryingView::Checking { .. } | CarryingView::Taking { .. }
        );
        is_read || links.any(|link| link.exchange != ExchangeView::UpToDate)
    });
    let is_new = |festival: &&FestivalRow| festival.news.is_none() && festival.events > 0;
    let first = festival.filter(is_new).map(|festival| festival.id);
    let send = send.clone();
    use_effect_with(first.filter(|_| !arrives), move |first| {
        if let Some(festival) = *first {
            send.emit(Command::FirstLook { festival });
        }
    });
}

/// The festival one is in: the one visited last, else the first.
fn current(frame: &FrameView, visited: Option<FestivalId>) -> Option<&FestivalRow> {
    let visited = frame.festivals.iter().find(|row| Some(row.id) == visited);
    visited.or_else(|| frame.festivals.first())
}

/// What went wrong with something that this page does not show.
fn elsewhere(words: &Words, send: &Send, route: &Route, frame: &FrameView) -> Html {
    let refusal = frame.refusal.clone();
    let refusal = refusal.filter(|refusal| !route.shows(&refusal.place));
    html! { <div class="aside">{ problem_note(words, send, refusal.as_ref()) }</div> }
}

/// Moves the focus to a page that was gone to, so that it is read from its top; not to one
/// that was come back to.
#[hook]
fn use_focus_on_change(route: &Route, content: &NodeRef, way_back: &WayBack) {
    let first = use_mut_ref(|| true);
    let (content, way_back) = (content.clone(), way_back.clone());
    use_effect_with(route.clone(), move |_| {
        if !first.replace(false) && !way_back.is_return() {
            focus(&content);
        }
    });
}

fn focus(node: &NodeRef) {
    if let Some(element) = node.cast::<web_sys::HtmlElement>() {
        // Refused by no element that is shown.
        let _ = element.focus();
    }
}

/// The page of the route, or why there is none.
fn shown(
    words: &Words,
    view: &AppView,
    route: Route,
    visited: Option<FestivalId>,
    visit: u64,
) -> Html {
    match view {
        AppView::Starting | AppView::Ready(_) => page(words, route, visited, visit),
        AppView::Failed(Problem::HandedOver) => html! {
            <Page title={words.text("handed-over-title")}>
                <p role="status">{ words.text(Problem::HandedOver.sentence()) }</p>
            </Page>
        },
        AppView::Failed(problem) => html! {
            <Page title={words.text("home-title")}>{ no_store(words, *problem) }</Page>
        },
        AppView::Wiped => html! { <Page title={words.text("home-title")}><Wiped /></Page> },
    }
}

/// Lists that remember what was wanted of them are others on each visit.
fn page(words: &Words, route: Route, visited: Option<FestivalId>, visit: u64) -> Html {
    match route {
        Route::Home => html! { <Home /> },
        Route::Me => html! { <Me {visited} /> },
        Route::Inbox => html! { <InboxPage key={visit} /> },
        Route::Connections => html! { <ConnectionsPage /> },
        Route::Schedule(festival) => html! { <Schedule key={visit} {festival} /> },
        Route::Event(festival, event) => html! { <EventPage {festival} {event} /> },
        Route::EventForm(festival, event) => html! { <EventFormPage {festival} {event} /> },
        Route::Market(festival) => html! { <MarketPage key={visit} {festival} /> },
        Route::Resource(festival, resource) => html! { <ResourcePage {festival} {resource} /> },
        Route::ResourceForm(festival, resource) => {
            html! { <ResourceFormPage {festival} {resource} /> }
        }
        Route::Mine(festival) => html! { <MinePage key={visit} {festival} /> },
        Route::People(festival) => html! { <PeoplePage {festival} /> },
        Route::Person(festival, author) => html! { <PersonPage {festival} {author} /> },
        Route::Settings(festival) => html! { <SettingsPage {festival} /> },
        Route::Anchor => html! { <AnchorPage /> },
        Route::Invite(festival) => html! { <InvitePage {festival} /> },
        Route::Join(code) => html! { <JoinPage {code} /> },
        Route::Backup => html! { <BackupPage /> },
        Route::File => html! { <SharedFile /> },
        Route::Film => html! { <FilmPage /> },
        Route::Day(festival, page) => html! { <DayPage key={page.page()} {festival} {page} /> },
        Route::Keys => keys_page(words),
        Route::Code(code) => html! { <CarriedCode {code} /> },
        Route::NotFound => not_found(words),
    }
}
