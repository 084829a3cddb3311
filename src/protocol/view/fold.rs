//! Takes one message into a festival's part. The envelope alone decides whether a
//! message counts in its log; then its fields, its author and its instance decide
//! whether it has an effect. What comes too early waits.

use super::entity::{Entity, Origin, RawEntity, Stamp};
use super::part::{LogState, Parked, Part};
use super::verdict::{Kind, Slot, VoidReason};
use super::{Applied, ApplyError, MessageIn};
use crate::protocol::festival::festival_id;
use crate::protocol::id::{AuthorId, InstanceId, LogKey, SeqNum};
use crate::protocol::message::{Action, Message};
use crate::protocol::schema::authorization::Authorization;
use crate::protocol::schema::festival::Festival;
use crate::protocol::schema::fields::{Schema, read_create, read_update};
use crate::protocol::schema::join::Join;
use crate::protocol::schema::request::Request;

impl Part {
    /// Takes in the next message of a log.
    ///
    /// # Errors
    ///
    /// [`ApplyError::Gap`] where earlier messages of the log are missing.
    pub fn apply(&mut self, input: &MessageIn<'_>) -> Result<Applied, ApplyError> {
        let log = self.logs.get(&input.log);
        if log
            .and_then(|log| log.frozen)
            .is_some_and(|height| input.seq > height)
        {
            return Ok(Applied::Frozen);
        }
        let expected = log.map_or(0, LogState::height) + 1;
        if input.seq < expected {
            return Ok(Applied::Duplicate);
        }
        if input.seq > expected {
            return Err(ApplyError::Gap {
                expected,
                got: input.seq,
            });
        }
        if let Err(reason) = self.count(input) {
            self.void(input.log, input.seq, reason);
            return Ok(Applied::Void);
        }
        Ok(Applied::Counted)
    }

    /// Judges the envelope and passes the message on.
    fn count(&mut self, input: &MessageIn<'_>) -> Result<(), VoidReason> {
        let decoded = Message::decode(input.payload);
        let slot = slot(input.id, decoded.as_ref().ok());
        let log = self.logs.entry(input.log).or_default();
        log.slots.push(slot);
        let message = decoded?;
        if message.clock <= log.clock {
            return Err(VoidReason::Clock {
                clock: message.clock,
                highest: log.clock,
            });
        }
        log.clock = message.clock;
        let stamp = Stamp {
            clock: message.clock,
            id: input.id,
        };
        if slot.kind == Kind::Join {
            return join(log, input, &message);
        }
        if message.action == Action::Create {
            let origin = Origin {
                log: input.log,
                seq: input.seq,
                stamp,
                time: message.time,
            };
            self.kinds.insert(input.id, slot.kind);
            let created = self.create(origin, slot.kind, message, input.payload);
            self.unpark(input.id);
            return created;
        }
        if self.kinds.contains_key(&slot.subject) {
            let change = Change {
                author: input.log.author,
                stamp,
                message,
                payload: input.payload,
            };
            return self.change(slot.subject, change);
        }
        let payload = input.payload.into();
        let parked = self.parked.entry(slot.subject).or_default();
        parked.insert((input.log, input.seq), Parked { stamp, payload });
        Ok(())
    }

    /// Applies what waited for an instance.
    fn unpark(&mut self, id: InstanceId) {
        for ((log, seq), parked) in self.parked.remove(&id).unwrap_or_default() {
            let changed = Message::decode(&parked.payload)
                .map_err(VoidReason::from)
                .and_then(|message| {
                    let change = Change {
                        author: log.author,
                        stamp: parked.stamp,
                        message,
                        payload: &parked.payload,
                    };
                    self.change(id, change)
                });
            if let Err(reason) = changed {
                self.void(log, seq, reason);
            }
        }
    }

    fn create(
        &mut self,
        origin: Origin,
        kind: Kind,
        message: Message,
        payload: &[u8],
    ) -> Result<(), VoidReason> {
        let (id, author) = (origin.id(), origin.author());
        match kind {
            Kind::Join => return Err(VoidReason::JoinedTwice),
            Kind::Profile => {
                self.profiles
                    .insert(id, Entity::new(origin, read_create(message)?));
                self.profile_order.insert((author, origin.stamp));
            }
            Kind::Festival => {
                let festival: Festival = read_create(message)?;
                if festival_id(&author, &festival.nonce) != self.festival {
                    return Err(VoidReason::NotFounder);
                }
                self.descriptions.insert(id, Entity::new(origin, festival));
                self.description_order.insert(origin.stamp);
            }
            Kind::Branch => {
                self.branches
                    .insert(id, Entity::new(origin, read_create(message)?));
            }
            Kind::Resource => {
                self.resources
                    .insert(id, Entity::new(origin, read_create(message)?));
                self.by_author.insert((author, kind, id));
                self.own_answers(id);
            }
            Kind::Event => {
                self.events
                    .insert(id, Entity::new(origin, read_create(message)?));
                self.by_author.insert((author, kind, id));
            }
            Kind::Request => {
                let request: Request = read_create(message)?;
                self.by_author.insert((author, kind, id));
                self.ask(Entity::new(origin, request));
            }
            Kind::Authorization => {
                let answer: Authorization = read_create(message)?;
                self.answer(origin, answer)?;
            }
            Kind::Hide => {
                self.hides
                    .insert(id, Entity::new(origin, read_create(message)?));
                self.by_author.insert((author, kind, id));
            }
            Kind::Unknown => {
                let raw = RawEntity::new(origin, message.schema, message.version, payload);
                self.raws.insert(id, raw);
            }
        }
        Ok(())
    }

