/* What is kept on the device: one box of records and a row for each form that waits. Everything is sealed with AES-256-GCM under a key that
   PBKDF2 (SHA-256, 600,000 rounds: OWASP's figure) makes of the device's own passphrase. The key is only in the memory of an open page and cannot be read out of it. */
(function () {
  "use strict";
  const ROUNDS = 600000, letters = new TextEncoder(), words = new TextDecoder();
  let key = null;

  function request(asked) {
    return new Promise((done, failed) => { asked.onsuccess = () => done(asked.result); asked.onerror = () => failed(asked.error); });
  }
  function open() {
    const asked = indexedDB.open("offline", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("box");
      asked.result.createObjectStore("waiting", { autoIncrement: true });
    };
    return request(asked);
  }
  /* Works on one store; done when the browser has it on the disk. */
  async function work(name, mode, act) {
    const base = await open();
    try {
      const way = base.transaction(name, mode, { durability: "strict" });
      const result = act(way.objectStore(name));
      const value = await (result instanceof IDBRequest ? request(result) : result);
      await new Promise((done, failed) => { way.oncomplete = done; way.onerror = way.onabort = () => failed(way.error); });
      return value;
    } finally { base.close(); }
  }
  async function derived(passphrase, salt, rounds) {
    const raw = await crypto.subtle.importKey("raw", letters.encode(passphrase.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
    const way = { name: "PBKDF2", hash: "SHA-256", salt: salt, iterations: rounds };
    return crypto.subtle.deriveKey(way, raw, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  }
  /* `what` is bound to what it seals: a box cannot be passed off as another. */
  async function seal(what, value) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const box = await crypto.subtle.encrypt({ name: "AES-GCM", iv: iv, additionalData: letters.encode(what) }, key, letters.encode(JSON.stringify(value)));
    return { iv: iv, box: box };
  }
  async function unseal(what, sealed) {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv, additionalData: letters.encode(what) }, key, sealed.box);
    return JSON.parse(words.decode(plain));
  }

  window.kept = {
    isOpen: () => key !== null,
    lock: () => { key = null; },
    /* Whether this device was set up. */
    exists: async () => (await work("box", "readonly", (box) => box.get("lock"))) !== undefined,
    /* A new passphrase for an empty device. */
    begin: async (passphrase) => {
      const salt = crypto.getRandomValues(new Uint8Array(16));
      key = await derived(passphrase, salt, ROUNDS);
      const proof = await seal("lock", "open");
      await work("box", "readwrite", (box) => box.put({ salt: salt, rounds: ROUNDS, proof: proof }, "lock"));
    },
    /* Whether the passphrase opens it. */
    open: async (passphrase) => {
      const lock = await work("box", "readonly", (box) => box.get("lock"));
      key = await derived(passphrase, lock.salt, lock.rounds);
      try { return (await unseal("lock", lock.proof)) === "open"; } catch (wrong) { key = null; return false; }
    },
    put: async (name, value) => {
      const sealed = await seal(name, value);
      await work("box", "readwrite", (box) => box.put(sealed, name));
    },
    get: async (name) => {
      const sealed = await work("box", "readonly", (box) => box.get(name));
      return sealed && unseal(name, sealed);
    },
    drop: (name) => work("box", "readwrite", (box) => box.delete(name)),
    /* Keeps a form that waits; its number is its place in the line. */
    add: async (form) => {
      const sealed = await seal("waiting " + form.key, form);
      return work("waiting", "readwrite", (waiting) => waiting.add({ key: form.key, sealed: sealed }));
    },
    /* The numbers of those that wait, in order. */
    numbers: () => work("waiting", "readonly", (waiting) => waiting.getAllKeys()),
    read: async (number) => {
      const row = await work("waiting", "readonly", (waiting) => waiting.get(number));
      return row && unseal("waiting " + row.key, row.sealed);
    },
    change: async (number, form) => {
      const sealed = await seal("waiting " + form.key, form);
      await work("waiting", "readwrite", (waiting) => waiting.put({ key: form.key, sealed: sealed }, number));
    },
    remove: (number) => work("waiting", "readwrite", (waiting) => waiting.delete(number)),
    /* Throws everything away. */
    wipe: async () => {
      key = null;
      await work("box", "readwrite", (box) => box.clear());
      await work("waiting", "readwrite", (waiting) => waiting.clear());
      indexedDB.deleteDatabase("offline");
    },
  };
})();
