//! Connects the components with the running peer; the only one of them that
//! knows how the peer runs. Two contexts: the view, which changes, and the way to
//! send commands, which never does, so that who only sends is not drawn again.

use std::rc::Rc;

use yew::prelude::*;

use crate::browser::driver::Driver;
use crate::browser::location;
use crate::peer::command::Command;
use crate::peer::view_model::AppView;

/// Sends a command to the peer.
pub type Send = Callback<Command>;

/// Props of [`PeerProvider`].
#[derive(Properties, PartialEq)]
pub struct PeerProviderProps {
    /// What reads the peer's state.
    pub children: Html,
}

/// Starts the peer and provides its view and its commands.
#[component]
pub fn PeerProvider(props: &PeerProviderProps) -> Html {
    let view = use_state(|| Rc::new(AppView::Starting));
    let driver = use_memo((), {
        let view = view.clone();
        move |()| Driver::start(move |next| view.set(next))
    });
    use_effect_with((), {
        let driver = driver.clone();
        move |()| {
            let listener = location::on_leaving(move || driver.leave());
            move || drop(listener)
        }
    });
    let send = use_callback((), {
        let driver = driver.clone();
        move |command: Command, ()| driver.command(command)
    });
    html! {
        <ContextProvider<Send> context={send}>
            <ContextProvider<Rc<AppView>> context={(*view).clone()}>
                { props.children.clone() }
            </ContextProvider<Rc<AppView>>>
        </ContextProvider<Send>>
    }
}

/// What is to be shown, anew when it changes.
#[hook]
pub fn use_view() -> Rc<AppView> {
    use_context::<Rc<AppView>>().unwrap_or_else(|| Rc::new(AppView::Starting))
}

/// The way to send commands.
#[hook]
pub fn use_send() -> Send {
    use_context::<Send>().unwrap_or_else(Callback::noop)
}
