/* On pages that are the same for everybody: the line of what waits, and its sending, only where this
   device has kept anything before. A stranger's first page is lighter by all of it.
   Contract: localStorage.outboxAsked, which forms.js sets with the first entry. */
if (localStorage.outboxAsked) import("./line.js");
