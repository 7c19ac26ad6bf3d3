/* On pages that are the same for everybody: loads the outbox and its line only if this device has ever
   stored an entry, so that a stranger's first page is smaller.
   Contract: localStorage.outboxAsked, which forms.js sets with the first entry. */
if (localStorage.outboxAsked) import("./line.js");
