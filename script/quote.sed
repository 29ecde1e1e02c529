# Each line of a text as a string of C, for arrays of lines.
s/\\/\\\\/g
s/"/\\"/g
s/.*/"&",/
