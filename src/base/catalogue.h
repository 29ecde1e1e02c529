// A language's translations as msgfmt writes them (.mo): all in memory, found by hashing. They are
// read here and not by the C library, whose catalogues hang on the locales that a system happens
// to have generated and on the environment of the whole process: so the program speaks a language
// anywhere, and can change to another while threads ask for texts.
#pragma once

#include "base/base.h"

typedef struct Catalogue Catalogue;

// NULL if there is no such file, it is damaged or there is no memory. Its texts live as long as it.
Catalogue *catalogue_load(const char *path);
// The same from the file's bytes, which stay the caller's.
Catalogue *catalogue_parse(const void *bytes, size_t length);
void catalogue_free(Catalogue *catalogue);

// The translation; NULL if it has none. context: NULL or as in tr_c(). Any thread.
const char *catalogue_find(const Catalogue *catalogue, const char *context, const char *english);
// The form for so many; NULL if it has none. Any thread.
const char *catalogue_find_plural(const Catalogue *catalogue, const char *one, unsigned long count);

// Which form stands for n, by a header's rule as C writes it ("n==1 ? 0 : n<5 ? 1 : 2"): 0 where
// the rule is none.
unsigned long plural_form(const char *rule, unsigned long n);
