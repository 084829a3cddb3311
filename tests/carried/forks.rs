//! Files about logs that somebody continued twice: a copy of a device wrote, too.

use p2panda::peer::command::Command;
use p2panda::peer::view_model::{FestivalId, Problem};
use p2panda::protocol::bundle::record::{About, Record};
use p2panda::protocol::bundle::write::Writer;
use p2panda::storage::LocalTable;
use p2panda::storage::freezing::read_fork;
use p2panda::storage::memory::MemoryStore;

use crate::scene::{digest, festival_key, give, loaded, refused, take, visitor};
use crate::support::{Cable, Device, founder_and_visitor};

fn meet(a: &mut Device, b: &mut Device, festival: FestivalId) {
    let mut cable = Cable::by_codes(a, b, Command::Reconnect { festival });
    cable.run(a, b);
    cable.cut(a, b);
}

/// Ana and a copy of her device, which have both written since.
fn copied() -> (Device, Device, FestivalId) {
    let mut ana = founder_and_visitor().0;
    let festival = ana.festival().id;
    let mut copy = Device::on("Copy", 7, MemoryStore::holding(ana.store.content()));
    ana.publish("Dance");
    copy.publish("Cinema");
    (ana, copy, festival)
}

#[test]
fn a_file_with_another_past_of_a_log_is_left_out_and_told() {
    let (mut ana, mut copy, _) = copied();
    let mut ben = visitor("Ben", 2, &mut ana, None);
    let from_ana = give(&mut ana, true).1;
    copy.publish("Encore");
    let from_copy = give(&mut copy, true).1;
    take(&mut ben, &from_ana);
    let before = loaded(&mut ben).heads;
    let taken = take(&mut ben, &from_copy);
    assert_eq!((taken.entries, taken.events), (0, 0));
    assert!(taken.refused > 0, "{taken:?}");
    assert_eq!(loaded(&mut ben).heads, before);
    assert_eq!(ben.titles(), ["Dance", "Opening"]);
}

#[test]
fn a_proof_that_came_in_a_file_freezes_the_log_as_one_from_a_neighbour_does() {
    let (mut ana, mut copy, festival) = copied();
    let from = [give(&mut ana, true).1, give(&mut copy, true).1];
    // Eva has met both, so she can prove it.
    let mut eva = visitor("Eva", 3, &mut ana, None);
    meet(&mut ana, &mut eva, festival);
    meet(&mut copy, &mut eva, festival);
    assert_eq!(eva.titles(), ["Opening"]);
    let proven = give(&mut eva, true).1;

    // Ben and Cleo each know one of the two pasts, from files.
    let mut others = ["Ben", "Cleo"].map(|name| visitor(name, 4, &mut ana, None));
    for (other, file) in others.iter_mut().zip(&from) {
        take(other, file);
        assert_eq!(other.titles().len(), 2);
        take(other, &proven);
        assert_eq!(other.titles(), ["Opening"], "{} froze it", other.name);
        assert_eq!(digest(other, festival), digest(&mut eva, festival));
        // And neither past comes back by a file.
        for file in &from {
            assert_eq!(take(other, file).entries, 0);
        }
        assert_eq!(other.titles(), ["Opening"]);
    }
    // It stays so after a reload.
    for other in others {
        assert_eq!(other.reloaded(9).titles(), ["Opening"]);
    }
}

#[test]
fn a_proof_that_proves_nothing_spoils_the_whole_file() {
    let (mut ana, mut copy, festival) = copied();
    let mut eva = visitor("Eva", 3, &mut ana, None);
    meet(&mut ana, &mut eva, festival);
    meet(&mut copy, &mut eva, festival);
    let fork = loaded(&mut eva).local.into_iter();
    let mut fork = fork.filter(|(key, _)| key.table == LocalTable::Fork);
    let (_, row) = fork.next().expect("a proof is kept");
    let (_, proof) = read_fork(&row).expect("as it was written");
    let proof = proof.encode();
    let mut ben = visitor("Ben", 2, &mut ana, None);
    let from_ana = give(&mut ana, true).1;
    take(&mut ben, &from_ana);
    let key = festival_key(&mut ana);
    let about = About {
        made: 1,
        whole: false,
        logs: 0,
        entries: 0,
    };
    let lies = (0..proof.len()).step_by(41).map(|at| {
        let mut lie = proof.clone();
        lie[at] ^= 1;
        lie
    });
    let lies: Vec<Vec<u8>> = lies.chain([Vec::new(), vec![0; 300]]).collect();
    for lie in lies {
        let mut writer = Writer::new(&festival, &key, [9; 19], about);
        writer.push(&Record::Proof(lie));
        let problem = refused(&mut ben, &writer.finish());
        assert_eq!(problem, Some(Problem::BundleFalse));
    }
    assert_eq!(ben.titles(), ["Dance", "Opening"], "nothing froze");
}
