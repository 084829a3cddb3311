//! The store in the browser's database, in a headless browser: that it keeps the
//! promises of every store, those that only a database has, and its figures.

#![cfg(target_family = "wasm")]

mod app;
mod awaited;
mod database;
mod festival;
mod formats;
mod import;
mod measure;
mod promises;
mod whole;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
