/*
 * Answers the questions of the conformance kit (spec/conform.md), a line for a line: those of golden vectors, and those that a peer
 * in a generated world would be asked.
 */
import {TOPICS, script} from "./vectors.mjs";

const RUNS = {...TOPICS, "peer/world": script};

/** A function from each line to its answer, which remembers what was begun. */
export function answering() {
  const subjects = new Map();

  function begin({begin, subject, given}) {
    const run = RUNS[begin];
    if (!run) return {skip: "not implemented"};
    const found = run(given);
    if (typeof found !== "function") return {expect: found};
    subjects.set(subject, found);
    return {};
  }

  function answer(question) {
    if ("conform" in question) return {name: "the JavaScript port in spec/js", tells: ["links", "user"]};
    return "begin" in question ? begin(question) : {expect: subjects.get(question.subject)(question.step)};
  }

  return line => {
    try {
      return JSON.stringify(answer(JSON.parse(line)));
    } catch (e) {
      return JSON.stringify({error: `${e.stack}`});
    }
  };
}
