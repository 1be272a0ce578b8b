/** Nothing is left unsaid in either language. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { speak } from "../src/words.ts";

for (const language of ["zh", "en"]) {
  test(`each word is said in ${language}`, () => {
    for (const [key, word] of Object.entries(speak(language))) {
      assert.ok(typeof word === "function" || word.length > 0, key);
    }
  });
}

test("a language the map does not speak is answered in English", () => {
  assert.equal(speak("fr"), speak("en"));
});
