/* Fills the browser's time zone in where the person has chosen none: input[data-own-zone]. Without it
   the person types one in the set-up. */
const own = document.querySelector("input[data-own-zone]");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (own && zone) own.value = own.type === "hidden" ? zone : zone.replaceAll("_", " ");
