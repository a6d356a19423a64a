// What could not be sent yet, kept on this device. It is encrypted with a key that only a live session of the same
// person is given, and which this page alone holds, so nobody else can read it here; after 14 days nobody can at all.
const STORE = "journal";
const KEY_URL = "/account/journal-key";
export const JSON_ONLY = { Accept: "application/json" };

export const live = { owner: "", csrf: "", idle: 0, left: 0, today: "", isOther: false };
let keys = {};
let opened;
let last = 0;

// Ask who is signed in, and for the keys. True: the same person still is. False: nobody, or another. null: no answer.
export async function unlock() {
  let given;
  try {
    const answer = await fetch(KEY_URL, { headers: JSON_ONLY, cache: "no-store" });
    if (!answer.ok) return answer.status >= 500 ? null : false;
    given = await answer.json();
  } catch {
    return null;
  }
  live.isOther = live.owner !== "" && live.owner !== given.owner;
  if (live.isOther) return false;
  ({ keys } = given);
  Object.assign(live, { owner: given.owner, csrf: given.csrf, idle: given.idle, left: given.left, today: given.today });
  return true;
}

const bytes = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));

const keyOf = (day, use) => crypto.subtle.importKey("raw", bytes(keys[day]), "AES-GCM", false, [use]);

function database() {
  opened ??= new Promise((done, fail) => {
    const asked = indexedDB.open(STORE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "id" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = asked.onblocked = () => fail(asked.error);
  });
  return opened;
}

async function within(mode, act) {
  const store = (await database()).transaction(STORE, mode);
  const asked = act(store.objectStore(STORE));
  return new Promise((done, fail) => {
    store.oncomplete = () => done(asked.result);
    store.onerror = store.onabort = () => fail(store.error);
  });
}

// Whether this browser can keep anything: not without https, in some private windows, or when there is no room.
export async function canKeep() {
  try {
    if (!crypto.subtle || !keys[live.today]) return false;
    await within("readonly", (all) => all.count());
    return true;
  } catch {
    return false;
  }
}

// Keep a write under its own mark. False when it could not be.
export async function keep(write) {
  try {
    const day = live.today;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const words = new TextEncoder().encode(JSON.stringify(write));
    const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await keyOf(day, "encrypt"), words);
    last += 1;
    const row = { id: write.body.write_id, n: last, day, owner: live.owner, iv, data };
    await within("readwrite", (all) => all.put(row));
    return true;
  } catch {
    return false;
  }
}

export async function forget(id) {
  try {
    await within("readwrite", (all) => all.delete(id));
  } catch {
    // nothing was kept
  }
}

// This person's own writes in the order in which they were typed; whatever is too old, of anybody, goes.
export async function kept() {
  const found = [];
  try {
    const rows = await within("readonly", (all) => all.getAll());
    for (const row of rows.sort((one, other) => one.n - other.n)) {
      last = Math.max(last, row.n);
      if (Number(live.today) - Number(row.day) >= Object.keys(keys).length) await forget(row.id);
      else if (row.owner === live.owner && keys[row.day]) found.push(await read(row));
    }
  } catch {
    // no room to keep anything
  }
  return found;
}

async function read({ iv, data, day }) {
  const words = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await keyOf(day, "decrypt"), data);
  return JSON.parse(new TextDecoder().decode(words));
}
