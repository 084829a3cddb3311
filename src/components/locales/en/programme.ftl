# Texts of the programme and the market, in English.

# Schedule
known-now = As known at { $time }, somebody is connected.
known-never = As known at { $time } on this device.
known-carried = Programme as of { $made }, from a file. Looking for people to bring it up to date.
known-since = As known at { $time }, last contact { $ago }.
now-title = Now
now-more = { $count } more at this moment
next-title = Next
day-none = No time yet
proposals = Proposals ({ $count })
proposals-explain = Events by people you do not know, without a confirmed place.
hidden-by = { $count } hidden by { $name }
hidden-show = Show
hidden-leave-out = Leave out again
show-more = Show more ({ $count })
schedule-empty-title = Nothing is planned yet
schedule-empty = Make the first event, or offer a place where events can happen.
schedule-none-fits = No event fits what you are looking for.
filter-text = Search the programme
filter-mine = Only mine
filter-more = Day, place, kind, tag …
filter-on = { $count } on
filter-all = All
filter-day = Day
filter-place = Place
filter-kind = Kind
filter-tag = Tag
filter-clear = Show everything
active-ago = active { $ago }
star = Star: { $title }

# Events
time-none = No time yet
time-all-day = all day
time-here = (for you { $time })
place-label = Place:
place-unknown = A place that has not reached this device
place-not-confirmed = not confirmed
note-from = Note from { $resource }:
event-changed = Changed
event-cancelled = Cancelled
event-will-happen = Will happen
event-overbooked = Given away more often than there is
event-deleted = Its maker deleted this event.
event-missing = Event
event-not-here = This event is not here. It may not have reached this device yet.
event-facts = When, where, how sure
event-edit = Change the event
copy-to-mine = Copy to mine
draft-back = What you had typed here and not sent is back.
draft-anew = Begin anew
event-end = Cancel or delete
event-cancel = Cancel the event
event-cancel-warning = Cancelling is final. Everything that was confirmed for it becomes free again.
event-delete = Delete the event
event-delete-warning = Deleting is final and a request to everyone: whoever has it may keep it. Cancel instead if people should know why.
cancel-reason = Why is it cancelled?
keep-it = Keep it
confirmed-share = { $accepted } of { $musts } confirmed
confirmed-nothing = Nothing to confirm
confirmed-unknown = { $count } not known here
about-title = About
act-title = What you can do

# Needs
needs-label = What it needs
needs-more = and { $count } more
needs-none = It needs nothing so far. Add a place, or the event stands as a proposal.
need-something = Something
need-must = It cannot be without
need-nice = Nice to have
need-nice-short = (nice to have)
need-not-asked = Open
need-not-known = Not known here
need-granted = { $granted } of { $quantity } confirmed
need-waits-for-time = It can be asked for once the event has a time.
need-place = A place
need-thing = A thing or a skill
need-looking = Still looking for
need-choose = Please choose
need-resource = Which one?
need-option = { $title } ({ $location })
need-not-free = { $count ->
    [one] { $count } is not free then
   *[other] { $count } are not free then
}
need-label = What do you need?
need-label-hint = Others see that you are still looking for it.
need-quantity = How many?
need-nice-tick = Only nice to have
need-note = Words to the owner
need-remove = Remove
need-keeps = Keeps its confirmation.
need-asks-again = The owner is asked again.
need-add-place = Add a place
need-add-thing = Add a thing or a skill
need-add-looking = Still looking for something
ask = Ask for it
ask-again = Ask again
ask-withdraw = Take back
ask-position = Place { $position } on the waiting list
ask-rivals = { $count ->
    [one] { $count } other waits for this time
   *[other] { $count } others wait for this time
}
hide = Hide this
hide-explain = Who follows what you hide no longer sees it in lists. It stays where it is.
hide-reason = Why?
hide-propose = Hide
unhide = Hide it no longer
is-hidden-by = Hidden by { $name }

