# What needs me now
today-hello = Hello, { $name }
today-check-in = How is it right now?
today-next-meetings = Your next meetings
today-clear = All clear
today-clear-text = Nothing needs you right now. Enjoy the quiet.
today-see-all = See all
today-open = Open
today-start = Start
today-minutes = { $n } min
today-help = If today is hard
today-help-text = You do not have to be sure. A person will answer.
today-next-session = Your next session
today-no-session = No session is planned yet. Your supporter or the program will be in touch. You can call any time.
today-you-and = You and { $name }
today-join-video = Join the video call
today-mode-in-person = In person
today-mode-phone = By phone
today-mode-video = By video
today-your-choice = Your choice
today-offers = { $n ->
    [one] One person would like to support you
   *[other] { $n } people would like to support you
}
today-offers-text = Read about them and choose. You can also ask for others. No reason needed.
today-choose = See who they are
today-tap = One tap
today-tap-you = How was your time with { $name }?
today-tap-with = Your session with { $name }
today-tap-private = Did it give you something, or take something? Only you can see this.
today-tap-value-minus-2 = Took a lot
today-tap-value-minus-1 = Took a little
today-tap-value-0 = Even
today-tap-value-1 = Gave a little
today-tap-value-2 = Gave a lot
today-checkups = Check-ups
today-checkup-barc10 = What you have to build on: ten questions
today-checkup-who5 = How you have been: five questions
today-checkup-proqol5 = What the work does to you: thirty questions
today-checkup-until = Open until { $when }. You may also say no.
today-steps = Steps you set for yourself
today-open-plan = Open my plan
today-sessions = Today's sessions
today-no-sessions = No sessions today.
today-write-note = Write the note
today-returned = Notes that came back
today-look-again = Look again
today-notes-to-write = Notes to write
today-note-begun = Begun, not sent yet
today-note-none = Not begun yet
today-offers-to-answer = Somebody chose you
today-chose-you = { $name } chose you
today-chose-you-text = Will you be their supporter? Say no if you know each other, or if your hands are full. No reason needed.
today-accept = Yes, gladly
today-decline = Not this time
today-people-due = Your people
today-plan-due = The plan is due for a look together
today-review-plan = Open the plan
today-offer-checkup = Offer it
today-own-wellbeing = Your own wellbeing
today-meetings = Today's group meetings
today-no-meetings = No group meetings today.
today-attendance = Who is here
today-calls = First calls
today-no-calls = Every call has somebody, and nothing is late.
today-call-no-name = A caller without a name
today-call-risk = Possible danger, no response written down. Next: { $what } ({ $owner })
today-call-late = Late: { $what } ({ $owner })
today-call-due = { $what } ({ $owner })
today-waiting = Waiting for a supporter
today-nobody-waits = Nobody is waiting for a supporter.
today-waiting-days = { $n ->
    [0] Enrolled today
    [one] Waiting for one day
   *[other] Waiting for { $n } days
}
today-find-supporter = Find a supporter
today-policies-due = Benefits to check again
today-no-policies-due = No policy needs a call today.
today-check-due = check due
today-never-checked = never checked
today-check-benefits = Check benefits
today-quiet = No session for more than { $n } days
today-last-session = Last session { $when }.
today-no-session-yet = No session yet.
today-with-supporter = Supporter: { $name }.
today-schedule = Plan a session
today-notes-waiting = Notes waiting for you
today-no-notes-waiting = No notes are waiting.
today-note-about = Session of { $when }
today-review = Review
today-overdue-notes = Notes that are late
today-late-notes = { $n ->
    [one] One session without a note
   *[other] { $n } sessions without a note
}
today-full = Hands full
today-people-of = { $n } of { $most } people
today-units = Approved this month
today-units-text = billable units
today-still-here = Still here
today-before-after = What changed
today-headline = Of those who enrolled in the last twelve months, { $share } % were still here after 90 days (95 % interval { $low } to { $high } %).
today-headline-too-few = Too few people were followed for 90 days to give a figure.
today-openings = Records opened in the last seven days
today-no-openings = No record was opened in the last seven days.
today-people-without-sign-in = Staff without a sign-in
today-everybody-can-sign-in = Everybody on the staff can sign in.
today-no-sign-in-yet = Has no passphrase yet
today-make-link = Make a link
today-no-sites = No sites yet.
today-my-family = Support for your family
today-my-family-text = Your meetings, and whom to call.
today-here = Here now

today-looks = Needs a look today
today-look-text = One answer in a check-up asks for somebody today.
