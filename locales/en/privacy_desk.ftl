# The privacy officer's desk
privacy-desk-title = Privacy desk
privacy-desk-lead = What needs you, the most urgent first.
privacy-desk-rooms = Rooms of this desk
privacy-desk-waiting = Waiting for you
privacy-desk-clear = Nothing waits
privacy-desk-clear-text = Every clock is stopped or has time left. Thank you.
privacy-desk-overdue = Overdue
privacy-desk-no-date = No set day
today-privacy-desk = Waiting at your desk
today-privacy-desk-none = Nothing waits at your desk.
foot-notice = Privacy notice
foot-complaint = Tell us what went wrong
