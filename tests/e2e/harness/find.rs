//! Finds elements as assistive technology does: by role and accessible name,
//! both as the browser itself computes them (WebDriver's «Get Computed Role»
//! and «Get Computed Label»). A button that no screen reader would find is not
//! found here either.

use thirtyfour::{By, WebDriver, WebElement};

use super::driver::Wire;

/// Elements that may have a role, as a CSS selector; the browser decides.
fn candidates(role: &str) -> String {
    let native = match role {
        "alert" | "alertdialog" | "status" | "tab" | "switch" => "",
        "button" => "button, summary, input[type=submit], input[type=button]",
        "checkbox" => "input[type=checkbox]",
        "combobox" => "select, input[list]",
        "dialog" => "dialog",
        "heading" => "h1, h2, h3, h4, h5, h6",
        "img" => "img, svg",
        "link" => "a[href]",
        "list" => "ul, ol",
        "listitem" => "li",
        "main" => "main",
        "navigation" => "nav",
        "option" => "option",
        "radio" => "input[type=radio]",
        "region" => "section",
        "searchbox" => "input[type=search]",
        "textbox" => "input, textarea",
        _ => "",
    };
    let explicit = format!("[role={role}]");
    if native.is_empty() {
        explicit
    } else {
        format!("{native}, {explicit}")
    }
}

/// The first shown element of this role and name, if it is there now.
pub async fn by_role(driver: &WebDriver, role: &str, name: &str) -> Option<WebElement> {
    let elements = driver.find_all(By::Css(candidates(role))).await.ok()?;
    for element in elements {
        let label = computed(driver, &element, "label").await;
        if label.as_deref().map(str::trim) != Some(name) {
            continue;
        }
        // Firefox has no name for the role of a `summary`: it is pressed like a button.
        let computed_role = computed(driver, &element, "role").await.unwrap_or_default();
        let native =
            computed_role.is_empty() && element.tag_name().await.is_ok_and(|tag| tag == "summary");
        if (same_role(&computed_role, role) || (native && role == "button"))
            && (role == "option" || element.is_displayed().await.unwrap_or(false))
        {
            return Some(element);
        }
    }
    None
}

async fn computed(driver: &WebDriver, element: &WebElement, what: &str) -> Option<String> {
    let path = format!("element/{}/computed{what}", element.element_id());
    driver.cmd(Wire::get(path)).await.ok()?.value().ok()
}

/// Browsers differ in the names of a few roles.
fn same_role(computed: &str, wanted: &str) -> bool {
    computed.eq_ignore_ascii_case(wanted)
        || matches!(
            (computed, wanted),
            ("image", "img") | ("DisclosureTriangle", "button")
        )
}
