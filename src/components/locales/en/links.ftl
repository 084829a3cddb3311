# How people find each other: invitations, meeting points, connections.

invite-title = Bring somebody into { $festival }
invite-link-title = By a link
invite-link-why = Send it by any messenger, or print it. Whoever opens it sees this festival’s name first, and then decides.
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
