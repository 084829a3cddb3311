//! Parts of the programme: what events and resources are shown and made with.
