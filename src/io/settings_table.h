// The settings one by one: each has a key and a short text for its value. The one description that
// reading, writing, defaults and messages share.
#pragma once

#include "io/settings.h"

enum { SETTING_COUNT = 25, SETTING_TEXT_MAX = 64 };

const char *setting_key(size_t index);
// The message says what would be right.
bool setting_read(size_t index, const char text[SETTING_TEXT_MAX], Settings *settings, Error *err);
// A number outside its range is written as its nearer end.
void setting_write(size_t index, const Settings *settings, char text[SETTING_TEXT_MAX]);
