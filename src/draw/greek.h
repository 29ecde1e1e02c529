// Names of Greek letters.
#pragma once

// "eta" [length bytes] is "η"; static storage; NULL: it is no name of a letter.
const char *greek_letter(const char *name, int length);
