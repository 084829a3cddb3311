//! Finds events: by words, and by tag, place, kind and day.

use std::rc::Rc;

use yew::prelude::*;

use super::wording::filters_on;
use crate::components::language::{Words, use_words};
use crate::components::parts::{line, select, use_unfolded};
use crate::components::screen::{Change, changing};
use crate::components::time::Clock;
use crate::peer::view_model::{
    InstanceId, Interval, ScheduleFilter, ScheduleView, instance_digits, instance_of_digits,
};

/// Most days that are offered.
const MOST_DAYS: usize = 60;

/// What there is to choose from.
#[derive(Clone, PartialEq)]
pub struct Choices {
    kinds: Rc<[Rc<str>]>,
    tags: Rc<[Rc<str>]>,
    places: Rc<[(InstanceId, Rc<str>)]>,
}

impl Choices {
    /// What the programme names.
    pub fn of(schedule: &ScheduleView) -> Self {
        Self {
            kinds: schedule.kinds.clone(),
            tags: schedule.tags.clone(),
            places: schedule.places.clone(),
        }
    }
}

/// Props of [`FilterBar`].
#[derive(Properties, PartialEq)]
pub struct FilterBarProps {
    /// What is wanted now.
    pub filter: ScheduleFilter,
    /// What there is, once it is known.
    pub choices: Option<Choices>,
    /// From when to when the festival goes.
    pub span: Option<Interval>,
    /// Its clocks.
    pub clock: Clock,
    /// Gets every change.
    pub on_change: Callback<Change<ScheduleFilter>>,
}

/// The bar: words and «mine» in sight, the rest unfolds. A hundred places to choose
/// from are drawn only then.
#[component]
pub fn FilterBar(props: &FilterBarProps) -> Html {
    let words = use_words();
    let (unfolded, on_toggle) = use_unfolded("filter-more", false);
    let FilterBarProps {
        filter, on_change, ..
    } = props;
    let mine = changing(on_change, |filter, _: MouseEvent| {
        filter.mine = !filter.mine
    });
    let on_text = changing(on_change, |filter, text| filter.fields.text = text);
    let choices = props.choices.as_ref().filter(|_| unfolded);
    let fields = &filter.fields;
    let on = [
        fields.during.is_some(),
        fields.place.is_some(),
        fields.kind.is_some(),
        !fields.tags.is_empty(),
    ];
    html! {
        <div class="filter" role="search">
            <div class="filter-main">
                { line("filter-text", words.text("filter-text"), filter.fields.text.clone(), on_text).kind("search") }
                <button type="button" class="plain toggle" aria-pressed={filter.mine.to_string()} onclick={mine}>{ words.text("filter-mine") }</button>
            </div>
            <details open={unfolded} ontoggle={on_toggle}>
                <summary>{ words.text("filter-more") }{ filters_on(&words, &on) }</summary>
                { for choices.map(|choices| choice(&words, props, choices)) }
            </details>
        </div>
    }
}

/// Day, place, kind and tag.
fn choice(words: &Words, props: &FilterBarProps, choices: &Choices) -> Html {
    let FilterBarProps {
        filter,
        clock,
        on_change,
        ..
    } = props;
    let on_day = {
        let clock = clock.clone();
        on_change.reform(move |value: String| -> Change<ScheduleFilter> {
            let day = value.parse().ok().and_then(|day: i64| clock.days(day, day));
            Box::new(move |filter| filter.fields.during = day)
        })
    };
    let fields = &filter.fields;
    let changed = |change: fn(&mut ScheduleFilter, String)| changing(on_change, change);
    let all = |options: &mut dyn Iterator<Item = (AttrValue, AttrValue)>| {
        let first = (AttrValue::Static(""), words.text("filter-all"));
        std::iter::once(first).chain(options).collect::<Vec<_>>()
    };
    let named = |list: &[Rc<str>]| {
        let mut pairs = list.iter().map(|word| {
            let word = AttrValue::from(word.clone());
            (word.clone(), word)
        });
        all(&mut pairs)
    };
    let mut places = choices.places.iter().map(|(id, title)| {
        let id = AttrValue::from(instance_digits(id));
        (id, AttrValue::from(title.clone()))
    });
    let mut days = days(props.span, clock).map(|day| {
        let title = AttrValue::from(clock.short_day(day));
        (AttrValue::from(day.to_string()), title)
    });
    let day = fields.during.map(|during| clock.day(during.start));
    let day = day.map(|day| day.to_string()).unwrap_or_default();
    let place = fields.place.as_ref().map(instance_digits);
    html! {
        <div class="filter-more">
            { select("filter-day", words.text("filter-day"), day, all(&mut days), on_day) }
            { select("filter-place", words.text("filter-place"), place.unwrap_or_default(), all(&mut places),
                changed(|filter, id| filter.fields.place = instance_of_digits(&id))) }
            { select("filter-kind", words.text("filter-kind"), fields.kind.clone().unwrap_or_default(), named(&choices.kinds),
                changed(|filter, kind| filter.fields.kind = some(kind))) }
            { select("filter-tag", words.text("filter-tag"), fields.tags.first().cloned().unwrap_or_default(), named(&choices.tags),
                changed(|filter, tag| filter.fields.tags = some(tag).into_iter().collect())) }
        </div>
    }
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// The days of the festival, else those of its events.
fn days(span: Option<Interval>, clock: &Clock) -> impl Iterator<Item = i64> + use<> {
    let range = span.map(|span| clock.day(span.start)..=clock.day(span.end - 1));
    range.into_iter().flatten().take(MOST_DAYS)
}
