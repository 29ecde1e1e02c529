// The words of a formula's text: numbers, names, operators, also as people paste them (· × − ² √).
#pragma once

#include "base/error.h"

typedef enum TokenKind {
    TOKEN_END,
    TOKEN_NUMBER,
    TOKEN_SUPERSCRIPT, // ², ⁻¹: a power
    TOKEN_NAME,
    TOKEN_PLUS,
    TOKEN_MINUS,
    TOKEN_TIMES,
    TOKEN_DIVIDE,
    TOKEN_POWER,
    TOKEN_ROOT,
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_COMMA,
    TOKEN_BLANK, // never given out
} TokenKind;

typedef struct Token {
    TokenKind kind;
    size_t at, length; // bytes of the text
    double value;      // of a number or superscript
} Token;

// The token that begins at byte `at` or after blanks behind it.
bool token_read(const char *text, size_t length, size_t at, Token *token, Error *err);
