# The app's texts in English. A key that is missing here, or used nowhere, fails tests/locales.rs.

app-name = p2panda
skip-to-content = Skip to content
nav-home = p2panda, start
language-label = Language
language-en = English
language-de = Deutsch

home-title = A festival without a server
home-you = Here you are { $name }.
home-why = That name comes from a key that was made on this device. Nobody gave it to you, and nobody can take it away.
home-look = See who you are

me-title = Who you are
me-name = Your made-up name
me-emoji = Your two pictures
me-explain = Others see these pictures beside everything you write, and this name as long as you say no other. Both follow from your key and help to tell people apart, but they prove nothing: only the key does.
me-key = Your public key
me-kept = Saved on this device. If the browser’s data is deleted, this key is gone.

person-opening = Opening your key …
person-wiped = Everything of yours on this device is gone. Load the page again to begin anew.
person-none-title = This device keeps no key
person-none = The browser does not let this page store anything. A private window or a strict setting may be the reason; open the page in a normal window.

festivals-title = Your festivals
festival-of = Festival of { $name }
start-title = Start a festival
start-name = Name of the festival
start-part-name = Name of the new festival
start-submit = Start the festival
join-title = Join with a code
join-code = Code from the other device
join-submit = Use the code
code-hint = Paste the whole code. A code is good for ten minutes, and both pages must stay open.

event-new = Announce an event
event-title = Title
event-description = What is it about?
event-publish = Publish
event-saved = Saved on this device
event-shared = { $count ->
    [one] Shared with { $count } device
   *[other] Shared with { $count } devices
}

links-label = Connections
links-none = You are alone for now. What you write is kept here until you meet somebody.
links-up-to-date = up to date
links-comparing = comparing what each of you has
links-receiving = { $received } of { $expected } received
invite = Invite somebody
reconnect = Connect to a member again
linking-title = Connect two devices
linking-begin = Connect with a code
linking-preparing = Finding out how this device can be reached …
linking-connecting = The two devices are looking for each other …
linking-offer = Give this code to the other device
linking-answer = Give this answer back to the first device
linking-their-answer = Answer from the other device
linking-connect = Connect
linking-waiting = Keep this page open. The connection begins when the other device has scanned your code, or the answer is pasted there. Then press the button here as well: in some networks both must look for each other at the same time.
linking-stop = Stop connecting

problem-dismiss = All right
problem-title = The title must not be empty, and at most 256 bytes long.
problem-field-missing = This must not be empty.
problem-field-too-long = This text is too long.
problem-field-too-many = There are too many of these.
problem-field-range = This number is too small or too large.
problem-field-contradiction = This contradicts itself: an end may stand before its start.
problem-field = This cannot be saved as it is.
problem-not-yours = Only who made it can change it.
problem-not-there = It is not here any more, or has not come yet.
problem-over = It was cancelled, deleted or withdrawn. That is final.
problem-no-answer-fits = This answer does not fit the request any more. Please look at it again.
problem-clash-taken = Not enough is free at that time.
problem-clash-closed = It cannot be had at that time.
problem-clash-out-of-order = It is out of order.
problem-clash-needs-time = It can only be asked for with a time.
problem-nothing-to-ask = There is nothing to ask for: nothing is named that can be had here.
problem-nothing-fits = None of the open requests fits.
problem-own-parent = A festival cannot be part of itself.
problem-needs-invitation = This festival is announced without its key. Please ask somebody in it for an invitation.
problem-archived = This festival is archived. It can be read and exported, but nothing new is written in it.
problem-writing = Something went wrong while this was written. Nothing was saved; please try again.
problem-blocked = You have blocked the person on the other device. Nothing was exchanged.
problem-not-a-code = This is not a code of p2panda.
problem-code-damaged = The code is incomplete or was changed on the way. Please copy it again, whole.
problem-code-newer = The code was made by a newer version of the app. Please reload this page to update it.
problem-code-expired = The code has expired. Please ask for a new one.
problem-code-from-the-future = The code seems to come from the future: the clock of one of the two devices is wrong.
problem-unknown-festival = The code is for a festival that this device is not in. Please ask for an invitation.
problem-no-such-offer = This answer does not belong to the code that is waiting here. Please begin again.
problem-own-code = This is your own code. Paste it on the other device.
problem-cannot-connect = This browser could not prepare a connection. WebRTC may be switched off.
problem-not-reached = The devices did not find each other. Try the same Wi-Fi for both, then make new codes.
problem-other-key = The other device has another key for this festival. Nothing was exchanged. Please ask for a new invitation.
problem-ourselves = This is the same browser on both sides. Open the code on another device.
problem-their-fault = The other device sent something that was altered or is against the rules. The connection was closed, and nothing of it was kept.
problem-our-fault = The other device closed the connection because something that reached it was altered on the way.
problem-too-slow = The other device did not say who it is in time. Please try again.
problem-import-too-large = The file is larger, or has more events or rooms in it, than can be taken in. Nothing was taken in.
problem-import-unreadable = This file is not a programme that can be read: a schedule.xml, a schedule.json or a calendar (.ics). Nothing was taken in.
problem-import-time = A time in this file cannot be read. Nothing was taken in.
problem-import-zone = The time zone of this programme is not known to this browser.
problem-import-empty = There are no events in this file.
problem-import-under-way = Another file is still being taken in. Please wait until it is done, or stop it.
problem-export = The programme cannot be written as such a file.
problem-device-full = There is no room left on this device. Free some space, then try again: nothing of what was saved is lost.
problem-other-tab = Another tab of this page is open and writes. Please use that one, or close it and reload this page.
problem-device-newer = The data on this device was written by a newer version of the app. Reload this page to update it; nothing was changed.
problem-device-blocked = Another tab of this page keeps the data open. Please close the other tabs and reload.
problem-device = This device could not read or keep the data. Please reload the page; nothing of what was saved is lost.

