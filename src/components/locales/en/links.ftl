# How people find each other: invitations, meeting points, connections.

invite-title = Bring somebody into { $festival }
invite-link-title = By a link
invite-link-why = Send it by any messenger, or print it. Whoever opens it sees this festival’s name first, and then decides.
invite-link-not-reached = No meeting point is reached at this moment. Until one is, nobody gets in by the link; a code, face to face, works without.
invite-link = Link into the festival
copy-link = Copy the link
invite-ancestors = Also into { $titles }, so that its things can be asked for
invite-link-qr = Show the link as a QR code
invite-link-qr-label = The link into the festival as a QR code
invite-link-open = Somebody has to be there: come back to this page and keep it open until the newcomer is in.
invite-link-for-good = The link is good for as long as the festival. Whoever has it can read and write here, and nobody can be thrown out again.
invite-face-title = Face to face
invite-face-why = Connects two devices in the same room, also where there is no internet.
invite-face = Make a code

join-link-title = You are invited
join-link-part-of = Part of { $titles }
join-link-founder = Founded by
join-link-unchecked = Not checked yet.
join-link-unchecked-means = This is what the link says. Once you are in, the founder’s own words take its place.
join-link-addresses = Members can see your device’s address on the internet while they are connected with you.
join-link-join = Join the festival
join-link-entered = You are in this festival already.
join-link-open = Open it
join-link-home = To the start
problem-join-link = This is an invitation link. Open it as an address, then you see where it leads.

waiting-title = Looking for people
waiting-means = Nobody of this festival is connected with you yet. You will be let in as soon as somebody opens it.
waiting-keep-open = Keep this page open. What you see here is the name that the link gave, not checked yet.
waiting-ask = Ask them to open it
waiting-ask-text = I have joined “{ $festival }”. Could you open it for a moment, so that I get in? { $link }
waiting-other-ways = Other ways to connect

network-title = Meeting points
network-why = Public relays on the internet where the members of a festival find each other when nobody is connected yet. They carry only the first hello; everything else goes from device to device.
network-see = A relay sees your device’s address on the internet and when you look for somebody. It does not see who you are, which festival it is, or what is written there.
network-on = Use meeting points
network-stun = Ask how this device is seen from outside: { $servers }. Without it, devices find each other only within one network.
network-points = Meeting points in use
network-none = The host of this page lists no meeting points.
network-idle = None is needed now.
network-offline = This device has no network right now. Everything you write is kept, and people nearby can still connect by codes.
network-clock = Your clock looks wrong: a meeting point refuses the time that this device gives. Please set it right.
network-change = Other meeting points, a TURN server
network-points-field = Meeting points, one a line
network-points-hint = All members of a festival use the same three of the list. Who uses another list may miss them.
network-turn-why = A TURN server carries connections where no other way is found. Whoever runs it sees the addresses of both devices, never what is written.
network-turn-url = TURN server
network-turn-name = Name there
network-turn-password = Password there
network-save = Use these
network-saved = In use from now on.
problem-not-an-address = One of these is not an address that can be used. A meeting point begins with wss://, a TURN server with turn:
relay-connecting = being called
relay-connected = listens
relay-unreachable = not reached, tried again
relay-clock = refuses the time of this device
relay-too-often = asks for a pause
relay-unwilling = does not serve us
relay-flooded = sent too much, left alone for now

failure-title = The last connection did not come about
failure-details = For those who know networks
failure-line = ICE ended as “{ $ice }”. Ways to this device: { $here }. Ways to the other: { $there }.
failure-no-way = none
failure-no-address = This browser found no address to be reached at. Connections between browsers may be switched off here, or there is no network: a shared Wi-Fi or a phone’s hotspot is enough.
failure-no-answer = The other device did not answer in time. Both pages have to stay open until the connection stands.
failure-local-only = Only addresses within one network were tried. Put both devices into the same Wi-Fi, or allow asking how they are seen from outside.
failure-kept-apart = Both devices are in one network, but it seems to keep its devices apart, as Wi-Fi for guests often does. A phone’s hotspot helps, or a file that is carried over.
failure-translated = Both networks hide their devices behind address translation, and no way through was found. Try another network for one of the two, the same Wi-Fi for both, or enter a TURN server under Meeting points.
failure-despite-turn = Even over a TURN server no way was found. Please check its address, name and password, or try the same Wi-Fi for both devices.
way-host-v4 = own address (IPv4)
way-reflexive-v4 = seen from outside (IPv4)
way-global-v6 = own address (IPv6)
way-mdns = name in the local network
way-relayed-v4 = over TURN (IPv4)
way-other-v6 = other address (IPv6)

how-codes = by codes
how-meeting-point = through a meeting point
how-introduced = introduced by members
how-introduced-by = introduced by { $name }
link-since = since { $time }
away-title = Not connected now
away-last = last here { $time }
health-knocking = { $count ->
    [one] { $count } device is knocking
   *[other] { $count } devices are knocking
}
health-knocking-means = Keep this page open until they are in.
health-listening = A meeting point listens for newcomers.
health-crowded = Too much is being written here. People you know come first; some of what strangers write is not kept on this device.
health-digest-title = Details
health-digest = Two devices that show the same digits here know the same: { $digest }
reached-owner = Reached { $name }’s device
owner-last-here = { $name }’s device was last here { $time }

linking-step-show = Step 1 of 2: they scan you
linking-step-scan = Step 2 of 2: you scan them
linking-step-show-back = They scan you
linking-qr = The code as a QR code
linking-they-have-it = They have my code
connected-title = The two devices have found each other
connected-here = { $name } is here now.
connected-gone = { $name } was here. The connection has ended since.
scan = Scan with the camera
scan-stop = Switch the camera off
scan-camera = What the camera sees
scan-picture = Read from a picture
scan-no-camera = The camera cannot be used. You can scan with the phone’s own camera app, choose a picture, or paste the code.
scan-no-code = There is no code to be seen in this picture.

handed-over-title = The code is in the other tab
problem-handed-over = The code was handed to the tab of this page that waits for it. Go back there; this one can be closed.

anchor-open = Keep this page open for all
anchor-title = Anchor
anchor-why = As long as this page is open, whoever is new or comes back finds somebody to connect to. An old laptop with a charger is all it takes.
anchor-awake = The screen stays on while you look at this page.
anchor-not-awake = This browser does not keep the screen on. Please set the device itself so that it does not fall asleep.
anchor-asking = Asking the browser to keep the screen on …
anchor-carries-title = What this device carries
anchor-carries = { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
} of { $people ->
    [one] { $people } person
   *[other] { $people } people
}, { $devices ->
    [one] { $devices } device connected
   *[other] { $devices } devices connected
}
