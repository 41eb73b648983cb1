// node check.mjs FILE...: runs golden vectors against this implementation; the exit status is 0 if all pass.
import {readFileSync} from "node:fs";
import {check} from "./vectors.mjs";

const {lines, passed} = check(process.argv.slice(2).map(path => JSON.parse(readFileSync(path, "utf8"))));
lines.forEach(line => console.log(line));
process.exitCode = passed ? 0 : 1;
