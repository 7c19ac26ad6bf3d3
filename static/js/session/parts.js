/* Copies of the page's templates. */

// The key in the page's addresses and templates that stands for any other.
export const ANY = "00000000-0000-0000-0000-000000000000";

/* A copy of a template of the page (templates/routines/_session_parts.jinja.html), whose forms get what all forms of
   the page send: the hidden fields of #ticks. */
export const part = (name) => {
  const copy = document.getElementById(`part-${name}`).content.cloneNode(true);
  const sent = document.querySelectorAll("#ticks > input");
  for (const form of copy.querySelectorAll("form")) form.prepend(...[...sent].map((each) => each.cloneNode()));
  return copy;
};

/* Replaces texts in all attributes of what is in `root`: [old, new] pairs, one after the other. */
export const rewrite = (root, changes) => {
  for (const each of root.querySelectorAll("*"))
    for (const attribute of each.attributes)
      attribute.value = changes.reduce((text, [old, next]) => text.replaceAll(old, next), attribute.value);
};