nav-label = Main
nav-schedule = Schedule
nav-market = Market
nav-new = New
nav-inbox = Inbox
nav-inbox-waiting = { $count ->
    [one] waits for your answer
   *[other] wait for your answer
}
nav-changed = { $count ->
    [one] { $count } change to what you made or starred
   *[other] { $count } changes to what you made or starred
}
nav-me = Me
nav-you = Who you are
new-event = Announce an event
new-resource = Offer a place or a thing
new-person = Bring somebody in
switcher-here = In this festival
switcher-all = All festivals
mine-title = Mine
people-title = People
settings-title = About this festival
heart-alone = Alone
heart-with-few = With few
heart-well-connected = Well connected
heart-label = Connections: { $state }
notice-label = Notice
person-you = (you)
person-verified = ✓ compared
copy-done = Copied.
copy-failed = Copying is not possible here. Select the text and copy it yourself.
share = Share …
dialog-cancel = Better not
state-accepted = Confirmed
state-stale = Changed – ask again
state-asked-again = Asked again, waiting
state-before = Confirmed before, until the answer
state-waiting = Waiting
state-waitlisted = On the waiting list
state-declined = Declined
state-unavailable = Not available
state-withdrawn = Taken back
state-gone = No longer offered
state-replaced = Asked anew
state-void = Does not count
state-unknown = Not here yet

