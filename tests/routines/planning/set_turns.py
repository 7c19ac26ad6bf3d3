"""The table of the sets of a superset in turn, which tests the rules in Python and in the script.

Each case: how many sets the exercises have, and the sets in the order in which they are done, each
with "|" if a rest follows it. A set before ":" is done out of turn.
"""

CASES = [
    ([3], "a1| a2| a3|"),
    ([2, 2], "a1 b1| a2 b2|"),
    ([3, 2], "a1 b1| a2 b2| a3|"),
    ([1, 3], "a1 b1| b2| b3|"),
    ([2, 1, 2], "a1 b1 c1| a2 c2|"),
    # b first, as a's place was taken.
    ([2, 2], ":b1 a1| a2 b2|"),
    # All of a, then all of b.
    ([2, 2], ":a1 :a2 b1| b2|"),
]


def steps(case):
    """Return a case as (index of the exercise, number, was out of turn, rest follows)."""
    words = [(word, word.strip(":|")) for word in case.split()]
    return [
        ("abc".index(name[0]), int(name[1]), word[0] == ":", word[-1] == "|")
        for word, name in words
    ]
