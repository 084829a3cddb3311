//! A long list of which some rows are drawn: those that the window shows and those
//! close to it. Rows are added a portion at a time where one gets to; as many are
//! taken away on the other side once they are far off, and an empty block as high as
//! they were stands in their place. So a list of thousands costs what a short one
//! does.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, NodeList};
use yew::prelude::*;

use crate::components::device;
use crate::components::language::Words;
use crate::components::way_back::{use_remembered, use_way_back};
use crate::peer::view_model::{Found, Rows};

/// Rows that are drawn at first: more than a window shows, few enough to be there at
/// once on a slow phone.
pub const FIRST_ROWS: usize = 12;
/// What is farther from the window is taken away, CSS pixels: more than what counts
/// as close, else rows would come and go in turns.
const FAR: f64 = 2_400.0;

/// Cards that are drawn at first, each as high as several rows: what a telephone shows. The
/// others follow one by one.
const FIRST_CARDS: usize = 4;
/// Cards that are drawn at first when another filter was typed, and below other lists: a
/// telephone shows no more there, and who types waits for them. The others follow one by one.
const FEW_CARDS: usize = 1;
/// Rows that are drawn at first when another filter was typed: what a telephone shows.
const FEW_ROWS: usize = 6;
/// Rows that come when one asks for more.
const ASKED: usize = 24;

/// How a list goes on behind the rows that are drawn.
#[derive(Clone, Copy, PartialEq)]
pub enum GoesOn {
    /// By itself where one gets close to its end, as the last list of a page: by so many
    /// rows, few enough for a task of 50 ms on a slow phone.
    ByScrolling(usize),
    /// By a button: what stands below stays in reach.
    WhenAsked,
}

/// The rows that are drawn at first.
pub fn first_rows() -> Rows {
    Rows {
        from: 0,
        most: FIRST_ROWS,
    }
}

/// The cards that are drawn at first.
pub fn first_cards() -> Rows {
    Rows {
        from: 0,
        most: FIRST_CARDS,
    }
}

/// The cards that are drawn at first while a filter is typed, or below other lists.
pub fn few_cards() -> Rows {
    Rows {
        from: 0,
        most: FEW_CARDS,
    }
}

/// The rows that are drawn at first while a filter is typed.
pub fn few_rows() -> Rows {
    Rows {
        from: 0,
        most: FEW_ROWS,
    }
}

/// Has other rows wanted in place of those a list was drawn with, unless something else is
/// wanted by now: rows of a list that is gone are none of the next.
pub fn replace_rows(wanted: &mut Rows, (drawn_with, next): (Rows, Rows)) {
    if *wanted == drawn_with {
        *wanted = next;
    }
}

/// A list of which some rows are drawn.
pub struct RowWindow {
    rows: Rows,
    on_rows: Callback<(Rows, Rows)>,
    list: NodeRef,
    above: NodeRef,
    below: NodeRef,
}

/// What is drawn of a list, which follows what is wanted a little later.
#[derive(Clone, Copy, Default, PartialEq)]
pub struct Drawn {
    from: usize,
    rows: usize,
    all: usize,
}

impl GoesOn {
    /// Rows that come and go together.
    fn portion(self) -> usize {
        match self {
            Self::ByScrolling(rows) => rows,
            Self::WhenAsked => ASKED,
        }
    }
}

impl Drawn {
    /// What is drawn of a list; nothing as long as it is not here.
    pub fn of<T>(found: Option<&Found<T>>) -> Self {
        found.map_or_else(Self::default, |found| Self {
            from: found.from,
            rows: found.first.len(),
            all: found.count,
        })
    }

    /// Whether these are the rows that are wanted.
    fn is(self, wanted: Rows) -> bool {
        let left = self.all.saturating_sub(wanted.from);
        self.from == wanted.from && self.rows == left.min(wanted.most)
    }
}