home-lead = Plan a festival together: everyone offers, everyone asks, and whoever owns a thing decides about it. This page is all there is, and it runs on your device alone.
home-here = Everything lives on your device, and works without a network.
home-equal = Everybody starts equal. Owners decide about what is theirs.
home-permanent = What you publish can be kept by everyone in the festival, for ever. No phone numbers, no full names of children.
start-why = You can change everything but its key later.
start-zone = Time zone
join-why = Somebody in the festival makes a code for you on their device.
festival-counts = { $events ->
    [one] { $events } event
   *[other] { $events } events
}, { $resources ->
    [one] { $resources } thing offered
   *[other] { $resources } things offered
}
festival-archived = Over: nothing new is expected.
copy-code = Copy the code
first-steps-title = Four steps to begin with
tick-done = Done
tick-open = Open
first-steps-place = Add a place, so that events can happen somewhere.
first-steps-place-do = Add a place
first-steps-invite = Invite somebody. From then on two devices keep the festival.
first-steps-anchor = Leave this page open on a plugged-in laptop, so that others find somebody to connect to.
first-steps-deputy = Think of who can step in for you: one other person who knows how things stand, with the page open.
links-now = Connected now
heart-alone-means = No other device is connected. That is normal: you can read and write everything, and it is exchanged when you meet somebody.
heart-with-few-means = One or two devices are connected. What you write reaches them at once.
heart-well-connected-means = Three or more devices are connected. What you write spreads by several ways.
contact-never = This device has not been connected yet.
contact-now = Somebody is connected right now.
contact-until = Last connected { $ago }.
health-none = You are in no festival yet.
health-kept = { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
} from { $logs ->
    [one] { $logs } device
   *[other] { $logs } devices
} kept here.
health-nothing-mine = You have written nothing here yet.
arrived = You are in { $festival }
arrived-look = See the programme
health-mine-alone = What you wrote is saved on this device. Nobody is connected right now, so nothing can be said of other devices.
health-mine-here = What you wrote is saved on this device. None of the devices connected now has all of it.
health-mine-shared = { $count ->
    [one] What you wrote is shared with { $count } device.
   *[other] What you wrote is shared with { $count } devices.
}
invite-why = An invitation lets somebody new in for good. To reconnect is for who is in already.

opening = One moment …
queue-title = For you to answer
queue-none = Nobody waits for you. Requests for what you offer show up here.
queue-granted = Confirmed by you
queue-rivals = { $count } requests want the same time.
queue-folded = { $count ->
    [one] { $count } more from somebody who asks a lot
   *[other] { $count } more from somebody who asks a lot
}
queue-quantity = { $count } units
queue-no-time = No time yet
queue-time-both = { $there } (for you { $here })
queue-blackout = You have blocked this time: { $why }
queue-taken = { $free } of { $asked } free then
queue-in-the-way = In the way: { $titles }
queue-arrived = Reached this device { $ago }.
queue-instead = Instead of { $time }, which you confirmed.
queue-their-grants = { $count ->
    [one] Has one other confirmation for it.
   *[other] Has { $count } other confirmations for it.
}
queue-policy-at = This device answers by itself, at { $time } at the latest.
queue-hand-elsewhere = Another device of yours is where this is answered. If both answer, the later answer counts.
queue-policy-elsewhere = Another device of yours answers by itself.
queue-your-words = You said: { $text }
standing-unknown = The event itself has not reached this device yet.
standing-foreign = The event belongs to somebody else.
standing-elsewhere = The event is in a festival that is not part of this one.
standing-over = The event was cancelled.
answer-accept = Accept
answer-how-many = How many do you give?
answer-at-most = Please give a number from 1 to { $count }.
answer-accept-fewer = Accept { $count }
answer-decline = Decline
answer-waitlist = Waiting list
answer-revoke = Take the confirmation back
others-label = If you accept
others-decline = { $count ->
    [one] { $count } other will be declined
   *[other] { $count } others will be declined
}
others-waitlist = { $count ->
    [one] { $count } other goes on the waiting list
   *[other] { $count } others go on the waiting list
}
others-wait = { $count ->
    [one] { $count } other keeps waiting
   *[other] { $count } others keep waiting
}
others-named = Meant are: { $titles }
reason-label = Why
reason-words = In your words
reason-words-hint = Everyone in the festival can read this.
reason-taken = Somebody else has it then
reason-closed = It cannot be had then
reason-rules = It is against the house rules
reason-broken = It is out of order
reason-withdrawn = It is offered no longer
reason-draw-lost = The draw went to others
reason-enough = Others should have a turn too
reason-other = Another reason
refuse-more = More about { $name }
refuse-all = Decline all their requests
refuse-block = Decline all and block
refuse-all-title = Decline everything that { $name } asks for?
refuse-all-means = All open requests to you get a no. New ones can still come.
refuse-block-title = Decline everything of { $name } and block them?
refuse-block-means = All open requests to you get a no. This device connects with theirs no more and shows nothing of theirs. Others still see what they wrote, and they are not told.
refuse-revoke = Take back what I confirmed to them, too
refuse-confirm = Decline all
mine-requests = Your requests
mine-requests-none = You have asked for nothing yet. An event’s form asks for a place and what else it needs.
mine-unknown-resource = Something that has not reached this device
mine-owner-active = { $name } was last active here: { $ago }
mine-waiting = { $count } wait for this time, you included.
mine-quantity = How many: { $count }.
mine-position = Place { $position } on the waiting list.
mine-their-words = They say: { $text }
remind = Remind them
remind-text = A request waits for your answer: «{ $title }». Please open your inbox: { $link }
remind-copied = The reminder is copied. Paste it wherever you reach them.
take-back = Take back
take-back-title = Take this request back?
take-back-means = That is final; you can ask anew. Others who have the request keep it, and see that it was taken back.
accept-all = Accept all that fit
accept-all-means = in the order in which they arrived

