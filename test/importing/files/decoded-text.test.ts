import {expect, it} from "vitest";
import {decodedText} from "../../../loaders/importing/files/decoded-text.js";

it.each([
  ["ASCII", [0x61, 0x0d, 0x7f, 0x00]],
  ["two, three and four bytes a character", [...Buffer.from("é→𝄞")]],
  ["a mark at the start", [0xef, 0xbb, 0xbf, 0x61]],
  ["a byte that begins nothing", [0x61, 0xff, 0x62]],
  ["a character that is cut", [0x61, 0xe2, 0x86]],
  ["half of a character", [0xed, 0xa0, 0x80, 0x61]],
  ["nothing", []]
])("reads %s as Buffer does", (_, bytes) => {
  expect(decodedText(Buffer.from(bytes))).toBe(Buffer.from(bytes).toString("utf8"));
});
