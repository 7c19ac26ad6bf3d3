/* The order of sets in a superset, by the rules of routines/planning/supersets.py: its exercises are done in
   turn, with one rest at the end of each round. `open` has the number of each exercise's next set still to do,
   or null without one. Touches no document. */

/* Returns the index of the exercise whose set comes next; -1 if all are done. */
export const nextInTurn = (open) => {
  const waiting = open.filter((number) => number !== null);
  return waiting.length ? open.indexOf(Math.min(...waiting)) : -1;
};

/* Whether the next set follows without a rest, after set `number` of the exercise at `index`. */
export const goesOn = (open, index, number) => {
  const following = nextInTurn(open);
  return following >= 0 && following !== index && open[following] <= number;
};
