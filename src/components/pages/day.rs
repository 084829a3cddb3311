//! The pages for the day itself. They are one component, since all of them do the
//! same: look at a screen and draw it with what was typed.

use yew::prelude::*;

use super::not_found;
use crate::components::day::{
    At, Typed, board, day_looked_at, days, grid, inventory, news, paper, plan, search, shown, tree,
};
use crate::components::device::use_turns;
use crate::components::language::{Words, use_words};
use crate::components::parts::{Drawn, GoesOn, Page, RowWindow, replace_rows, use_row_window};
use crate::components::peer_provider::{use_send, use_view};
use crate::components::programme::clock::use_clock;
use crate::components::route::Day;
use crate::components::screen::{changing, use_festival, use_sight};
use crate::components::time::Clock;
use crate::peer::view_model::{
    AppView, FestivalId, Interval, MarketFilter, ResourceKind, Rows, ScheduleFilter, Screen,
    ScreenView,
};

/// Props of [`DayPage`].
#[derive(Properties, PartialEq)]
pub struct DayPageProps {
    /// Which festival.
    pub festival: FestivalId,
    /// Which of the pages.
    pub page: Day,
}

/// Time after which a board turns, milliseconds.
const TURN_MS: u32 = 12_000;

/// The page.
#[component]
pub fn DayPage(props: &DayPageProps) -> Html {
    let (words, view, send) = (use_words(), use_view(), use_send());
    let festival = use_festival(props.festival);
    let clock = use_clock(props.festival);
    let asked = Asked {
        festival: props.festival,
        page: props.page,
        words: words.clone(),
        clock: clock.clone(),
        span: festival.as_ref().and_then(|row| row.span),
    };
    let sight = use_sight(Typed::default, move |typed| screen(&asked, typed));
    let (typed, seen) = (&sight.wanted, &sight.view);
    let turning = props.page == Day::Board && !typed.still;
    let turn = changing(&sight.change, |typed, ()| {
        typed.turn = typed.turn.wrapping_add(1);
    });
    use_turns(turning.then_some(TURN_MS), move || turn.emit(()));
    let at = match (&*view, &festival, &clock) {
        (AppView::Ready(ready), Some(festival), Some(clock)) => Some(At {
            words: &words,
            clock,
            festival,
            frame: &ready.frame,
            send: &send,
            typed,
            change: &sight.change,
        }),
        _ => None,
    };
    let stock = match seen {
        Some(ScreenView::Inventory(view)) => Some(&view.market.resources),
        _ => None,
    };
    let on_rows = changing(&sight.change, |typed, rows| {
        replace_rows(&mut typed.rows, rows)
    });
    let goes_on = GoesOn::ByScrolling(4);
    let window = use_row_window("stock", Drawn::of(stock), typed.rows, on_rows, goes_on);
    let Some(at) = at else {
        return match &*view {
            AppView::Ready(_) => not_found(&words),
            _ => html! { <p role="status">{ words.text("opening") }</p> },
        };
    };
    let (title, inside) = drawn(&at, props.page, seen.as_ref(), window);
    html! { <Page {title} layout={layout(props.page, typed)}><div class="day-page">{ inside }</div></Page> }
}

/// How the page is laid out, where not as a column.
const fn layout(page: Day, typed: &Typed) -> Option<&'static str> {
    match page {
        Day::Grid | Day::Inventory(_) => Some("page-wide"),
        Day::Board => Some("page-bare"),
        Day::DaySheet(_) | Day::DoorSheet(_) | Day::Slips(_) | Day::Poster if typed.large => {
            Some("page-large")
        }
        _ => None,
    }
}

/// What a page looks at follows from this, and from what is typed.
struct Asked {
    festival: FestivalId,
    page: Day,
    words: Words,
    /// Once they are known.
    clock: Option<Clock>,
    span: Option<Interval>,
}

