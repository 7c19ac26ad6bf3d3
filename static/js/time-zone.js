/* Fills the hidden time zone in from the browser; without it the person picks one in the set-up. */
const field = document.querySelector('input[name="time_zone"]');
if (field) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
