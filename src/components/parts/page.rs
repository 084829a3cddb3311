//! The frame of a page: its heading, and the title of the browser's tab.

use yew::prelude::*;

/// Props of [`Page`].
#[derive(Properties)]
pub struct PageProps {
    /// The heading.
    pub title: AttrValue,
    /// How it is laid out, where not as a column: `page-wide`, `page-bare`, `page-large`. A
    /// class, since a browser asks `:has()` again for each row that comes into a list.
    #[prop_or_default]
    pub layout: Option<&'static str>,
    /// What stands below it.
    pub children: Html,
}

/// A page that is drawn has something new to show: whether all that stands on it is the
/// same would only be asked in vain, thing by thing.
impl PartialEq for PageProps {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// A page with its heading.
#[component]
pub fn Page(props: &PageProps) -> Html {
    use_effect_with(props.title.clone(), |title| {
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            document.set_title(&format!("{title} · p2panda"));
        }
    });
    html! {
        <div class={classes!("page", props.layout)}>
            <h1>{ &props.title }</h1>
            { props.children.clone() }
        </div>
    }
}
