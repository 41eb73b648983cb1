// node stdio.mjs: answers the conformance kit's lines over standard input and output.
import {createInterface} from "node:readline";
import {answering} from "./answers.mjs";

const answer = answering();
createInterface({input: process.stdin}).on("line", line => process.stdout.write(answer(line) + "\n"));
