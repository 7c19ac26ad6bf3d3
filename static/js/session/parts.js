/* Copies of the page's templates.
   Contract: in a session that runs, the templates and the timers come with a script that is the same in every session
   (routines/views/session_parts.py), and puts them behind #say before any other script begins. Their addresses have
   ANY for the key of an exercise, and {session} for that of the session. */

// The key in the page's addresses and templates that stands for any other.
export const ANY = "00000000-0000-0000-0000-000000000000";

/* The words of the page for its scripts: the data- attributes of #session-words. */
export const words = document.getElementById("session-words").dataset;

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
