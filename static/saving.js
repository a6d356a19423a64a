// Saves answers while they are typed: one write of an answer at a time, in order, again and again until it is taken.
import { Answer } from "./answers.js";
import { JSON_ONLY, canKeep, forget, keep, kept, live, unlock } from "./journal.js";
import { signedOut, touched } from "./session.js";
import { ask, say, showBoth, time } from "./telling.js";

const PAUSE = 1000;
const AGAIN = [1000, 2000, 5000, 10000, 30000];
const answers = [];
let isKept = false;
let isStopped = false;

const mark = () => {
  const random = String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16)));
  return btoa(random).replaceAll("+", "-").replaceAll("/", "_").slice(0, 22);
};

class Saved extends Answer {
  tries = 0;
  sent = null; // the write that is on its way, and stays as it is until it is answered
  next = null; // the mark of the write that follows

  changed(after = PAUSE) {
    this.next ??= mark();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), after);
    this.journal();
  }

  write() {
    const raw = this.read();
    return { page: location.pathname, body: { ...this.place, write_id: this.next, base_version: this.version, raw } };
  }

  async journal() {
    const write = this.write();
    isKept = await keep(write);
    if (!isKept) return;
    // it may have been answered, or changed, while it was being kept
    if (write.body.write_id !== this.next && write.body.write_id !== this.sent?.body.write_id) forget(write.body.write_id);
  }

  get isUnsaved() {
    return Boolean(this.sent || this.next);
  }

  async send() {
    clearTimeout(this.timer);
    if (this.isBusy || this.both || isStopped || !this.isUnsaved) return;
    if (!this.sent) {
      this.sent = this.write();
      this.next = null;
      keep(this.sent);
    }
    this.isBusy = true;
    const answer = await put(this.sent.body);
    this.isBusy = false;
    await this.heard(answer);
  }

  async heard({ status, told }) {
    if (status === 200) return this.taken(told);
    if (status === 409) return this.conflict(told);
    if (status === 410 || status === 423) return this.setAside(told.message);
    const is = status === 400 ? await unlock() : null;
    if (status === 401 || is === false) return stop();
    if (is && !this.tries) {
      this.tries = 1; // the mark of our own pages had changed: signed in again in another window
      return this.send();
    }
    if (status >= 400 && status < 500 && status !== 429) return say("This cannot be saved. Copy what you typed, then reload the page.", true);
    const wait = AGAIN[Math.min(this.tries, AGAIN.length - 1)];
    this.tries += 1;
    say(isKept ? "Not saved, trying again. It is kept on this device." : "Not saved, trying again. Keep this page open.", true);
    this.timer = setTimeout(() => this.send(), wait);
  }

  taken({ version, saved_at: at, problems, previous }) {
    forget(this.sent.body.write_id);
    this.sent = null;
    this.tries = 0;
    this.over(version);
    if (previous) this.tell(previous);
    touched();
    const rest = problems.length ? ` Before you submit: ${problems.join(". ")}.` : "";
    if (this.next) this.send();
    else if (!unsaved().length) say(`Saved ${time(at)}.${rest}`);
  }

  // From now on typed over this version; the form sends it too when its button is pressed.
  over(version) {
    const sum = this.form.elements[this.sum];
    if (sum) sum.value = Number(sum.value) + version - Math.max(this.version, 0);
    if (this.base) this.form.elements[this.base].value = version;
    this.version = version;
  }

  tell(words) {
    const legend = this.first().closest("fieldset")?.querySelector("legend");
    if (!legend || legend.parentNode.querySelector(".app-previous")) return;
    const line = Object.assign(document.createElement("p"), { className: "govuk-body-s app-previous", textContent: words });
    legend.after(line);
  }

  conflict(theirs) {
    const write = this.sent;
    this.sent = null;
    this.next ??= mark();
    this.both = showBoth(this, theirs, () => this.words(this.read()), (isMine) => {
      this.both = null;
      forget(write.body.write_id);
      this.over(theirs.version);
      if (isMine) return this.changed(0);
      this.fill(theirs.theirs);
      forget(this.next);
      this.next = null;
      return say("The other text is kept.");
    });
  }

  setAside(message) {
    forget(this.sent.body.write_id);
    this.sent = null;
    say(`${message} What you typed is kept for you, on the page that led here.`, true);
  }

  // What was kept when this page could not send it: back in its boxes, and sent as it was.
  restore(write) {
    this.fill(write.body.raw);
    if (this.sent) this.next = write.body.write_id;
    else this.sent = write;
  }
}

// What was answered, read to its end; status 0 when there was no answer, or half of one.
async function put(body, more = {}) {
  const headers = { ...JSON_ONLY, "Content-Type": "application/json", "X-CSRFToken": live.csrf || csrf() };
  const { url, ...sent } = body;
  try {
    const answer = await fetch(url, { method: "PUT", headers, body: JSON.stringify(sent), redirect: "manual", ...more });
    const isTold = answer.headers.get("Content-Type")?.startsWith("application/json");
    return { status: answer.status, told: isTold ? await answer.json() : {} };
  } catch {
    return { status: 0 };
  }
}

