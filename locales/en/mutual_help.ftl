# Mutual-help meetings nearby.

object-mutual-help-feed = a list of meetings
object-publication = what directories are told
nav-meetings = Meetings nearby
meetings-title = Meetings nearby
meetings-lead = Meetings of mutual-help groups, from the lists their keepers publish. Anybody may look; nothing about you is kept.
meetings-day = Day
meetings-day-0 = Sunday
meetings-day-1 = Monday
meetings-day-2 = Tuesday
meetings-day-3 = Wednesday
meetings-day-4 = Thursday
meetings-day-5 = Friday
meetings-day-6 = Saturday
meetings-part = Time of day
meetings-part-morning = Morning
meetings-part-afternoon = Afternoon
meetings-part-evening = Evening
meetings-type = Kind
meeting-type-o = Open to anybody
meeting-type-c = Closed: for those it is for
meeting-type-be = For newcomers
meeting-type-d = Discussion
meeting-type-st = Steps
meeting-type-sp = Speaker
meeting-type-lit = Literature
meeting-type-med = Meditation
meeting-type-w = Women
meeting-type-m = Men
meeting-type-lgbtq = LGBTQ
meeting-type-y = Young people
meeting-type-s = In Spanish
meeting-type-en = In English
meeting-type-x = Wheelchair access
meeting-type-asl = American Sign Language
meetings-near-site = Near
meetings-point = Or near a point
meetings-point-hint = Latitude and longitude, such as 38.03, -78.48. It is used for this search and not kept.
meetings-not-a-point = Please write two numbers with a comma, such as 38.03, -78.48
meetings-here = Use where I am, for this search
meetings-here-failed = This device does not say where it is
meetings-within = Within
meetings-miles = { $n ->
    [one] 1 mile
   *[other] { $n } miles
 }
meetings-online-only = Online or by phone only
meetings-search = Search
meetings-found = Found
meetings-none = Nothing found
meetings-none-text = Try another day, a wider distance, or any kind.
meetings-no-list = No list yet
meetings-no-list-text = This program has not taken in a list of meetings yet. Ask somebody here; they know what is near.
meetings-away = { $n } miles
meetings-online = Online
meetings-closed-for-now = The place is closed for now
meetings-by-appointment = By appointment
meetings-others = These meetings are not run by this program. Times change: a call before you go helps.
meetings-kept-link = The last list on this device
meetings-kept-title = The last list
meetings-kept-lead = What you found last on this device, also without a network. "Leave now" and signing out clear it.
meetings-kept-none = Nothing is kept on this device.
meetings-when = When
meetings-zone = Time zone
meetings-where = Where
meetings-approximate = only about there
meetings-join = Join
meetings-group = Group
meetings-source = From the list of { $name }.
meetings-source-at = Taken in on { $day }.
meetings-source-link = Their page
mutual-help-title = Lists of meetings
mutual-help-lead = Lists of mutual-help meetings that everybody can search, and what directories are told of your own open groups.
mutual-help-feeds = Lists
mutual-help-none = No list yet
mutual-help-none-text = Add the list of an intergroup or service office near you, in the Meeting Guide format or from a BMLT server.
mutual-help-places = Where your sites are
mutual-help-places-text = So that people can look near a site.
feed-kind = Format
feed-kind-meeting-guide = Meeting Guide
feed-kind-bmlt = BMLT
feed-name = Name of the list
feed-name-taken = There is a list under this name already.
feed-url = Address of the list
feed-url-hint = Starts with https:// - leave it empty if you only upload files.
feed-formats-url = BMLT: address of the formats
feed-https = Please start the address with https://
feed-no-address = This list has no address. Please upload a file.
feed-meetings = { $n ->
    [0] No meetings.
    [one] One meeting.
   *[other] { $n } meetings.
 }
feed-good-at = Taken in { $when }.
feed-last-failed = The last try failed; the list before it stays
feed-skipped = { $n ->
    [one] One entry left out
   *[other] { $n } entries left out
 }
feed-why-skipped = Why
feed-entry = Entry
feed-field = Field
feed-reason = Reason
feed-never = Not taken in yet.
feed-fetch = Fetch it now
feed-file = A file
feed-upload = Take in the file
feed-choose-file = Please choose a file.
feed-too-large = The file is larger than 96 MB. Please use the command "cairn import meeting-guide".
feed-remove = Leave this list out
feed-remove-text = Its meetings cannot be found any more. You can add it again.
feed-add = Add a list
flash-feed-failed = The list could not be taken in. The one before it stays; see why below.
publication-title = Your own open groups
publication-lead = What you tell directories of here, anybody can read. Only support groups, never group therapy or groups for families.
publication-none = Nothing is told to directories.
publication-export = The file for directories (Meeting Guide)
publication-add = Tell directories of a group
publication-group = Group
publication-url = Online address
publication-notes = What a newcomer should know
publication-notes-hint = No last names.
publication-withdraw = Withdraw
publication-withdraw-text = Directories that fetch the file drop it the next time.
