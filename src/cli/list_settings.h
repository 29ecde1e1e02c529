// The keys of a network as a list: which values each takes, its default, what it does.
#pragma once

#include "cli/columns.h"
#include "model/net/net_spec.h"

// The list whose rows these are, by its name; NULL: none.
typedef const char *ListOf(const Registry *rows);

extern Registry list_settings; // empty until it is gathered
void list_settings_gather(void);
// The cells of a row behind its key and its name: values, default, of people's tables what it does.
void list_fill_setting(Columns *table, size_t row, ListOf *list_of);