    /// Changes or deletes a known instance.
    fn change(&mut self, id: InstanceId, change: Change<'_>) -> Result<(), VoidReason> {
        let kind = Kind::of(&change.message.schema, change.message.version);
        if self.kinds.get(&id) != Some(&kind) {
            return Err(VoidReason::OtherSchema);
        }
        match kind {
            Kind::Profile => {
                let profile = self.profiles.get_mut(&id).ok_or(VoidReason::NoInstance)?;
                merge(Some(&mut *profile), change)?;
                // Deleting is final: nobody passes over the deleted ones again and again.
                if profile.deleted {
                    let place = (profile.author(), profile.origin.stamp);
                    self.profile_order.remove(&place);
                }
                Ok(())
            }
            Kind::Festival => {
                let same = |change: &_| matches_nonce(change);
                let description = self.descriptions.get_mut(&id);
                let description = description.ok_or(VoidReason::NoInstance)?;
                merge_if(Some(&mut *description), change, same)?;
                if description.deleted {
                    self.description_order.remove(&description.origin.stamp);
                }
                Ok(())
            }
            Kind::Branch => merge(self.branches.get_mut(&id), change),
            Kind::Resource => merge(self.resources.get_mut(&id), change),
            Kind::Event => merge(self.events.get_mut(&id), change),
            Kind::Hide => {
                let immutable = |_: &_| false;
                merge_if(self.hides.get_mut(&id), change, immutable)
            }
            Kind::Request => {
                let request = self.asks.get_mut(&id).and_then(|ask| ask.request.as_mut());
                merge_if(request, change, |change: &<Request as Schema>::Change| {
                    change.is_withdrawal()
                })
            }
            Kind::Unknown => self.change_raw(id, change),
            Kind::Join | Kind::Authorization => Err(VoidReason::Immutable),
        }
    }

    fn change_raw(&mut self, id: InstanceId, change: Change<'_>) -> Result<(), VoidReason> {
        let raw = self.raws.get_mut(&id).ok_or(VoidReason::NoInstance)?;
        let message = change.message;
        if raw.schema != message.schema || raw.version != message.version {
            return Err(VoidReason::OtherSchema);
        }
        if raw.origin.author() != change.author {
            return Err(VoidReason::NotAuthor);
        }
        match message.action {
            Action::Delete => raw.delete(change.stamp, message.time),
            _ => raw.update(change.payload, change.stamp, message.time),
        }
        Ok(())
    }
}

/// A change or deletion, and who says it.
struct Change<'a> {
    author: AuthorId,
    stamp: Stamp,
    message: Message,
    payload: &'a [u8],
}

/// A festival's nonce is its name: it cannot become another festival.
fn matches_nonce(change: &<Festival as Schema>::Change) -> bool {
    change.nonce.is_keep()
}

fn merge<T: Schema>(entity: Option<&mut Entity<T>>, change: Change<'_>) -> Result<(), VoidReason> {
    merge_if(entity, change, |_| true)
}

/// Merges a change of the instance's author that the schema allows.
fn merge_if<T: Schema>(
    entity: Option<&mut Entity<T>>,
    change: Change<'_>,
    allowed: impl Fn(&T::Change) -> bool,
) -> Result<(), VoidReason> {
    let entity = entity.ok_or(VoidReason::NoInstance)?;
    if entity.author() != change.author {
        return Err(VoidReason::NotAuthor);
    }
    let time = change.message.time;
    if change.message.action == Action::Delete {
        entity.delete(change.stamp, time);
        return Ok(());
    }
    let fields = read_update::<T>(change.message)?;
    if !allowed(&fields) {
        return Err(VoidReason::Immutable);
    }
    entity.update(fields, change.stamp, time);
    Ok(())
}

fn slot(id: InstanceId, message: Option<&Message>) -> Slot {
    match message {
        None => Slot {
            kind: Kind::Unknown,
            action: None,
            subject: id,
            clock: 0,
            time: 0,
        },
        Some(message) => Slot {
            kind: Kind::of(&message.schema, message.version),
            action: Some(message.action),
            subject: message.id.unwrap_or(id),
            clock: message.clock,
            time: message.time,
        },
    }
}

fn join(log: &mut LogState, input: &MessageIn<'_>, message: &Message) -> Result<(), VoidReason> {
    if message.action != Action::Create {
        return Err(VoidReason::Immutable);
    }
    if input.seq != 1 {
        return Err(VoidReason::JoinedTwice);
    }
    let join: Join = message.fields_as()?;
    log.join = Some(join);
    Ok(())
}

/// The slot of a message, for whoever asks what became of it.
pub(super) fn slot_at(part: &Part, log: &LogKey, seq: SeqNum) -> Option<Slot> {
    let index = usize::try_from(seq.checked_sub(1)?).ok()?;
    part.logs.get(log)?.slots.get(index).copied()
}
