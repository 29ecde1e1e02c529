// Where the letters of a text stand and which font file shows each: for who writes a text elsewhere
// than on the screen, which it then looks like.
#pragma once

#include "draw/canvas.h"

typedef struct TextLetter {
    uint32_t code;    // as shown: U+FFFD or '?' for a character that no font has
    float x;          // of its pen, from the text's left end, logical pixels
    float size;       // of an em there, logical pixels
    const char *file; // the font's, as long as the source lives ...
    int face;         // ... and which of the faces in it
} TextLetter;

typedef void LetterTake(void *context, const TextLetter *letter);

typedef struct LetterSource {
    void *self;
    // Gives each letter of a SHAPE_TEXT to take, in order.
    void (*letters)(void *self, const Shape *shape, const char *text, LetterTake *take,
                    void *context);
} LetterSource;
