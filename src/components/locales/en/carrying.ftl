# What is carried by hand, and what keeps a person safe.

carrying-title = By file
carrying-why = Where there is no network, a file carries what you have: by Bluetooth, AirDrop, Quick Share, a memory stick. Only people of the festival can read it.
carrying-take = I got a file
carrying-give = Give what I have by file
carrying-give-new = Only what is new since my last file
carrying-giving = Writing the file …
carrying-checking = Looking the file through …
carrying-taking = Taking the file in …
carrying-stop = Stop
carrying-done = All right
carrying-save = Save the file
carrying-look = To the programme
carrying-given = The file with everything of “{ $name }” is ready: { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
}, { $size } kB.
carrying-given-new = The file with what is new in “{ $name }” is ready: { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
}, { $size } kB.
carrying-given-how = Whoever gets it opens p2panda and chooses “I got a file”.
carrying-taken = New in “{ $name }”, as of { $made }: { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
}; among them { $events ->
    [one] { $events } event
   *[other] { $events } events
}, { $resources ->
    [one] { $resources } place or thing
   *[other] { $resources } places and things
}, { $people ->
    [one] { $people } person
   *[other] { $people } people
}.
carrying-taken-nothing = Nothing in this file of “{ $name }”, as of { $made }, is new here.
carrying-left-early = { $count ->
    [one] { $count } entry was left out: what it builds on is not here. Ask for a file with everything.
   *[other] { $count } entries were left out: what they build on is not here. Ask for a file with everything.
}
carrying-left-refused = { $count ->
    [one] { $count } entry was left out: its author contradicts what is here.
   *[other] { $count } entries were left out: their authors contradict what is here.
}
carrying-left-crowded = { $count ->
    [one] { $count } entry was left out: too much is being written here.
   *[other] { $count } entries were left out: too much is being written here.
}

film-show = Show it to a camera
film-title = From screen to camera
film-how = The other device opens p2panda, chooses “Scan with the camera” and looks at this screen until it has all. It does not matter where it begins or what it misses.
film-label = A piece of the file as a QR code
film-still = Hold still
film-go-on = Go on
film-none = There is no file here that is short enough. Write one under “Connections” first: “Only what is new since my last file” is the shortest.
film-take = Does somebody show you a file as codes that change? Look at them with “Scan with the camera”.
film-watching = Watching the codes: hold the camera on them …

problem-nothing-to-give = There is nothing new since your last file.
problem-bundle-not = This is not a file of p2panda.
problem-bundle-newer = This file was made by a newer version of the app. Reload this page to update it. Nothing was changed.
problem-bundle-damaged = This file is incomplete or was changed on the way. Nothing of it was kept; please ask for it again.
problem-bundle-foreign = This file is of a festival that this device is not in. Ask for an invitation first, then open the file again.
problem-bundle-other-key = This file was sealed with another key than this festival has here. Nothing of it was kept. Please ask for a new invitation.
problem-bundle-false = This file holds something that its authors did not write so. Nothing of it was kept.
problem-bundle-too-much = This file holds more than a festival may have. Nothing of it was kept.
problem-file-unreadable = This device does not give the file. Please choose it again.

update-ready = A newer version of p2panda is here. What you wrote stays.
update-now = Update now
update-later = Later

backup-title = Keep yourself safe
backup-lead = Nobody can give you your key back: there is no server that has it. With a backup you stay who you are, even if this browser loses everything.
backup-none = There is no backup of you yet.
backup-has-words = You wrote your 24 words down on { $when }.
backup-has-file = You sealed a backup file on { $when }.
backup-due = There is no backup of you yet. If this browser’s data is deleted, nobody can answer in your name any more.
backup-make = Make one
backup-working = One moment: a passphrase is made hard to guess …
backup-practised = Well done: this backup works.
words-title = 24 words on paper
words-why = These words are your key. Write them down by hand, in this order, and show them to nobody: whoever has them is you. They bring you back; your festivals come with an invitation, or with the file below.
words-show = Show my words
words-practice = Did you write them down? Then look at your paper and type three of them:
words-number = Word { $number }
words-missed = At least one of them is another word. Please look at your paper again.
words-check = Check
file-title = A sealed file
file-why = It holds you, your festivals and the names that you gave to people. Whoever finds it needs your passphrase: four or five unusual words are good.
file-passphrase = Passphrase
file-again = The same passphrase once more
file-differ = These are two different passphrases.
file-seal = Seal a file
file-ready = The file is ready. Save it where only you find it.
file-try = Try a saved file
file-try-why = Only a backup that was tried is one. Nothing is changed by it.
move-title = To another device
move-why = Copy your move code here, and paste it in p2panda on the other device, for example in the app on your home screen. Whoever sees the code is you: send it to nobody.
move-code = Your move code
move-show = Show my move code
move-copy = Copy my move code
restore-title = Bring me back
restore-hint = Have you been here before?
restore-why = On this device you then go on as the person you were. What others have kept of you comes back when you meet them.
restore-text = Your 24 words, or a move code
restore-open = Open
restore-or-file = Or the passphrase, then the file:
restore-file = Backup file
restore-whom = This brings back:
restore-brings = With { $festivals ->
    [one] { $festivals } festival
   *[other] { $festivals } festivals
} that this device is not in yet, and { $petnames ->
    [one] { $petnames } name for somebody
   *[other] { $petnames } names for people
}.
restore-do = Go on as this person
restore-ask = Go on as this person?
restore-means = The key that was made on this device is not used any more. Nobody knows it yet.
restore-replaces = The person who wrote on this device until now will not be here any more. Without a backup of that person nobody can answer in their name. What they wrote stays with others.

install-title = Keep p2panda as an app
install-why = An app on this device opens without a network, and its data is not cleared away when you have not been here for a while.
install-do = Install p2panda
install-code = The app begins empty, so copy your move code first.
install-share = Tap Share in Safari’s bar, then “Add to Home Screen”.
install-paste = Open p2panda from your home screen and paste the code there. From then on write only in the app.
moved-here-title = Were you here in Safari before?
moved-here-why = The app on your home screen has a store of its own. With your move code it goes on as you, in your festivals.
moved-here-paste = Paste my move code
import-backup = What you take in stands in your name, and only your key can change it later. There is no backup of it yet.

problem-words-count = There must be 24 words.
problem-word-unknown = One of these words is not in the list. Please look for a slip of the pen.
problem-words-order = These words do not belong together. One of them is another word, or two stand in the wrong order.
problem-passphrase-short = The passphrase must have at least ten characters.
problem-backup-not = This is not a backup of p2panda.
problem-backup-newer = This backup was made by a newer version of the app. Reload this page to update it.
problem-backup-damaged = This backup is incomplete or was changed. Please try another copy of it.
problem-backup-passphrase = The file is whole, but the passphrase is another one. Nothing is lost: try again.
problem-backup-memory = This device has too little memory to open the backup.
problem-backup-of-other = This file would bring somebody else back, not the person here.
