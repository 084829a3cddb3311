//! Takes a programme in from a file, and makes files of the one that is here.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::components::device;
use crate::components::language::{Words, use_words};
use crate::components::parts::{RefusalNote, select, tick};
use crate::components::peer_provider::use_send;
use crate::components::programme::wording::count;
use crate::components::route::Route;
use crate::peer::command::Command;
use crate::peer::view_model::{
    ExportFormat, ExportView, FestivalId, ImportState, ImportView, Place,
};

/// Formats with their names in the page.
const FORMATS: [(ExportFormat, &str); 5] = [
    (ExportFormat::Calendar, "export-calendar"),
    (ExportFormat::ScheduleCalendar, "export-schedule-calendar"),
    (ExportFormat::ScheduleXml, "export-xml"),
    (ExportFormat::ScheduleJson, "export-json"),
    (ExportFormat::Everything, "export-everything"),
];

/// Most titles of clashing events that are named.
const MOST_NAMED: usize = 20;

/// Props of [`ProgrammeFiles`].
#[derive(Properties, PartialEq)]
pub struct ProgrammeFilesProps {
    /// Of which festival.
    pub festival: FestivalId,
    /// Whether there is a backup of the person.
    pub has_backup: bool,
    /// The import that is under way or was the last.
    pub import: Option<ImportView>,
    /// The file that was made.
    pub export: Option<Rc<ExportView>>,
}

/// Both ways, with what came of them.
#[component]
pub fn ProgrammeFiles(props: &ProgrammeFilesProps) -> Html {
    let words = use_words();
    let send = use_send();
    let festival = props.festival;
    let format = use_state_eq(|| ExportFormat::Calendar);
    let mine = use_state_eq(|| false);
    let unread = use_state_eq(|| false);
    use_effect_with(props.export.clone(), {
        let send = send.clone();
        move |export| {
            if let Some(export) = export.as_ref().filter(|export| export.festival == festival) {
                let format = export.format;
                device::hand_out(&export.bytes, format.file_name(), format.media_type());
                send.emit(Command::DropExport);
            }
        }
    });
    let onchange = {
        let (send, unread) = (send.clone(), unread.clone());
        Callback::from(move |event: Event| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            let Some(file) = input.as_ref().and_then(|input| input.files()?.get(0)) else {
                return;
            };
            unread.set(false);
            let (send, unread) = (send.clone(), unread.clone());
            device::read_programme(
                file.into(),
                Callback::from(move |read: Option<Rc<[u8]>>| match read {
                    Some(file) => send.emit(Command::Import { festival, file }),
                    None => unread.set(true),
                }),
            );
        })
    };
    let choose = {
        let format = format.clone();
        Callback::from(move |key: String| {
            let chosen = FORMATS.iter().find(|(_, known)| *known == key);
            format.set(chosen.map_or(ExportFormat::Calendar, |(format, _)| *format));
        })
    };
    let export = {
        let (send, format, mine) = (send.clone(), *format, *mine);
        Callback::from(move |_: MouseEvent| {
            send.emit(Command::Export {
                festival,
                format,
                mine,
                base: device::address(),
            });
        })
    };
    let stop = Callback::from(move |_: MouseEvent| send.emit(Command::StopImport));
    let is_mine = *mine;
    let set_mine = Callback::from(move |on| mine.set(on));
    let only_mine = tick(words.text("export-mine"), is_mine, set_mine);
    let formats = FORMATS.map(|(_, key)| (AttrValue::Static(key), words.text(key)));
    let chosen = FORMATS.iter().find(|(known, _)| known == &*format);
    let import = props.import.as_ref();
    html! {
        <section class="card" aria-labelledby="files-title">
            <h2 id="files-title">{ words.text("files-title") }</h2>
            <h3>{ words.text("import-title") }</h3>
            <p class="quiet">{ words.text("import-why") }</p>
            if !props.has_backup {
                <p data-test="import-backup">{ words.text("import-backup") }{ " " }<a class="inline" href={Route::Backup.href()}>{ words.text("backup-make") }</a></p>
            }
            <div class="buttons">
                <label class="button plain file">
                    <input type="file" accept=".xml,.json,.ics,application/xml,application/json,text/calendar" {onchange} />
                    <span>{ words.text("import-choose") }</span>
                </label>
            </div>
            if *unread {
                <p class="wrong" role="alert">{ words.text("import-unread") }</p>
            }
            { import.filter(|import| import.festival == festival).map(|import| progress(&words, import, &stop)) }
            <RefusalNote at={Place::Import(festival)} />
            <h3>{ words.text("export-title") }</h3>
            { select("export-format", words.text("export-as"), chosen.map_or("", |(_, key)| key), formats.to_vec(), choose) }
            { only_mine }
            <button type="button" class="plain" onclick={export}>{ words.text("export-do") }</button>
        </section>
    }
}

/// How far an import has come.
fn progress(words: &Words, import: &ImportView, stop: &Callback<MouseEvent>) -> Html {
    let values = [
        ("title", (&*import.title).into()),
        ("written", count(import.written).into()),
        ("of", count(import.of).into()),
    ];
    let (state, done) = match import.state {
        ImportState::UnderWay => ("import-under-way", "import-stop"),
        ImportState::Done => ("import-done", "import-put-away"),
        ImportState::Stopped => ("import-stopped", "import-put-away"),
    };
    let said = words.text_with(state, &values);
    let clashes = import.clashes.iter().take(MOST_NAMED);
    let more = import.clashes.len().saturating_sub(MOST_NAMED);
    html! {
        <div class="stack">
            <p role="status">{ said.clone() }</p>
            if import.state == ImportState::UnderWay {
                <progress max={import.of.max(1).to_string()} value={import.written.to_string()} aria-label={said} />
            }
            if !import.clashes.is_empty() {
                <p>{ words.text_with("import-clashes", &[("count", count(import.clashes.len()).into())]) }</p>
                <ul class="lines">
                    { for clashes.map(|title| html! { <li><bdi>{ &**title }</bdi></li> }) }
                    if more > 0 {
                        <li class="quiet">{ words.text_with("needs-more", &[("count", count(more).into())]) }</li>
                    }
                </ul>
            }
            <button type="button" class="plain" onclick={stop.clone()}>{ words.text(done) }</button>
        </div>
    }
}
