/* Copies of the page's templates. */

// The key in the page's addresses and templates that stands for any other.
export const ANY = "00000000-0000-0000-0000-000000000000";

/* A copy of a template of the page (templates/routines/_session_parts.html). */
export const part = (name) => document.getElementById(`part-${name}`).content.cloneNode(true);

/* Replaces texts in all attributes of what is in `root`: [old, new] pairs, one after the other. */
export const rewrite = (root, changes) => {
  for (const each of root.querySelectorAll("*"))
    for (const attribute of each.attributes)
      attribute.value = changes.reduce((text, [old, next]) => text.replaceAll(old, next), attribute.value);
};
