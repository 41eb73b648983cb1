// node check.mjs FILE...: runs golden vectors against this implementation; the exit status says whether all pass.
import {readFileSync} from "node:fs";
import {failures} from "./vectors.mjs";

const files = process.argv.slice(2).map(path => JSON.parse(readFileSync(path, "utf8")));
const wrong = files.flatMap(failures);
wrong.forEach(text => console.log(text));
console.log(`${files.flatMap(file => file.cases).length} cases, ${wrong.length} failures`);
process.exitCode = wrong.length === 0 ? 0 : 1;