start-part-title = Start a festival within this one
start-open = Anyone in this festival may enter it
about-not-here = Its founder’s description has not reached this device yet. It comes with the first connection.
about-dates = When
about-place = Where
about-tags = Tags
about-founder = Started by
about-conduct = How we treat each other
festival-change = Change the description
festival-summary = In one paragraph
festival-description = In full
festival-first = First day
festival-last = Last day
festival-zone-unknown = This time zone is not known. Its name looks like Europe/Berlin.
festival-notice = Notice on every page
festival-notice-hint = For what everyone should read now. Empty it to take it down.
festival-over = The festival is over: nothing new is expected
save = Save
branches-title = Festivals within this one
branches-none = None is announced.
branch-enter = Enter
branch-closed = by invitation
leave = Leave this festival
leave-ask = Leave and forget it here?
empty = Forget what is here, and stay
empty-why = If the device is short of room or shows something odd, it can forget what it knows of the festival and fetch it again from others.
empty-ask = Forget what this device knows of it?
empty-means = The device stays in the festival. What others have comes back when you meet them, what you wrote there as well. What you wrote and nobody has yet is gone for good: see first that it says “Shared with” a device.
leave-means = This device forgets the festival and its key. What you wrote stays with everyone who has it; you cannot change it any more, and to come back you need an invitation.
people-why = Everyone who wrote something here. Names are chosen freely; the two pictures follow from the key.
people-none = Nobody has written anything yet. Invite somebody.
person-founder = started the festival
person-connected = connected now
person-active = active { $ago }
person-two-histories = Two histories: what came later is left out
person-blocked = Blocked by you
person-hidden-by = Hidden by { $name }
person-says = What they say about themselves
person-events = Events
person-resources = Offers
kind-person = One person
kind-group = A group
kind-bot = A program
petname-title = Who this is for you
petname = Your name for them
petname-hint = Only on this device; nobody else sees it.
verify-title = Compare keys
verify-how = Meet them and read it to each other: on their device it stands under «Me».
verify = We have compared the key face to face
blocking-title = Keep a distance
blocking-granted = { $count ->
    [one] { $count } thing of yours is confirmed to them; blocking keeps that.
   *[other] { $count } things of yours are confirmed to them; blocking keeps that.
}
block = Block
unblock = Unblock
block-title = Block { $name } on this device?
block-means = This device connects with theirs no more and shows nothing of theirs. Others still see what they wrote, and they are not told. You can undo it.
hiding-title = Hiding for others
hiding-follow = Leave out for me what they propose to hide
hiding-do = Propose to hide them
hiding-undo = Take my proposal back
hiding-ask = Propose to hide { $name }?
hiding-means = Everyone in the festival can read this proposal, and whoever follows you no longer sees what they write. It stays in your history, even when you take it back.
profile-title = What you say about yourself
profile-why = Everyone in the festival can read and keep it. All of it may stay empty.
profile-festival = In which festival
profile-name = Name
profile-name-hint = Others see it beside your two pictures and the end of your key.
profile-pronouns = Pronouns
profile-about = About you
profile-kind = Who is behind this key
device-title = This device
device-kept = { $entries ->
    [one] { $entries } entry is kept here
   *[other] { $entries } entries are kept here
}, { $mine } of them yours.
keeping-not-asked = The browser is asked to keep your data as soon as you write something.
keeping-promised = The browser has promised to keep your data until you delete it.
keeping-may-delete = This browser may delete your data when it needs room, or when you have not been here for a week. Adding the page to your home screen helps.
theme-label = Colours
theme-system = As the system
theme-light = Light
theme-dark = Dark
wipe = Delete everything on this device
wipe-ask = Delete your key and all festivals here?
wipe-means = Your key is gone for good: nobody can be you again, and nobody can answer for what you offer. What you wrote stays with everyone who has it.
reload = Load the page again
blocked-title = People you have blocked
mine-events = Your events and stars
mine-events-none = Star an event, or announce one.
mine-overlaps = at the same time as another
mine-resources = What you offer
mine-resources-none = Nothing yet. A place, a thing, a skill: all of it helps.

