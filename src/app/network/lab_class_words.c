// What classes are called: one by its name or, where it has none, its number. Where each has little
// room, all by their names, all by so many first letters as tell them apart, or all by numbers;
// never some so and some so.
#include "app/network/lab_columns.h"

#include "base/utf8.h"
#include "base/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LETTERS_MOST = 4 };

void lab_class_name(const LabShot *shot, int class_index, char *text, size_t size)
{
    if (class_index >= 0 && class_index < shot->classes && shot->class_names[class_index][0]) {
        text_print(text, size, "%s", shot->class_names[class_index]);
    } else {
        text_print(text, size, tr("class %d"), class_index);
    }
}

void lab_class_word(const LabShot *shot, int class_index, int words, char *text, size_t size)
{
    const char *name = shot->class_names[class_index];
    if (words == LAB_CLASS_NUMBERS) {
        snprintf(text, size, "%d", class_index);
        return;
    }
    size_t end = 0;
    for (int i = 0; i < words && name[end]; i++) {
        utf8_next(name, strlen(name), &end);
    }
    snprintf(text, size, "%.*s", (int)end, name);
}

static bool fit(const Canvas *canvas, const LabShot *shot, int words, Font font, float size,
                float room)
{
    for (int i = 0; i < shot->classes; i++) {
        char text[40];
        lab_class_word(shot, i, words, text, sizeof text);
        if (!text[0] || canvas_text_width(canvas, font, size, text) > room) {
            return false;
        }
        for (int k = 0; k < i; k++) {
            char other[40];
            lab_class_word(shot, k, words, other, sizeof other);
            if (strcmp(text, other) == 0) {
                return false;
            }
        }
    }
    return true;
}

int lab_class_words(const Canvas *canvas, const LabShot *shot, Font font, float size, float room)
{
    if (fit(canvas, shot, LAB_CLASS_NAMES, font, size, room)) {
        return LAB_CLASS_NAMES;
    }
    for (int letters = 1; letters <= LETTERS_MOST; letters++) {
        if (fit(canvas, shot, letters, font, size, room)) {
            return letters;
        }
    }
    return fit(canvas, shot, LAB_CLASS_NUMBERS, font, size, room) ? LAB_CLASS_NUMBERS
                                                                  : LAB_CLASS_NONE;
}
