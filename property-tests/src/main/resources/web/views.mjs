/*
 * How applications look in a page, and what their users do: a view is made for a canvas and a peer, has a way to draw a state, and makes events of
 * keys and strokes, as the windows do.
 */
import {HEIGHT, WIDTH} from "./applications.mjs";

export const VIEWS = {"rectangle/1": rectangle, "sand/1": sand};

function integers(...values) {
  const payload = new DataView(new ArrayBuffer(4 * values.length));
  values.forEach((value, i) => payload.setInt32(4 * i, value));
  return new Uint8Array(payload.buffer);
}

function button(parent, text, label, action) {
  const made = document.createElement("button");
  made.textContent = text;
  made.title = label;
  made.onclick = action;
  parent.append(made, " ");
  return made;
}

// ---- The rectangle

const KEYS = ["ArrowUp", "ArrowDown", "ArrowRight", "ArrowLeft", " "]; // in the order of spec 4.20
const SIZE = 20;
const GRID = 40;

function rectangle(canvas) {
  const picture = canvas.getContext("2d");
  [canvas.width, canvas.height] = [640, 480];

  function fill(colour, x, y, width, height) {
    picture.fillStyle = colour;
    picture.fillRect(x, y, width, height);
  }

  const key = name => (KEYS.includes(name) ? {type: 2, payload: integers(KEYS.indexOf(name))} : null);

  return {
    draw({x, y}) {
      fill("#203040", 0, 0, canvas.width, canvas.height);
      for (let at = 0; at < canvas.width; at += GRID) fill("#283a4c", at, 0, 1, canvas.height);
      for (let at = 0; at < canvas.height; at += GRID) fill("#283a4c", 0, at, canvas.width, 1);
      // Where it leaves the board at one side, it comes in at the other.
      for (const left of [x, x - canvas.width])
        for (const top of [y, y - canvas.height]) fill("#f0b030", left, top, SIZE, SIZE);
    },
    key,
    tools(parent, inject) {
      const signs = {ArrowLeft: "◀", ArrowUp: "▲", ArrowDown: "▼", ArrowRight: "▶", " ": "■"};
      for (const [name, sign] of Object.entries(signs)) button(parent, sign, name, () => inject(key(name)));
    },
    stroke: () => null,
  };
}

// ---- The board of sand

const COLOURS = [
  0x181c24, 0x8890a0, 0xe8b048, 0x58a8e0, 0x70c060, 0xe06858, 0xb080e0, 0x48c8b8, 0xe088b8, 0xd8d0c0,
];
const [NOTHING, WALL, SAND] = [0, 1, 2];
const [MIDDLE, RIGHT] = [4, 2]; // as PointerEvent.buttons tells them

function sand(canvas, id) {
  const picture = canvas.getContext("2d");
  [canvas.width, canvas.height] = [WIDTH, HEIGHT];
  const image = picture.createImageData(WIDTH, HEIGHT);
  const pixels = new Uint32Array(image.data.buffer);
  const own = SAND + (id % (COLOURS.length - SAND));
  let chosen = own;

  /** As a little-endian pixel of red, green, blue and opaque; sand has four shades. */
  function pixel(material, i) {
    const shade = material >= SAND ? ((((i % WIDTH) * 7 + Math.floor(i / WIDTH) * 5) % 4) * 0x080808) : 0;
    const colour = COLOURS[material] - shade;
    return (0xff000000 | ((colour & 0xff) << 16) | (colour & 0xff00) | (colour >> 16)) >>> 0;
  }

  return {
    draw({cells}) {
      for (let i = 0; i < cells.length; i++) pixels[i] = pixel(cells[i], i);
      picture.putImageData(image, 0, 0);
    },
    key: () => null,
    tools(parent) {
      const all = [["Sand", own], ["Wall", WALL], ["Wipe", NOTHING]].map(([name, material]) => {
        const made = button(parent, name, name, () => choose(material, made));
        return made;
      });
      function choose(material, made) {
        chosen = material;
        for (const one of all) one.setAttribute("aria-pressed", one === made);
      }
      choose(own, all[0]);
    },
    stroke({buttons}, from, to) {
      const material = buttons & RIGHT ? WALL : buttons & MIDDLE ? NOTHING : chosen;
      return {type: 2 + material, payload: integers(...from, ...to)};
    },
  };
}
