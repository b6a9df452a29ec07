# Second factors, the second step, and signing in at the organization.

second-step-title = One more step
second-step-heading = Show that it is you
second-step-unsent = Nothing is lost. Show that it is you, then send it.
second-step-code = Code
second-step-code-hint = The six digits that your app shows now, or one of your recovery codes.
second-step-button = Go on
second-step-lost = Lost your phone? Use a recovery code. No codes left? Ask your program for a new link.
second-step-does-not-fit = That does not fit, or was used before. Please wait for the next code and try again.
second-step-passphrase-lead = Type your passphrase once more. This keeps what is yours with you.
second-step-demo = This is a demo, and nobody in it is real. A button stands for your code.
second-step-demo-button = It is me
second-step-set-up-heading = One more thing before you start
second-step-set-up-lead = Here you see what people said in trust. A passphrase alone can be stolen, so please add a second way to show that it is you. It takes two minutes.
second-step-set-up-no-phone = No phone that can run an app? Talk to your administrator.

means-passphrase = Came in with a passphrase
means-passkey = Came in with a passkey
means-demo-link = Came in with a demo link
means-organization = Came in through the organization
factor-used-app = then a code from the app
factor-used-passkey = then a passkey
factor-used-recovery-code = then a recovery code
factor-used-organization = then the organization
factor-used-demo-link = then the demo's button

factors-heading = How you show that it is you
factors-lead = You may add a second way to show that it is you. Then nobody can come in with your passphrase alone.
factors-lead-staff = You need at least one of these beside your passphrase. Two are better: phones get lost.
factor-app = Authenticator app
factor-passkey = Passkey
factor-add-app = Add an authenticator app
factor-added-on = Added { $when }
factor-used-on = last used { $when }
factor-change = Rename or remove
factor-name = What you call it
factor-name-hint = For example: my phone.
factor-name-missing = Please give it a name of 60 letters or fewer.
factor-remove = Remove
factor-remove-ask = Your other devices will be signed out.
factor-last = This is the only one you have. Add another one first, then remove this one.

factor-app-title = Authenticator app
factor-app-heading = Add an authenticator app
factor-app-lead = Open an authenticator app on your phone and take this picture with it. Then type the six digits it shows.
factor-app-picture = A picture for the camera of your phone
factor-app-no-camera = I cannot use the camera
factor-app-type = Type these letters and numbers into the app. It asks for a "key".
factor-app-open = Open the app on this device
factor-app-code = The six digits
factor-app-button = Add it

codes-title = Recovery codes
codes-heading = Recovery codes
codes-lead = Phones get lost. A recovery code lets you in without yours. You get ten, and each works once.
codes-left = { $count ->
    [0] No recovery codes left.
    [one] One recovery code left.
   *[other] { $count } recovery codes left.
}
codes-made = Made { $when }.
codes-again = New codes take the place of the old ones.
codes-button = Make ten codes
codes-later = Later
codes-once = Print these or write them down, and keep them away from your phone. They are shown only now.
codes-kept = I have kept them

devices-heading = Where you are signed in
devices-sign-out-one = Sign out there

flash-signed-out-there = That device is signed out.
flash-factor-added = Added. Your other devices are signed out.
flash-factor-removed = Removed. Your other devices are signed out.

act-stepped-up = Showed that it is them
object-factor = second factor

passkey-title = Passkey
passkey-heading = Add a passkey
passkey-lead = A passkey lives in your phone or computer, and you open it with your finger, your face or a PIN. With it you need no passphrase and no code.
passkey-button = Make a passkey
passkey-use = Use a passkey
passkey-sign-in = Sign in with a passkey
passkey-add = Add a passkey
passkey-no-name = Passkeys belong to a name, and this program is reached by a number now. Please use an authenticator app.
passkey-no-scripts = Your browser runs no scripts, and passkeys need them. Please use an authenticator app or a recovery code.
passkey-did-not-work = That did not work. Please try again, or use another way.
passkey-does-not-fit = That passkey does not fit. Please try again, or sign in with your passphrase.

organization-sign-in = Sign in at { $name }
organization-plain = your organization
organization-again = Show it at { $name }
organization-does-not-fit = That did not lead anywhere here. Please ask your administrator.
flash-organization-away = Your organization's sign-in does not answer now. Please try later, or use your passphrase.

reset-heading = A new way in
reset-done = The old ways to show that it is them are gone, and every device is signed out.
reset-back = Back
reset-button = They lost their phone
reset-ask = This takes away their app, passkeys and recovery codes, signs them out everywhere, and makes a new link.