not-found-title = There is nothing here
not-found = This address leads nowhere. It may have been cut off when it was copied.
not-found-home = Back to the start

# Names that follow from a key: «Blue Otter»
mark-name = { $colour } { $animal }
mark-colour-red = Red
mark-colour-orange = Orange
mark-colour-amber = Amber
mark-colour-gold = Golden
mark-colour-yellow = Yellow
mark-colour-lime = Lime
mark-colour-green = Green
mark-colour-olive = Olive
mark-colour-mint = Mint
mark-colour-emerald = Emerald
mark-colour-jade = Jade
mark-colour-teal = Teal
mark-colour-turquoise = Turquoise
mark-colour-blue = Blue
mark-colour-cobalt = Cobalt
mark-colour-sapphire = Sapphire
mark-colour-indigo = Indigo
mark-colour-violet = Violet
mark-colour-lavender = Lavender
mark-colour-plum = Plum
mark-colour-magenta = Magenta
mark-colour-pink = Pink
mark-colour-coral = Coral
mark-colour-peach = Peach
mark-colour-ruby = Ruby
mark-colour-crimson = Crimson
mark-colour-cream = Cream
mark-colour-brown = Brown
mark-colour-copper = Copper
mark-colour-silver = Silver
mark-colour-grey = Grey
mark-colour-white = White
mark-animal-otter = Otter
mark-animal-fox = Fox
mark-animal-badger = Badger
mark-animal-hedgehog = Hedgehog
mark-animal-beaver = Beaver
mark-animal-squirrel = Squirrel
mark-animal-hare = Hare
mark-animal-stag = Stag
mark-animal-moose = Moose
mark-animal-lynx = Lynx
mark-animal-wolf = Wolf
mark-animal-bear = Bear
mark-animal-panda = Panda
mark-animal-koala = Koala
mark-animal-kangaroo = Kangaroo
mark-animal-wombat = Wombat
mark-animal-elephant = Elephant
mark-animal-giraffe = Giraffe
mark-animal-zebra = Zebra
mark-animal-camel = Camel
mark-animal-llama = Llama
mark-animal-horse = Horse
mark-animal-rhino = Rhino
mark-animal-tiger = Tiger
mark-animal-lion = Lion
mark-animal-leopard = Leopard
mark-animal-cheetah = Cheetah
mark-animal-lemur = Lemur
mark-animal-mole = Mole
mark-animal-mouse = Mouse
mark-animal-hamster = Hamster
mark-animal-bat = Bat
mark-animal-seal = Seal
mark-animal-walrus = Walrus
mark-animal-dolphin = Dolphin
mark-animal-whale = Whale
mark-animal-octopus = Octopus
mark-animal-crab = Crab
mark-animal-lobster = Lobster
mark-animal-starfish = Starfish
mark-animal-seahorse = Seahorse
mark-animal-salmon = Salmon
mark-animal-turtle = Turtle
mark-animal-lizard = Lizard
mark-animal-gecko = Gecko
mark-animal-frog = Frog
mark-animal-newt = Newt
mark-animal-owl = Owl
mark-animal-raven = Raven
mark-animal-robin = Robin
mark-animal-heron = Heron
mark-animal-swan = Swan
mark-animal-stork = Stork
mark-animal-puffin = Puffin
mark-animal-penguin = Penguin
mark-animal-parrot = Parrot
mark-animal-toucan = Toucan
mark-animal-peacock = Peacock
mark-animal-flamingo = Flamingo
mark-animal-hummingbird = Hummingbird
mark-animal-bee = Bee
mark-animal-butterfly = Butterfly
mark-animal-dragonfly = Dragonfly
mark-animal-ladybird = Ladybird
