//! Finds events: by words, and by tag, place, kind and day.

use std::rc::Rc;

use yew::prelude::*;

use crate::components::language::Words;
use crate::components::parts::{line, select};
use crate::components::time::Clock;
use crate::peer::view_model::{
    FestivalRow, ScheduleFilter, ScheduleView, instance_digits, instance_of_digits,
};

/// Most days that are offered.
const MOST_DAYS: i64 = 60;

/// The bar: words and «mine» in sight, the rest unfolds.
pub fn filter_bar(
    words: &Words,
    filter: &ScheduleFilter,
    schedule: Option<&ScheduleView>,
    festival: &FestivalRow,
    clock: &Clock,
    on_change: &Callback<ScheduleFilter>,
) -> Html {
    let changed = |change: fn(&mut ScheduleFilter, String)| {
        let filter = filter.clone();
        on_change.reform(move |value: String| {
            let mut filter = filter.clone();
            change(&mut filter, value);
            filter
        })
    };
    let mine = {
        let filter = ScheduleFilter {
            mine: !filter.mine,
            ..filter.clone()
        };
        on_change.reform(move |_: MouseEvent| filter.clone())
    };
    let day = {
        let (filter, clock) = (filter.clone(), clock.clone());
        on_change.reform(move |value: String| {
            let mut filter = filter.clone();
            filter.fields.during = value.parse().ok().and_then(|day: i64| clock.days(day, day));
            filter
        })
    };
    let fields = &filter.fields;
    let chosen_day = fields
        .during
        .map(|during| clock.day(during.start).to_string());
    let all = (AttrValue::Static(""), words.text("filter-all"));
    let named = |list: Option<&Rc<[Rc<str>]>>| {
        let words = list.into_iter().flat_map(|list| list.iter());
        let pairs = words.map(|word| {
            (
                AttrValue::from(word.to_string()),
                AttrValue::from(word.to_string()),
            )
        });
        std::iter::once(all.clone())
            .chain(pairs)
            .collect::<Vec<_>>()
    };
    let places = schedule
        .into_iter()
        .flat_map(|schedule| schedule.places.iter());
    let places = places.map(|(id, title)| {
        (
            AttrValue::from(instance_digits(id)),
            AttrValue::from(title.to_string()),
        )
    });
    let places: Vec<_> = std::iter::once(all.clone()).chain(places).collect();
    let days = days(festival, clock, schedule).map(|day| {
        (
            AttrValue::from(day.to_string()),
            AttrValue::from(clock.short_day(day)),
        )
    });
    let days: Vec<_> = std::iter::once(all.clone()).chain(days).collect();
    html! {
        <div class="filter" role="search">
            <div class="filter-main">
                { line("filter-text", words.text("filter-text"), fields.text.clone(),
                    changed(|filter, text| filter.fields.text = text)).kind("search") }
                <button type="button" class="plain toggle" aria-pressed={filter.mine.to_string()} onclick={mine}>{ words.text("filter-mine") }</button>
            </div>
            <details>
                <summary>{ words.text("filter-more") }</summary>
                <div class="filter-more">
                    { select("filter-day", words.text("filter-day"), chosen_day.unwrap_or_default(), days, day) }
                    { select("filter-place", words.text("filter-place"), fields.place.as_ref().map(instance_digits).unwrap_or_default(),
                        places, changed(|filter, id| filter.fields.place = instance_of_digits(&id))) }
                    { select("filter-kind", words.text("filter-kind"), fields.kind.clone().unwrap_or_default(),
                        named(schedule.map(|schedule| &schedule.kinds)), changed(|filter, kind| filter.fields.kind = some(kind))) }
                    { select("filter-tag", words.text("filter-tag"), fields.tags.first().cloned().unwrap_or_default(),
                        named(schedule.map(|schedule| &schedule.tags)), changed(|filter, tag| filter.fields.tags = some(tag).into_iter().collect())) }
                </div>
            </details>
        </div>
    }
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// The days of the festival, else those of the events that are seen.
fn days(
    festival: &FestivalRow,
    clock: &Clock,
    schedule: Option<&ScheduleView>,
) -> impl Iterator<Item = i64> + use<> {
    let starts = schedule
        .into_iter()
        .flat_map(|schedule| schedule.events.iter());
    let starts = starts.filter_map(|event| Some(event.time.as_ref()?.start));
    let (low, high) = starts.fold((i64::MAX, i64::MIN), |(low, high), at| {
        (low.min(at), high.max(at))
    });
    let first = festival.start.unwrap_or(low);
    let last = festival.end.map_or(high, |end| end - 1);
    let range = (first <= last).then(|| clock.day(first)..=clock.day(last));
    range.into_iter().flatten().take(MOST_DAYS as usize)
}
