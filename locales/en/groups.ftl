# Groups
groups-new = Begin a group
groups-none = No groups yet
groups-none-text = Groups that you lead stand here.
groups-name = Name
groups-model = Kind
groups-model-support-group = Support group, peers among themselves
groups-model-group-therapy = Group therapy, led by a clinician, with peer exchanges
groups-model-family-group = Family group
groups-leader = Leader
groups-co-leader = Co-leader
groups-site = Site
groups-rhythm = When it meets
groups-rhythm-hint = In words, such as "Tuesdays at 6, every week".
groups-size-limit = People at most
groups-leader-clinician = Group therapy needs a clinician as its leader. Choose one, or another kind of group.
groups-leader-role = Choose a clinician or a peer supporter as leader.
groups-co-leader-other = Choose another clinician or peer supporter as co-leader.
groups-meetings = Meetings
groups-no-meetings = No meetings yet.
groups-meeting = Meeting
groups-present = { $n ->
    [0] Nobody written down yet
    [one] One person was there
   *[other] { $n } people were there
}
groups-over-limit = over the limit
groups-over-limit-text = More than { $n } people were there, which is the limit of this group. Think about a second group or another co-leader.
groups-schedule = Plan a meeting
groups-date = Day
groups-time = Time
groups-minutes = Minutes
groups-topic = Topic
groups-topic-hint = No names here.
groups-meeting-there = This group meets at that time already. Choose another time.
groups-search = Find somebody by name
groups-search-new = Somebody new here is found by their full name.
groups-who = Who was there
groups-who-none = Find people by name; who was here before stands in this list.
groups-minutes-there = Minutes there
groups-not-yet = This meeting is on a day to come. Write down who was there when it takes place.
object-group = group
object-group-meeting = group meeting
object-attendance = group attendance
