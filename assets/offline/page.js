/* <div data-offline>: opens what this device keeps, shows today's people, keeps what is written, and sends it when there is a network. */
(function () {
  "use strict";
  const root = document.querySelector("[data-offline]");
  if (!root) return;
  const part = (name) => root.querySelector("[data-" + name + "]"), said = root.dataset;
  const IDLE = 10 * 60 * 1000;
  let pack = null, idle, sent = 0, trying = 0;

  function show(name) { root.querySelectorAll("[data-view]").forEach((view) => { view.hidden = view.dataset.view !== name; }); }
  function say(where, text) { const box = part(where); box.textContent = text; box.hidden = !text; }
  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }
  function button(text, act, quiet) {
    const made = make("button", quiet ? "button button--quiet" : "button", text);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }
  function filled(text, values) { return text.replace(/\[(\w+)\]/g, (all, name) => (name in values ? values[name] : all)); }

  async function begin() {
    if (!window.crypto || !crypto.subtle || !window.indexedDB) return show("none");
    try { show((await kept.exists()) ? "locked" : "none"); } catch (away) { show("none"); }
  }
  part("unlock").addEventListener("submit", async (event) => {
    event.preventDefault();
    const field = event.target.elements.device_passphrase, typed = field.value;
    say("wrong", "");
    if (!(await kept.open(typed))) return say("wrong", said.wrong);
    field.value = "";
    await opened();
  });
  async function opened() {
    pack = await kept.get("pack");
    if (pack) await forget();
    rest();
    await draw();
    show("open");
    await trySending();
  }
  /* What may be read no longer goes, each at its own time. */
  async function forget() {
    const left = pack.people.filter((one) => Date.parse(one.until || pack.until) >= Date.now());
    if (left.length === pack.people.length) return;
    pack.people = left;
    if (left.length) await kept.put("pack", pack);
    else { await kept.drop("pack"); pack = null; }
  }
  function lock() { kept.lock(); pack = null; part("people").replaceChildren(); part("form").replaceChildren(); part("waiting").replaceChildren(); show("locked"); }
  function rest() { clearTimeout(idle); if (kept.isOpen()) idle = setTimeout(lock, IDLE); }
  document.addEventListener("input", rest);
  document.addEventListener("click", rest);
  part("lock").addEventListener("click", lock);

  async function draw() {
    part("expired").hidden = pack !== null;
    const people = part("people");
    people.replaceChildren();
    for (const person of pack ? pack.people : []) {
      const card = make("section", "card"), choices = make("div", "buttons");
      card.append(make("h2", "card__title", person.name));
      const about = make("div");
      about.innerHTML = person.html;
      for (const one of person.forms) choices.append(button(one.label, () => write(person, one), true));
      card.append(about, choices);
      people.append(card);
    }
    await drawWaiting();
  }
  /* One form at a time, so that each label has its own field. */
  function write(person, one) {
    const place = part("form");
    place.replaceChildren(button(said.back, () => { place.replaceChildren(); show("open"); }, true), make("h2", "", person.name));
    const holder = make("div");
    holder.innerHTML = one.html;
    place.append(holder);
    const form = holder.querySelector("form");
    form.removeAttribute("data-draft");
    form.addEventListener("submit", (event) => { event.preventDefault(); keep(person, one, form, event.submitter); });
    show("writing");
    place.querySelector("input:not([type=hidden]), select, textarea").focus();
  }
  async function keep(person, one, form, submitter) {
    const body = new URLSearchParams(new FormData(form, submitter || undefined)), key = crypto.randomUUID();
    body.set("form_key", key);
    body.set("made_at", new Date().toISOString());
    // Not form.action: a button may have that name.
    const path = new URL(form.getAttribute("action"), location.href).pathname;
    await kept.add({ key: key, path: path, body: body.toString(), about: path, person: person.name, label: one.label, typed: typed(form), at: new Date().toISOString(), state: "waiting" });
    part("form").replaceChildren();
    part("help").hidden = !isHard(body);
    show("open");
    say("status", said.kept);
    await drawWaiting();
    await trySending();
  }

  /* Each answer with the words that asked for it, as the form has them: the label, and the legend where there is one. */
  function typed(form) {
    const words = (node) => node.firstChild.textContent.trim(), pairs = [];
    for (const field of form.elements) {
      const label = field.labels && field.labels[0], chosen = ["radio", "checkbox"].includes(field.type);
      if (!label || !field.value || (chosen && !field.checked)) continue;
      const legend = field.closest("fieldset") && words(field.closest("fieldset").querySelector("legend"));
      if (chosen) pairs.push(legend ? [legend, words(label)] : [words(label), "\u2713"]);
      else pairs.push([legend ? legend + ": " + words(label) : words(label), field.selectedOptions ? words(field.selectedOptions[0]) : field.value]);
    }
    return pairs;
  }

  /* After a strong urge or a very low day the crisis line stands on the page; nothing is sent by that. */
  function isHard(body) {
    const mood = body.get("mood"), craving = body.get("craving");
    return Number(craving || 0) >= 7 || (Boolean(mood) && Number(mood) <= 1);
  }

  async function drawWaiting() {
    const list = part("waiting"), numbers = await kept.numbers();
    list.replaceChildren();
    for (const number of numbers) {
      const form = await kept.read(number);
      if (!form) continue;
      const card = make("li", "card"), choices = make("div", "buttons");
      card.dataset.state = form.state;
      card.append(make("h3", "card__title", form.person + ": " + form.label), make("p", "muted", new Date(form.at).toLocaleString(document.documentElement.lang)),
        make("p", "", form.state === "look" ? said.look : form.state === "gone" ? said.gone : said.waiting));
      const shown = make("details", "more"), what = make("dl");
      shown.append(make("summary", "", said.typed), what);
      for (const [asked, answer] of form.typed || []) what.append(make("dt", "", asked), make("dd", "", answer));
      if (form.state === "look") choices.append(button(said.open, () => look(form)));
      choices.append(button(said.discard, (event) => discard(event.target, number), true));
      card.append(shown, choices);
      list.append(card);
    }
    part("waiting-title").hidden = numbers.length === 0;
    root.dataset.count = numbers.length;
    say("count", numbers.length ? filled(said.unsent, { count: numbers.length }) : sent ? said.allSent : "");
  }
  /* The form's own page takes over, with everything that was typed and what was saved meanwhile beside it. It carries the same key: once it is saved
     there, the next sending finds it kept. */
  function look(form) {
    const away = make("form");
    away.method = "post";
    away.action = form.path;
    new URLSearchParams(form.body).forEach((value, name) => {
      const field = make("input");
      field.type = "hidden"; field.name = name; field.value = value;
      away.append(field);
    });
    document.body.append(away);
    away.submit();
  }
  async function discard(pressed, number) {
    if (pressed.dataset.sure !== "yes") { pressed.dataset.sure = "yes"; pressed.textContent = said.sure; return; }
    await kept.remove(number);
    await drawWaiting();
  }

  async function trySending() {
    if (!kept.isOpen()) return;
    clearTimeout(trying);
    const end = await outbox.sendAll((outcome) => { if (outcome === "kept") sent += 1; });
    if (end === "revoked") { await kept.wipe(); show("none"); return; }
    if (kept.isOpen()) await drawWaiting();
    part("sign-in").hidden = end !== "sign-in";
    say("status", end === "later" ? said.away : end === "done" && sent && root.dataset.count === "0" ? said.sent : "");
    if (end === "later" || end === "busy") trying = setTimeout(trySending, 15000);
  }
  window.addEventListener("online", trySending);
  part("send").addEventListener("click", trySending);
  begin();
})();
