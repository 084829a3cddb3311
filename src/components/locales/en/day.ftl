# Texts of the screens for the day itself, in English.

day-as-of = As known on { $time }.
news-title = Changed since you looked
news-lead = What happened in this festival since you last said that you saw it all. What you starred or made comes first.
news-none = Nothing has changed.
news-from-now = From now on you find here what changes.
news-seen = I have seen all of it
news-more = And { $count } more.
news-link = Changed ({ $count })
change-new = New
change-time = New time
change-time-from = New time, before: { $time }
change-place = New place
change-place-from = New place, before: { $place }
change-title = New name
change-condition = Whether it can be used
change-edited = Changed
change-deleted = Deleted
change-revoked = Confirmation taken back
change-answer = { $resource }: { $state }
change-answer-words = { $resource }: { $state }. { $text }

search-title = Search
search-label = Search this festival
search-hint = Events, places, things, skills and people
search-found = { $count ->
    [0] Nothing found.
    [one] { $count } found.
   *[other] { $count } found.
}
search-events = Events ({ $count })
search-resources = Places, things, skills ({ $count })
search-people = People ({ $count })

grid-earlier = Previous places
grid-next = Next places
grid-places = Places { $from } to { $to } of { $all }
grid-title = Places side by side
grid-none = There is nothing with a time yet.
grid-empty = Nothing happens on this day.
grid-no-place = No place yet
grid-beside = All day, or too much at once

inventory-title = Inventory
inventory-search = Search what there is
inventory-choose = Choose something to see all about it.
inventory-open = Open its page

days-title = Day by day
days-none = There are no days to show yet: neither the festival has dates, nor is anything given away.
moved-offer = Tell everyone that it happens elsewhere
moved-title = It moved: { $title }
moved-means = Everyone reads your words on the event at once. It keeps its confirmation, and a place of yours that you name is blocked for that time.
moved-where = Where is it now?
moved-elsewhere = Somewhere else
moved-to = Moved to { $place }.
moved-words = More words for everyone
moved-tell = Tell everyone

plan-title = Site plan
plan-picture = Picture of the site. The places are listed below with their numbers.
plan-none = There is no picture of the site yet. Give the festival a picture, or a place with the tag «plan».
plan-sheets = Pictures
plan-pin = { $number }: { $place }
plan-here = What happens here
plan-open = not confirmed yet
plan-nothing = Nothing is planned here.
plan-put = Put my places on the plan
plan-put-how = Press the picture where the place is, or say it in hundredths of the picture. A dashed diamond shows the spot until you put the place there.
plan-put-none = There is no picture to put them on yet. Open one of your places, give it a picture and the tag «plan», then come back here.
plan-put-what = Which place?
plan-left = From the left (0 to 100)
plan-top = From the top (0 to 100)
plan-number = A whole number from 0 to 100.
plan-wanted = Not put there yet: { $place }
plan-put-here = Put it there

tree-title = Festivals within festivals
tree-path = Where you are
tree-more-above = All of this is part of a festival that is not on this device.
tree-unnamed = A festival whose name has not come yet
tree-enter-name = Enter { $name }
tree-archived = Archived
tree-explain = Who enters a festival within this one can also ask for everything that this one has.
tree-start = Start a festival within this one

board-changed = Not as planned
board-nothing = Nothing
board-join = Scan to see the whole programme
board-hold = Hold still
board-back = Back to the programme

print-title = On paper
print-now = Print
print-large = Large letters
print-code = Code that leads to what is known now
print-newer = Newer changes: scan the code.
print-poster = Invitation
print-poster-why = A poster with a code that opens this festival.
print-days = The programme of a day
print-door = For the door
print-door-why = What happens in a place, day by day.
print-slips = To sign up by hand
print-slips-why = Blank lines for the hours at which a place is free, for people without a phone. Type in what was written there.
poster-scan = Scan with a phone’s camera
slip-when = When
slip-what = What
slip-who = Who
slip-lead = Sign up here. Somebody types it in.
slip-none = It is not free at any time.

keys-title = Keys
keys-lead = Keys work where nothing is being typed.
keys-on = Use single keys
keys-search = Search
keys-schedule = Schedule
keys-grid = Places side by side
keys-market = Market
keys-mine = What is mine
keys-news = Changed since you looked
keys-inbox = Inbox
keys-new = Announce an event
keys-help = This list

alerts-title = Tell me
alerts-why = While a page of this app is open somewhere on this device, it can tell you when somebody asks for something of yours, and when something changes that you starred.
alerts-on = Tell me on this device
alerts-denied = The browser does not allow it. You can change that in its settings for this page.
alerts-ask-body = { $count ->
    [one] { $count } request waits for your answer.
   *[other] { $count } requests wait for your answer.
}
alerts-news-body = { $count ->
    [one] Something that you starred or made has changed.
   *[other] { $count } things that you starred or made have changed.
}

verify-words = Words to compare
verify-words-how = Both of you see the same words, whatever your language: read them to each other, or show each other the pictures. If they are the same, this is their key and nobody stands between you.
mine-free = Free for { $hours } h
mine-free-minutes = Free for { $minutes } min
ways-label = More ways to see it
board-title = Board for a wall
hides-title = Whose hides you follow
hides-none = You follow nobody’s.
hides-why = What they hide is left out of your lists. You can stop that at any time, and nobody learns of it.
hides-stop = Stop following { $name }