/// Keeps the rows of a list drawn that are close to what is seen; `name` tells the list from
/// others of its page. `rows` are wanted now;
/// `on_rows` gets them and others in their place, which count only where nothing else was
/// wanted meanwhile.
#[hook]
pub fn use_row_window(
    name: &'static str,
    drawn: Drawn,
    rows: Rows,
    on_rows: Callback<(Rows, Rows)>,
    goes_on: GoesOn,
) -> RowWindow {
    let (list, above, below) = (use_node_ref(), use_node_ref(), use_node_ref());
    // How high each portion was when it was taken away.
    let heights = use_remembered(name, Vec::<f64>::new);
    let way_back = use_way_back();
    let portion = goes_on.portion();
    // The first rows have had their frame by then.
    device::use_at_once(&list, &[], false, device::lay_out_promptly);
    // How often other rows were asked for: a watch tells once.
    let asked = use_mut_ref(|| 0_u32);
    let so_far = *asked.borrow();
    // Watched anew once other rows are drawn, or were asked for in vain: what stays close
    // is not told again.
    use_effect_with((rows, drawn, so_far), {
        let (list, above, below) = (list.clone(), above.clone(), below.clone());
        let on_rows = {
            let (on_rows, asked) = (on_rows.clone(), asked.clone());
            Callback::from(move |next| {
                *asked.borrow_mut() += 1;
                on_rows.emit((rows, next));
            })
        };
        move |_| {
            let gone: f64 = heights.borrow().iter().take(drawn.from / portion).sum();
            if let Some(element) = above.cast::<HtmlElement>() {
                // A height in pixels is understood by every browser.
                let _ = element.style().set_property("height", &format!("{gone}px"));
            }
            way_back.settle();
            let is_settled = goes_on != GoesOn::WhenAsked && drawn.is(rows);
            let (above, below) = (above.cast::<Element>(), below.cast::<Element>());
            let upwards = above.filter(|_| is_settled).and_then(|element| {
                let (on_rows, heights, list) = (on_rows.clone(), heights.clone(), list.clone());
                let block = element.clone();
                device::when_close(&element, move || {
                    let hidden = -block.get_bounding_client_rect().top();
                    if rows.from > 0 {
                        on_rows.emit(earlier(rows, portion, hidden, &heights.borrow(), &list));
                    }
                })
            });
            let downwards = below.filter(|_| is_settled).and_then(|element| {
                device::when_close(&element, move || {
                    let next = later(rows, portion, &mut heights.borrow_mut(), &list);
                    on_rows.emit(next);
                })
            });
            move || drop((upwards, downwards))
        }
    });
    RowWindow {
        rows,
        on_rows,
        list,
        above,
        below,
    }
}

impl RowWindow {
    /// The list between its two ends; each row in it has the attribute `data-row`.
    pub fn around<T>(self, words: &Words, found: &Found<T>, inside: Html) -> Html {
        let Self { rows, on_rows, .. } = self;
        let rest = found.count.saturating_sub(found.from + found.first.len());
        let count = u32::try_from(rest).unwrap_or(u32::MAX);
        let onclick = on_rows.reform(move |_: MouseEvent| (rows, grown(rows, ASKED)));
        // The block and the end stand here also where nothing is above or below. Yew
        // 0.23 keeps the place of a node that draws nothing by what follows it, and
        // inserts before that even where it was taken away in the same breath, which is
        // a panic.
        html! {
            <div class="row-window" ref={self.list}>
                <div class="rows-above" ref={self.above} hidden={found.from == 0}></div>
                { inside }
                <div class="more">
                    if rest > 0 {
                        <button ref={self.below} type="button" class="plain" {onclick}>
                            { words.text_with("show-more", &[("count", count.into())]) }
                        </button>
                    }
                </div>
            </div>
        }
    }
}

/// Where each drawn row begins, from the top of the window, CSS pixels. Looked up when it is
/// asked for: of many rows it is a matter of a few at the ends.
fn tops(list: &NodeRef) -> impl ExactSizeIterator<Item = f64> + DoubleEndedIterator {
    let element = list.cast::<Element>();
    let found = element.and_then(|list| list.query_selector_all("[data-row]").ok());
    let count = found.as_ref().map_or(0, NodeList::length) as usize;
    (0..count).map(move |at| {
        let row = found.as_ref().and_then(|found| found.item(at as u32));
        let row = row.and_then(|row| row.dyn_into::<Element>().ok());
        row.map_or(0.0, |row| row.get_bounding_client_rect().top())
    })
}

fn window_height() -> f64 {
    let height = web_sys::window().and_then(|window| window.inner_height().ok());
    height.and_then(|height| height.as_f64()).unwrap_or(0.0)
}

/// A portion more at the end; one less at the start where that is far off.
fn later(rows: Rows, portion: usize, heights: &mut Vec<f64>, list: &NodeRef) -> Rows {
    let mut tops = tops(list);
    let (Some(first), Some(next)) = (tops.next(), tops.nth(portion - 1)) else {
        return grown(rows, portion);
    };
    let is_whole = rows.from.is_multiple_of(portion) && heights.len() >= rows.from / portion;
    if next > -FAR || !is_whole {
        return grown(rows, portion);
    }
    heights.truncate(rows.from / portion);
    heights.push(next - first);
    Rows {
        from: rows.from + portion,
        ..rows
    }
}

fn grown(rows: Rows, portion: usize) -> Rows {
    Rows {
        most: rows.most + portion,
        ..rows
    }
}

/// Earlier rows where one has gone back to, `hidden` pixels into what stands above;
/// what is far below goes.
fn earlier(rows: Rows, portion: usize, hidden: f64, heights: &[f64], list: &NodeRef) -> Rows {
    let mut reached = 0.0;
    let all_above = heights.iter().take(rows.from / portion);
    let passed = all_above.take_while(|height| {
        reached += **height;
        reached < hidden
    });
    let near = passed.count().min((rows.from / portion).saturating_sub(1));
    let from = near * portion;
    let come = rows.from - from;
    let tops = tops(list);
    let limit = window_height() + FAR;
    let drawn = tops.len();
    let far = tops.rev().take_while(|top| *top > limit).count() / portion * portion;
    if come > drawn {
        // Gone back by more than what is drawn: begin anew from there.
        return Rows {
            from,
            most: FIRST_ROWS + portion,
        };
    }
    Rows {
        from,
        most: rows.most + come - far.min(rows.most.saturating_sub(FIRST_ROWS)),
    }
}
