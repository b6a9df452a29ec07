/* The part of the service worker that shows push messages; /sw.js takes it in. What a message says was made to be read by strangers: it has a
   neutral title and a time. A tap opens the first page, which asks to sign in. */
(function () {
  "use strict";
  self.addEventListener("push", function (event) {
    var said = {};
    try { said = event.data ? event.data.json() : {}; } catch (error) { said = {}; }
    event.waitUntil(self.registration.showNotification(String(said.title || ""), { body: String(said.body || ""), tag: String(said.title || "") }));
  });
  self.addEventListener("notificationclick", function (event) {
    event.notification.close();
    event.waitUntil(self.clients.openWindow("/"));
  });
})();