# Form of an event
step-what = What
step-when = When
step-needs = Where, and what it needs
step-review = Review
step-more = More
event-kind = Kind
event-kind-hint = A talk, a workshop, music, a meal, a meeting, or a word of your own.
event-kind-talk = Talk
event-kind-workshop = Workshop
event-kind-music = Music
event-kind-meal = Meal
event-kind-meeting = Meeting
event-summary = In one sentence
markdown-hint = You can use Markdown: *soft*, **strong**, lists and links.
tags-label = Tags
tags-hint = With commas between them.
when-label = When is it?
when-timed = At a time
when-days = Whole days
when-open = No time yet
when-open-explain = You can add the time later. Most places can only be asked for with one.
when-zone = Times are in { $zone }.
when-start = Start
when-end = End
when-first-day = First day
when-last-day = Last day
review-asks = These will be asked. Nothing is confirmed before their owners answer.
review-nobody = Nobody needs to be asked.
review-waiting = { $count ->
    [one] Somebody else asks for it then, too.
   *[other] { $count } others ask for it then, too.
}
review-may-need-time = May only be asked for with a time.
save-changes = Save changes
back = Back
wrong-no-title = Please give it a title.
wrong-no-start = Please say when it starts.
wrong-no-end = Please say when it ends.
wrong-end-first = It ends before it starts.
wrong-no-day = Please choose a day.
wrong-need-empty = Please choose something for each need, or say what you are looking for.
wrong-quantity = How many must be a whole number, at least 1.
wrong-number = This must be a whole number.
wrong-position = A position has a latitude from −90 to 90 and a longitude from −180 to 180.
wrong-only-directions = Directions need a place: add one in words.
wrong-no-draw = Please say when the draw happens.

# Market
market-title = Market
market-lead = Places, things and skills that people offer here.
market-text = Search the market
market-more = Kind, time, access …
market-from = Free from
market-to = Free until
market-only-free = Only what is free then
market-empty = Nothing is offered yet. Do you have a room, a projector, or two good hands?
market-none-fits = Nothing fits what you are looking for.
kind-place = Place
kind-place-explain = Somewhere to be: a room, a meadow, a corner.
kind-thing = Thing
kind-thing-explain = Something to use: a projector, a bike, a pot.
kind-skill = Skill
kind-skill-explain = Something somebody can do: sound, cooking, interpreting.
kind-other = Something else
now-free = Free now
now-partly = { $free } free now
now-busy = Taken now
now-closed = Closed now
now-notice = Please read
now-out-of-order = Out of order
until = until { $time }
fits = Free then
clash-gone = Not offered any more
clash-needs-time = Only with a time
clash-out-of-order = Out of order
clash-closed = Closed then
clash-blackout = Blocked then
clash-blackout-because = Blocked then: { $reason }
clash-taken = Taken then
clash-some-taken = Only { $free } of { $units } free then
units-unlimited = As many as you like
units-count = { $count ->
    [one] { $count } unit
   *[other] { $count } units
}
people-count = { $count ->
    [one] for { $count } person
   *[other] for { $count } people
}
requests-open = { $count ->
    [one] { $count } request waits
   *[other] { $count } requests wait
}
policy-first-come = First come, first served
policy-manual = The owner answers by hand
policy-draw = A draw decides
policy-closed = Nothing is given away now
policy-other = Decided by «{ $name }»
policy-draw-at = The draw is on { $time }.
policy-most = At most { $count } for one person.
policy-strangers = The owner is asked about people they do not know.

# A resource
resource-new = Offer something
resource-edit = Change what you offer
resource-missing = Offer
resource-not-here = This is not here. It may not have reached this device yet.
resource-deleted = Its owner no longer offers this.
resource-facts = What it is
where-title = Where
policy-title = How the owner decides
times-title = When it can be had
busy-title = Confirmed for
access-title = Access
location-none = The owner did not say where it is.
location-open = Open { $position } in a map app
location-map = Show on OpenStreetMap
pickup-label = How to fetch it
windows-always = It can be had at any time.
windows-label = Opening times
blackouts-label = Closed
free-label = When it is free
buffer-between = { $minutes ->
    [one] { $minutes } minute stays free between two events.
   *[other] { $minutes } minutes stay free between two events.
}
without-time-allowed = Events without a time can ask for it, too.
busy-none = Nothing so far.
busy-unknown = Something that has not reached this device
busy-stranded = No longer fits the opening times
access-step-free = Without a step
access-toilet = Toilet for wheelchair users
access-hearing-loop = Hearing loop
access-quiet = Quiet
access-yes = Yes
access-partly = Partly
access-no = No
access-unknown = Not said
access-none = Nobody said yet.
rules-label = What to mind
queue-link = { $count ->
    [0] No requests wait
    [one] { $count } request waits
   *[other] { $count } requests wait
}
decider-here = Answers for this are given on this device.
decider-elsewhere = Another device of yours answers for this, by itself or by your hand there.
decider-take-over = Answer on this device from now on