/// What the page looks at.
fn screen(asked: &Asked, typed: &Typed) -> Screen {
    let (festival, clock) = (asked.festival, asked.clock.as_ref());
    let on_day = |day: Option<i64>| {
        let mut filter = ScheduleFilter::default();
        let bounds = clock.zip(day).and_then(|(clock, day)| clock.days(day, day));
        filter.fields.during = bounds;
        filter
    };
    match asked.page {
        Day::News => Screen::News { festival },
        Day::Search => Screen::Search {
            festival,
            text: typed.text.clone(),
            marks: search::marks(&asked.words, &typed.text),
            most: typed.found,
        },
        Day::Grid => Screen::Grid {
            festival,
            filter: ScheduleFilter {
                rows: Rows {
                    from: typed.place,
                    most: grid::PLACES,
                },
                ..on_day(clock.and_then(|clock| day_looked_at(clock, asked.span, typed)))
            },
        },
        Day::Inventory(chosen) => Screen::Inventory {
            festival,
            filter: MarketFilter {
                text: typed.text.clone(),
                kind: typed.kind,
                rows: typed.rows,
                ..MarketFilter::default()
            },
            chosen,
        },
        Day::Plan(sheet) => Screen::Plan {
            festival,
            sheet,
            most: typed.limit,
        },
        Day::Tree => Screen::Tree { festival },
        Day::Board => Screen::Board { festival },
        Day::Days(resource) | Day::DoorSheet(resource) | Day::Slips(resource) => {
            Screen::Resource { festival, resource }
        }
        Day::DaySheet(day) => Screen::Schedule {
            festival,
            filter: on_day(Some(day)),
        },
        Day::Poster => Screen::Invite {
            festival,
            with_ancestors: true,
        },
        Day::Print => Screen::Market {
            festival,
            filter: MarketFilter {
                kind: Some(ResourceKind::Place),
                rows: Rows {
                    from: 0,
                    most: typed.limit,
                },
                ..MarketFilter::default()
            },
        },
    }
}

/// Its heading and what stands below it.
fn drawn(
    at: &At<'_>,
    page: Day,
    seen: Option<&ScreenView>,
    window: RowWindow,
) -> (AttrValue, Html) {
    let waits = || html! { <p role="status">{ at.text("opening") }</p> };
    match (page, seen) {
        (Day::News, Some(ScreenView::News(view))) => (at.text("news-title"), news::news(at, view)),
        (Day::Search, seen) => {
            let found = match seen {
                Some(ScreenView::Search(view)) => Some(&**view),
                _ => None,
            };
            (at.text("search-title"), search::search(at, found))
        }
        (Day::Grid, seen) => {
            let view = match seen {
                Some(ScreenView::Grid(view)) => Some(&**view),
                _ => None,
            };
            (at.text("grid-title"), grid::grid(at, view))
        }
        (Day::Inventory(chosen), seen) => {
            let view = match seen {
                Some(ScreenView::Inventory(view)) => Some(&**view),
                _ => None,
            };
            let inside = inventory::inventory(at, view, chosen, window);
            (at.text("inventory-title"), inside)
        }
        (Day::Plan(_), Some(ScreenView::Plan(view))) => {
            (at.text("plan-title"), plan::plan(at, view))
        }
        (Day::Tree, Some(ScreenView::Tree(view))) => (at.text("tree-title"), tree::tree(at, view)),
        (Day::Board, Some(ScreenView::Board(view))) => {
            let title = at.festival.title.as_ref();
            let title = title.map_or_else(|| at.text("tree-unnamed"), shown);
            (title, board::board(at, view))
        }
        (Day::Days(_), Some(ScreenView::Resource(view))) => {
            (at.text("days-title"), days::days(at, view))
        }
        (Day::DoorSheet(_), Some(ScreenView::Resource(view))) => {
            (shown(&view.row.title), paper::door_sheet(at, view))
        }
        (Day::Slips(_), Some(ScreenView::Resource(view))) => {
            (shown(&view.row.title), paper::slips(at, view))
        }
        (Day::DaySheet(day), Some(ScreenView::Schedule(view))) => {
            (at.clock.day_title(day).into(), paper::day_sheet(at, view))
        }
        (Day::Print, Some(ScreenView::Market(view))) => {
            (at.text("print-title"), paper::print_menu(at, view))
        }
        (Day::Poster, Some(ScreenView::Invite(invite))) => {
            let title = at.festival.title.as_ref();
            let title = title.map_or_else(|| at.text("tree-unnamed"), shown);
            (title, paper::poster(at, invite))
        }
        (_, Some(ScreenView::NotHere)) => {
            let missing = html! { <p>{ at.text("resource-not-here") }</p> };
            (at.text("resource-missing"), missing)
        }
        _ => (at.text("opening"), waits()),
    }
}
