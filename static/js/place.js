/* Where the app lies on its host, and names for what it stores in the browser (docs/decisions/0059).
   Contract: this file is static/js/place.js below that place. Apps on one host share the browser's stores,
   so below a path names begin with it, as those of cookies do (Environment.named). Touches no document
   except its cookies. */

/* "/", or "/back/" for an app at https://example.org/back. */
export const root = new URL("../../", import.meta.url).pathname;

/* "rest", or "at.back.rest" below /back/. */
export const named = (name) => (root === "/" ? name : `at${root.replaceAll("/", ".")}${name}`);

/* The value of one of the app's cookies, "" if there is none. */
export const cookie = (name) =>
  new Map(document.cookie.split("; ").map((each) => each.split("="))).get(named(name)) ?? "";