const csrf = () => document.querySelector("input[name=csrf_token]")?.value ?? "";

export const unsaved = () => answers.filter((one) => one.isUnsaved);

// Save everything now; how many answers are not saved when the time is over.
export async function flush(within) {
  const until = Date.now() + within;
  for (const one of unsaved()) one.send();
  while (unsaved().some((one) => !one.both) && !isStopped && Date.now() < until) {
    await new Promise((done) => { setTimeout(done, 50); });
    if (!navigator.onLine) break;
  }
  return unsaved().length;
}

async function stop() {
  isStopped = true;
  signedOut(live.isOther, isKept, async () => {
    if (!(await unlock())) return false;
    isStopped = false;
    for (const one of unsaved()) one.send();
    return true;
  });
}

function watch(form) {
  const spec = JSON.parse(form.dataset.autosave);
  for (const one of spec.answers) {
    const place = { url: spec.url, revision: spec.revision, profile: one.profile, kind: one.kind, code: one.code, slot: one.slot };
    const answer = new Saved(form, one, place);
    answer.sum = spec.sum;
    answers.push(answer);
  }
  const about = (box) => answers.filter((one) => one.form === form && one.names.has(box.name));
  form.addEventListener("input", ({ target }) => about(target).forEach((one) => one.changed()));
  form.addEventListener("change", ({ target }) => about(target).forEach((one) => one.changed(0)));
  form.addEventListener("submit", (event) => {
    if (!unsaved().length || form.dataset.isReady) return;
    event.preventDefault();
    send(form, event.submitter);
  });
  return spec.unsaved;
}

// Press the button once everything is saved, so that nothing of it is on two ways at once.
async function send(form, button) {
  const left = await flush(5000);
  const both = answers.find((one) => one.both)?.both;
  if (both) return both.focus();
  if (left && !isStopped) return say("There is no connection, so nothing was sent. Press the button again when it is back.", true);
  form.dataset.isReady = "yes";
  form.requestSubmit(button);
  return delete form.dataset.isReady;
}

// What another page could not send is sent now, in order. What cannot be is left for the page it was typed on.
async function sendKept(writes) {
  const versions = {};
  const waiting = new Set();
  let aside = "";
  for (const { page, body } of writes) {
    const place = JSON.stringify([body.url, body.revision, body.profile, body.kind, body.code, body.slot]);
    const answer = await put({ ...body, base_version: versions[place] ?? body.base_version });
    if (answer.status === 0 || answer.status === 401) return;
    if ([200, 410, 423].includes(answer.status)) forget(body.write_id);
    else waiting.add(page);
    if (answer.status === 200) versions[place] = answer.told.version;
    else aside = answer.told.message ?? aside;
  }
  const open = () => location.assign([...waiting][0]);
  const words = "It was changed in another window, or is not yours to change now. It is kept: open its page to see both texts.";
  if (waiting.size) ask("Something you typed before is not saved", words, [["Open its page", open], ["Later", () => true]]);
  else if (aside) say(`${aside} What you typed before is kept for you, on the page of the assessment or of what was asked of you.`, true);
  else if (writes.length) say("What you typed before is saved now.");
}

async function restore(isUnsaved) {
  if ((await unlock()) === false) return;
  isKept = await canKeep();
  if (answers.length && !isKept) say("This browser cannot keep a copy on this device. Keep this page open until it says Saved.");
  const elsewhere = [];
  for (const write of await kept()) {
    const here = write.page === location.pathname && answers.find((one) => one.is(write.body));
    if (here) here.restore(write);
    else elsewhere.push(write);
  }
  await sendKept(elsewhere);
  if (isUnsaved) answers.filter((one) => !one.isUnsaved).forEach((one) => one.changed(0));
  for (const one of unsaved()) one.send();
}

Saved.prototype.is = function is(body) {
  return ["url", "revision", "profile", "kind", "code", "slot"].every((name) => body[name] === this.place[name]);
};

export function startSaving() {
  const forms = [...document.querySelectorAll("form[data-autosave]")];
  const isUnsaved = forms.map(watch).some(Boolean);
  if (document.querySelector("meta[name=session]")) restore(isUnsaved);
  addEventListener("online", () => unsaved().forEach((one) => one.send()));
  document.addEventListener("visibilitychange", () => document.hidden && unsaved().forEach((one) => one.send()));
  addEventListener("pagehide", () => {
    for (const one of unsaved()) put((one.sent ?? one.write()).body, { keepalive: true });
  });
  addEventListener("beforeunload", (event) => {
    if (unsaved().length && !isKept) event.preventDefault();
  });
}
