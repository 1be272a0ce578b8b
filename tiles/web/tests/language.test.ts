/** The first wish the twin speaks decides the language. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { chooseLanguage } from "../src/language.ts";
import { speak } from "../src/words.ts";

const KNOWN = ["zh", "en"];

test("the address goes before the memory, the memory before the server", () => {
  assert.equal(chooseLanguage(["en", "zh", "zh"], KNOWN), "en");
  assert.equal(chooseLanguage([null, "en", "zh"], KNOWN), "en");
  assert.equal(chooseLanguage([null, null, "zh"], KNOWN), "zh");
});

test("a regional tag counts as its language", () => {
  assert.equal(chooseLanguage(["zh-Hans-CN"], KNOWN), "zh");
  assert.equal(chooseLanguage(["en_US"], KNOWN), "en");
});

test("a language nobody speaks is passed over", () => {
  assert.equal(chooseLanguage(["fr", "en"], KNOWN), "en");
  assert.equal(chooseLanguage(["fr"], KNOWN), "zh");
});

test("each word is said in each language", () => {
  for (const language of KNOWN) {
    for (const [key, word] of Object.entries(speak(language))) {
      assert.ok(typeof word === "function" || word.length > 0, `${language}: ${key}`);
    }
  }
});
