//! The two queues of the inbox: requests for what is mine, and my requests for
//! what is others'.

mod decision;
mod my_request;
mod person_actions;
mod queue_group;
mod queue_row;
mod reason_form;
mod refuse_person;
mod say;

pub use my_request::my_request_card;
pub use queue_group::queue_group_card;
pub use say::reason;
