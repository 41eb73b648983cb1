/*
 * The page: draws what its peer shows, and tells it what the user does. The peer itself runs in a worker.
 *
 * Its address can say who it is (?id=7; else by chance), its Δ in ticks (&delta=10, or &delta=auto; else as the peer that serves it), and that the states
 * of all ticks are to be kept for comparison (&traced).
 */
import {VIEWS} from "./views.mjs";

const FIRST_ID = 1_000; // those below are for peers whom somebody names
const IDS = 60_000;
const MAX_ID = 65_535; // spec 1.2
const MAX_DELTA = 10_000; // spec 1.10
const DELTAS = [1, 2, 3, 5, 10, 20, 50];
const AUTOMATIC = {least: 1, most: 100, share: 5}; // spec 5.22: of a hundred events five may be late
const MAX_NOTICES = 4;

const parameters = new URLSearchParams(location.search);
const [canvas, tools, delta, offline, status, notices] = ["canvas", "tools", "delta", "offline", "status", "notices"].map(name => document.getElementById(name));
const id = (await numberOf("id", 0, MAX_ID)) ?? FIRST_ID + Math.floor(Math.random() * IDS);
const wishedDelta = parameters.get("delta") === "auto" ? "auto" : await numberOf("delta", 1, MAX_DELTA, "auto, or ");
const settings = await (await fetch("settings.json")).json();
const worker = new Worker("worker.mjs", {type: "module"});
const view = VIEWS[settings.application](canvas, id);

// ---- What it shows

let frame = null; // the last that the peer told
let drawn = null;
const views = new Set(); // that were drawn
let frames = []; // when frames were drawn in the last second
const told = [];
const asked = new Map();

worker.onmessage = ({data}) => {
  if (data.frame) frame = data.frame;
  else if (data.notice) tell(data.notice);
  else asked.get(data.answer)(data.value);
};
worker.onerror = ({message}) => tell(`the peer has stopped: ${message}`);
offerDeltas(wishedDelta ?? settings.delta);
worker.postMessage({start: {id, settings, bounds: chosenBounds(), traced: parameters.has("traced")}});

/** A number that the address has, or null; if it can't be, that is said, and there is nobody to start. */
async function numberOf(name, least, most, or = "") {
  const text = parameters.get(name);
  const number = Number(text);
  if (text === null || (Number.isInteger(number) && number >= least && number <= most)) return text && number;
  notices.textContent = `${name}=${text} in the address must be ${or}from ${least} to ${most}`;
  return new Promise(() => {});
}

function tell(text) {
  told.push(text);
  notices.textContent = told.slice(-MAX_NOTICES).join("\n");
}

requestAnimationFrame(function draw(time) {
  requestAnimationFrame(draw);
  if (!frame || frame === drawn) return;
  drawn = frame;
  view.draw(frame.state);
  canvas.className = frame.view;
  views.add(frame.view);
  frames = [...frames.filter(before => time - before < 1_000), time];
  status.textContent = words(frame);
});

function words({tick, now, view, delta, neighbours, events, waiting, rollbacks}) {
  const millis = ticks => `${ticks >= 0 ? "+" : ""}${Math.round((ticks * 1_000) / settings.fps)} ms`;
  const links = neighbours.map(({peer, ahead}) => `peer ${peer} (${millis(ahead)})`).join(", ");
  return [
    `peer ${id}`,
    view === "present" ? `tick ${tick}` : `travels ${view}: tick ${tick} of ${now}`,
    links ? `linked with ${links}` : "alone",
    `Δ ${delta}`,
    `${events} events${waiting ? `, ${waiting} wait` : ""}`,
    `rollbacks: ${rollbacks.number}${rollbacks.number ? `, the deepest of ${rollbacks.ticks} ticks in ${rollbacks.millis} ms` : ""}`,
    `${frames.length} frames/s`,
  ].join(" · ");
}

// ---- What the user does

function inject(event) {
  if (event) worker.postMessage({event});
}

/** spec 5.20: what the user chooses are the bounds within which the peer chooses Δ. */
function chosenBounds() {
  const ticks = Number(delta.value);
  return delta.value === "auto" ? AUTOMATIC : {...AUTOMATIC, least: ticks, most: ticks};
}

function offerDeltas(chosen) {
  const ticks = new Set([...DELTAS, ...(chosen === "auto" ? [] : [chosen])]);
  for (const one of [...ticks].sort((a, b) => a - b)) delta.append(new Option(`${one} (${Math.round((one * 1_000) / settings.fps)} ms)`, one));
  delta.append(new Option("automatic", "auto"));
  delta.value = chosen;
}

delta.onchange = () => {
  worker.postMessage({bounds: chosenBounds()});
  delta.blur(); // keys are for the application
};

let isOffline = false;

function setOffline(wish) {
  isOffline = wish;
  worker.postMessage({offline: isOffline});
  offline.textContent = isOffline ? "Come back" : "Go offline";
  offline.setAttribute("aria-pressed", isOffline);
}

offline.onclick = () => setOffline(!isOffline);
view.tools(tools, inject);
addEventListener("keydown", event => {
  if (event.target === delta || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "x" || event.key === "z") setOffline(event.key === "x"); // as in windows
  const pressed = view.key(event.key);
  if (pressed) event.preventDefault(); // arrows scroll, space presses buttons
  inject(pressed);
});

/** Where a pointer is, in the canvas's own pixels. */
function place(event) {
  const {left, top, width, height} = canvas.getBoundingClientRect();
  const border = canvas.clientLeft;
  const scale = (at, size, pixels) => Math.floor(((at - border) * pixels) / (size - 2 * border));
  return [scale(event.clientX - left, width, canvas.width), scale(event.clientY - top, height, canvas.height)];
}

const ways = new Map(); // by pointer: where it was last

canvas.onpointerdown = event => {
  canvas.setPointerCapture(event.pointerId);
  ways.set(event.pointerId, place(event));
  inject(view.stroke(event, ways.get(event.pointerId), place(event)));
};
canvas.onpointermove = event => {
  const from = ways.get(event.pointerId);
  if (!from) return;
  ways.set(event.pointerId, place(event));
  inject(view.stroke(event, from, place(event)));
};
canvas.onpointerup = canvas.onpointercancel = event => ways.delete(event.pointerId);
canvas.oncontextmenu = event => event.preventDefault(); // the right button draws

// ---- For the console, and for tests

globalThis.symmetric = {
  frame: () => frame,
  views,
  told,
  /** The state hash of each tick, if the page was opened with `traced`. */
  trace: () => ask("trace"),
};

function ask(what) {
  const number = asked.size;
  worker.postMessage({ask: number, what});
  return new Promise(answer => asked.set(number, answer));
}
