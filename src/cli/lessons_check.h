// Lessons checked: what is wrong with their files, and which of their claims do not hold.
#pragma once

#include "base/base.h"

// Tells on stderr what is wrong, on stdout how much was right. claims: they are run, too, which for
// networks can take a while. Whether the lesson is right.
bool lessons_check(const char *path, bool claims);
