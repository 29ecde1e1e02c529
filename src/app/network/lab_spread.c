// The spread of each layer's values: a column of numbers that are read one below the other, so all
// have two digits.
#include "app/network/lab_columns.h"

#include "base/text.h"
#include "base/words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double LEAST = 9.95e-4, MOST = 9995; // of what can be read without a power of ten

// "2.9e-5", as text_short() writes powers.
static void power(double value, char *text, size_t size)
{
    char number[40];
    snprintf(number, sizeof number, "%.1e", value);
    char *e = strchr(number, 'e');
    *e = '\0';
    snprintf(text, size, "%se%d", number, (int)strtol(e + 1, NULL, 10));
}

static void decimal(double value, char *text, size_t size)
{
    char number[40];
    snprintf(number, sizeof number, "%.1e", value);
    const int exponent = (int)strtol(strchr(number, 'e') + 1, NULL, 10);
    snprintf(text, size, "%.*f", exponent < 1 ? 1 - exponent : 0, value);
}

static void write(double value, char *text, size_t size)
{
    if (isnan(value)) {
        text_print(text, size, "%s", tr("–"));
    } else if (value == 0 || isinf(value)) {
        text_short(text, size, value, 2);
    } else {
        (value < LEAST || value >= MOST ? power : decimal)(value, text, size);
    }
}

void lab_spread_text(const NetShot *net, int layer, char *text, size_t size)
{
    char std[40];
    write(net->stats[layer].std, std, sizeof std);
    text_print(text, size, "σ %s", std);
}

float lab_spreads_width(const Canvas *canvas, const NetShot *net, float size)
{
    float widest = 0;
    for (int i = 0; i < net->layer_count; i++) {
        char text[64];
        lab_spread_text(net, i, text, sizeof text);
        widest = fmaxf(widest, canvas_text_width(canvas, FONT_MONO, size, text));
    }
    return widest;
}
