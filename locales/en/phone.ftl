# A participant's own phone: five places, people, story, days, and how it looks on the home screen.
places-label = Your places
place-today = Today
place-check-in = Check-in
place-plan = Plan
place-people = People
place-more = More
nav-more = More

more-title = More
more-talk = Talk with somebody
more-messages = Messages
more-people = My people
more-mine = What is mine
more-story = My story so far
more-tools = My tools
more-days = My days
more-hard = When it is hard
more-phone = This phone and my privacy
more-offline = Use it without a network
more-app = Put it on the home screen
more-reminders = Reminders
more-devices = Where I am signed in
more-others = Everything else

look-title = Home screen
look-heading = Put it on your home screen
look-lead = Choose what it is called and how it looks there. Nobody who sees your phone can tell what it is for.
look-name = What it is called
look-name-notes = Notes
look-name-trail = Trail
look-name-garden = Garden
look-name-daybook = Day book
look-name-path = Path
look-name-weather = Weather
look-icon = What stands on it
look-icon-leaf = Leaf
look-icon-sun = Sun
look-icon-hill = Hills
look-icon-wave = Waves
look-icon-page = Page
look-icon-cup = Cup
look-install = How it gets there
look-install-iphone = iPhone: in Safari, tap Share, then Add to Home Screen.
look-install-android = Android: in Chrome, tap the three dots, then Add to Home screen or Install app.
look-install-after = Your choice is kept on this phone only. If you choose again later, take the old one off your home screen and add it anew.

people-around-title = My people
people-around-lead = Who walks with you, whom you let know more, and whom to call.
people-supporter = Who walks with you
people-supporter-none = Nobody yet. You choose who it will be.
people-supporter-sees = You say with each thing you write whether they read it.
people-message = Write a message
people-family = Family and friends
people-family-text = They see nothing of yours here. With a consent you say what they may be told.
people-family-none = No consent of yours names anybody now.
people-family-sees = May be told what your consent says, and nothing else.
people-family-consent = See the consent
people-family-talk = Talk together
people-contacts = From your safety plan
people-contacts-none = Nobody is named there yet.
people-hard = When it is hard
people-others = Others around you
people-others-text = They work here. This is how far each of them sees.
people-all-readers = Everybody, and who has looked

story-title = My story so far
story-lead = What has happened since you came. It is a picture, not a grade, and only you see this page.
story-since = You came on { $day }.
story-begins = Your story here begins now.
story-sessions = { $n ->
    [one] session
   *[other] sessions
}
story-meetings = { $n ->
    [one] group meeting
   *[other] group meetings
}
story-steps = { $n ->
    [one] step done
   *[other] steps done
}
story-tools = { $n ->
    [one] time with a tool
   *[other] times with a tool
}
story-check-ins = { $n ->
    [one] check-in
   *[other] check-ins
}
story-how = How it was, week by week
story-chart = Your check-ins by week
story-chart-words = The middle value of each of the last twelve weeks, from 0 to 10. A week without a check-in is a gap, not a zero.
story-week = Week of
story-no-check-ins = No check-ins in these weeks
story-no-check-ins-text = When you make some, they show here.
story-mood-too-few = It takes four weeks with a check-in to say how you were over time. There are not enough yet.
story-mood-same = How you were stayed about the same: around { $first } at first, around { $last } lately.
story-mood-more = You were better lately: around { $first } at first, around { $last } lately.
story-mood-less = It was harder lately: around { $first } at first, around { $last } lately. That happens, and you can talk about it.
story-craving-too-few = It takes four weeks with an urge tapped to say how it changed. There are not enough yet.
story-craving-same = Urges stayed about the same: around { $first } at first, around { $last } lately.
story-craving-more = Urges were stronger lately: around { $first } at first, around { $last } lately. That happens, and there are tools for it.
story-craving-less = Urges were weaker lately: around { $first } at first, around { $last } lately.
story-measures = What your answers say
story-not-enough = Not enough yet: it takes two complete answers.

record-days = Days
days-title = My days
days-lead = Count days if you like to. Nobody asks you to.
days-total = days in recovery
days-since = days since I came back
days-none = No days are counted
days-none-text = Set a day to count from, or leave it.
days-none-yours = Nothing to read here
days-none-yours-text = If they share a count with you, it stands here.
days-start = The day I count from
days-start-text = It is yours to choose. These days stay, whatever comes.
days-counts-from = You count from { $day }.
days-start-undo = Take this day back
days-began-on = From which day?
days-start-keep = Count from this day
days-returns = If I returned to use
days-returns-text = Write it down if it helps you. It takes no day away. A second number begins beside the first.
days-return-new = Write one down
days-returned-on = What was the last day of it?
days-return-keep = Keep it
days-return-undo = Take it back
days-showing = What stands on Today
days-showing-text = Only you see that page.
days-shown = What do you want to see there?
days-shown-none = Nothing
days-shown-total = All my days
days-shown-since = Days since I came back
days-shown-both = Both, side by side
days-called = What do you call your days?
days-called-hint = For example: days on my path
days-not-in-the-future = This day is still ahead. Please choose today or an earlier day
flash-days-undone = Taken back.
object-day-count = count of days
copy-table-day-count-starts = The day you count from
copy-table-day-count-returns = Returns to use that you wrote down
copy-column-began-on = Counts from
copy-column-returned-on = Last day of it

privacy-copies = Copies, devices and who reads what
privacy-more-copy = A copy of my record
privacy-more-left = What was told to others
privacy-more-devices = Where I am signed in
privacy-more-offline = Devices that work without a network
privacy-more-tiers = Who reads what you write
privacy-more-tiers-text = You choose it each time, before you write.
privacy-tier-means-mine = nobody but you.
privacy-tier-means-ours = you and who walks with you.
privacy-tier-means-supervised = the same, and who guides them.
privacy-tier-means-team = the same, and who plans and leads groups here.
privacy-tier-means-record = the same. With your consent it may be told to others.
