//! Figures of a programme that a whole peer on the browser's store takes in, until it
//! is durable and shown: a real one, if it lies beside the test, or a made-up one.
//! Asserted on nothing but success.

use std::rc::Rc;

use p2panda::peer::Input;
use p2panda::peer::command::Command;
use p2panda::peer::view_model::{AppView, ImportState};
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

use crate::app::App;
use crate::measure::now;

/// A programme of so many talks in ten rooms.
fn calendar(events: usize) -> Rc<[u8]> {
    let mut text = "BEGIN:VCALENDAR\r\n".to_owned();
    for event in 0..events {
        let (room, slot) = (event % 10, event / 10);
        let (day, hour) = (1 + slot / 24, slot % 24);
        text.push_str(&format!(
            "BEGIN:VEVENT\r\nUID:event-{event}\r\nSUMMARY:Event {event}\r\nLOCATION:Room {room}\r\n\
             DESCRIPTION:{}\r\nDTSTART:203007{day:02}T{hour:02}0000Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\n",
            "A talk about what people do together. ".repeat(30)
        ));
    }
    text.push_str("END:VCALENDAR\r\n");
    text.into_bytes().into()
}

/// The file that `scripts/bench storage` lays beside the test, if there is one.
async fn programme() -> Option<Rc<[u8]>> {
    use js_sys::{Function, Promise, Reflect, Uint8Array};
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    let call = |of: &JsValue, name: &str, argument: &JsValue| -> Option<Promise> {
        let method = Reflect::get(of, &name.into()).ok()?;
        let method = method.dyn_into::<Function>().ok()?;
        method.call1(of, argument).ok()?.dyn_into().ok()
    };
    let page: JsValue = web_sys::window()?.into();
    let response = JsFuture::from(call(&page, "fetch", &"/programme.xml".into())?);
    let response = response.await.ok()?;
    let is_there = Reflect::get(&response, &"ok".into()).ok()?.as_bool()?;
    let body = JsFuture::from(call(&response, "arrayBuffer", &JsValue::UNDEFINED)?);
    let bytes = Uint8Array::new(&body.await.ok()?).to_vec();
    is_there.then(|| bytes.into())
}

#[wasm_bindgen_test]
async fn measure_an_import() {
    let mut app = App::on("measure import").await;
    app.take(Input::Start).await;
    app.take(Input::Command(Command::StartFestival {
        title: "Congress".to_owned(),
        time_zone: "UTC".to_owned(),
        parent: None,
        open: false,
    }))
    .await;
    let festival = app.festival();
    app.longest = 0.0;
    let real = programme().await;
    let kind = if real.is_some() { "38C3" } else { "made up" };
    let file = real.unwrap_or_else(|| calendar(1_007));
    let began = now();
    app.take(Input::Command(Command::Import { festival, file }))
        .await;
    let shown = app.schedule(festival).await;
    let took = now() - began;
    let AppView::Ready(view) = &*app.view else {
        panic!("not ready")
    };
    let import = view.frame.import.clone().expect("an import");
    assert_eq!(import.state, ImportState::Done);
    console_log!(
        "import ({kind}): {shown} events as {} entries, durable and shown in {took:.0} ms, longest turn {:.0} ms",
        import.written,
        app.longest
    );
}
