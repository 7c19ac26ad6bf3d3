"""Draw the exercises: key poses → solved bodies → outlines → SVG.

Pure: no Django, no clock, no chance. Lengths are fractions of the stature; x points right, y up,
and the floor is y = 0. Directions are in degrees, 0 = right, 90 = up, always from the trunk
outwards. In the side view the figure faces right, and its front is the trunk's direction − 90°, so
that the same rules hold for standing (trunk 90), lying on the back (180) and all fours (0).
"""