# Form of a resource
resource-kind = What is it?
resource-title = Name
resource-description = Description
resource-offer = Offer it
resource-delete = No longer offer it
resource-delete-warning = This is final. Everything confirmed for it ends, and events that asked for it need something else.
units-label = How many are there?
units-hint = Empty means as many as anyone likes.
people-label = How many people fit?
location-text = Where is it?
location-text-hint = In words, as you would tell a friend.
location-address = Postal address
location-street = Street and number
location-postcode = Postal code
location-city = Town
location-country = Country
location-position = Position on the map
location-use-mine = Use my position
location-no-position = The device did not tell its position.
location-lat = Latitude
location-lon = Longitude
location-more = Link, directions, how to fetch it
location-url = Link
location-directions = How to get there
time-number = Time { $number }
time-remove = Remove this time
window-add = Add an opening time
window-copy = Copy to all days
blackout-add = Add a closed time
blackout-reason = Why is it closed?
buffer-label = Minutes free between two events
buffer-hint = For airing and tidying up.
without-time-tick = Events without a time may ask for it
policy-label = How do you decide?
policy-first-come-explain = Whoever asks first gets it, at once, while this device is on.
policy-manual-explain = You answer each request in your inbox.
policy-draw-explain = At a time you choose, luck decides among all who asked.
policy-closed-explain = Every request is declined.
policy-draw-when = When is the draw?
policy-waitlist = What does not fit goes on a waiting list
policy-most-label = At most how many for one person?
policy-strangers-tick = Ask me about people I do not know
policy-text = Words about it
policy-holds = A request that waits keeps its time from later ones
access-text = More about access
status-label = State
status-ok = All is well
status-notice = Usable, but read a notice
status-out = Out of order
status-text = What should people know?
location-space = Position in a made-up space
location-world = Name or address of the space
location-world-hint = A game, a virtual world, a building's own grid.
location-east = Metres east
location-north = Metres north
location-up = Metres up
wrong-no-world = Please name the space, too.
picture-label = Picture
picture-choose = Choose a picture
picture-remove = Remove the picture
picture-hint = This device makes it small and leaves out where it was taken.
picture-shrinking = Making it small …
picture-failed = This browser cannot make a small picture of that file.
use-title = Take it yourself
use-explain = Take a shift, borrow it, sleep there
use-when = Which time?
use-choose = Please choose
use-over = All times when it could be had are over.
use-page-mine = You ask for this for yourself. It is not in the programme.
use-page = Somebody asks for this for themselves. It is not in the programme.
use-delete-warning = Then it is no longer under «Mine». Really?
use-too-many = { $count ->
    [one] There is only one.
   *[other] There are { $count }.
}
use-submit = Ask for it
shift-template = Make it a shift
shift-hint = Several people at fixed times, whoever asks first: helping at the door, cooking, the night watch.
shift-tag = shift

files-title = The programme as a file
import-title = Take a programme in
import-why = From a schedule.xml, a schedule.json or a calendar. Its rooms and events become yours; the same file again brings what changed.
import-choose = Choose a file
import-unread = This file is too large, or this browser cannot read it.
import-under-way = { $title } is being taken in: { $written } of about { $of } entries are saved.
import-done = { $title } is here: { $written } entries were written.
import-stopped = { $title } was stopped after { $written } entries. The same file again goes on from there.
import-stop = Stop
import-put-away = Done reading
import-clashes = { $count ->
    [one] One event waits for a place: its room has another one at that time.
   *[other] { $count } events wait for a place: their room has another one at that time.
}
export-title = Make a file
export-as = As what?
export-calendar = Calendar (.ics)
export-schedule-calendar = Calendar for schedule apps (.ics)
export-xml = schedule.xml
export-json = schedule.json
export-everything = Everything, as JSON
export-mine = Only what I made or starred
export-do = Make the file
sample-heading = Look around first
sample-why = A small made-up festival with a programme for today and tomorrow. It stays on this device, and you can leave it at any time.
sample-open = Open the sample festival
sample-title = Sample festival (only on this device)
sample-meadow = Meadow by the lake
sample-barn = The barn
sample-kitchen = Summer kitchen
sample-lake = Jetty
sample-circle = Opening circle | meeting | Who is here, who needs what, where is the toilet.
sample-bread = Baking bread together | workshop | The dough has rested since morning. Bring an apron.
sample-solar = A solar oven from a parcel box | workshop | Cardboard, foil, glass. It boils rice by noon.
sample-clown = Clowns for grown-ups | performance | Forty minutes, no words, some water.
sample-dinner = Dinner for everyone | meal | Soup and bread. Whoever eats washes one pot.
sample-songs = Songs for the evening | music | Bring an instrument, or just sing.
sample-film = Short films on the barn wall | film | It has to be dark for this; a blanket helps.
sample-swim = Swim before breakfast | sport | Until the buoy and back.
sample-bicycles = Bicycles, repaired | workshop | Tools are there, spare parts are not.
sample-farewell = Taking it all down | meeting | An hour with all hands is better than a day with two.
