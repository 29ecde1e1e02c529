// What is asked of somebody: a quantity, of a layer if need be.
#include "sim/lesson/condition_reader.h"

#include "base/utf8.h"

#include <math.h>

static bool read_layer(Reader *reader, Amount *amount)
{
    if (!reader_takes(reader, "of")) {
        return true;
    }
    reader_skip(reader);
    amount->layer_at = reader->at;
    const bool the = reader_takes(reader, "the");
    if (reader_takes(reader, "last")) {
        amount->layer = LAYER_LAST;
    } else if (!the && (reader_takes(reader, "every") || reader_takes(reader, "each"))) {
        amount->layer = LAYER_EVERY;
    } else if (!the && reader_takes(reader, "any")) {
        amount->layer = LAYER_ANY;
    } else if (!the && reader_takes(reader, "layer")) {
        long layer;
        const int at = reader->at;
        if (!reader_whole(reader, &layer)) {
            return false;
        }
        amount->layer = (int)fmin((double)layer, INSPECT_LAYERS_MAX + 1);
        return layer >= 1 || fail_at(reader->err, at, "layers are counted from 1");
    } else {
        return fail_at(reader->err, amount->layer_at,
                       "behind `of` stands which layer: layer 1, the last layer, every layer or "
                       "any layer");
    }
    return reader_takes(reader, "layer") ||
           fail_at(reader->err, reader->at, "the word `layer` is missing");
}

// "gradient std", "weight std": of what the layer holds; "gradient" alone is a quantity.
static void read_kind(Reader *reader, Amount *amount)
{
    const int begin = reader->at;
    const bool weight = reader_sees(reader, "weight"), gradient = reader_sees(reader, "gradient");
    amount->kind = INSPECT_ACTIVATIONS;
    if (!weight && !gradient) {
        return;
    }
    reader->at = reader_word_end(reader, reader->at);
    reader_skip(reader);
    char key[64];
    text_print(key, sizeof key, "%.*s", reader_word_end(reader, reader->at) - reader->at,
               reader->text + reader->at);
    const Quantity *next = quantity_find(key);
    if (weight || (next && next->layer)) {
        amount->kind = weight ? INSPECT_WEIGHTS : INSPECT_GRADIENTS;
    } else {
        reader->at = begin;
    }
}

bool reader_amount(Reader *reader, Amount *amount)
{
    read_kind(reader, amount);
    reader_skip(reader);
    amount->at = reader->at;
    const int end = reader_word_end(reader, reader->at), length = end - reader->at;
    if (length == 0) {
        return fail_at(reader->err, reader->at,
                       "what is asked is missing: a quantity as in loss, or a word as in is lost");
    }
    char key[64];
    text_print(key, sizeof key, "%.*s", length, reader->text + reader->at);
    amount->quantity = quantity_find(key);
    if (!amount->quantity) {
        return quantity_unknown(reader->text + reader->at, length, reader->at, reader->err);
    }
    reader->at = end;
    if (!read_layer(reader, amount)) {
        return false;
    }
    if (amount->kind != INSPECT_ACTIVATIONS && amount->layer == LAYER_WHOLE) {
        return fail_at(reader->err, end, "which layer is missing, as in `of layer 1`");
    }
    return true;
}

static bool may_be(const Who *who, QuantityOf of)
{
    return of == QUANTITY_RACE ? who->kind != WHO_NETWORK : who->kind != WHO_OPTIMIZER;
}

bool reader_fits(const Reader *reader, const Amount *amount)
{
    const Quantity *quantity = amount->quantity;
    const char *key = quantity->kind.key;
    if (amount->layer != LAYER_WHOLE) {
        if (!may_be(&amount->who, QUANTITY_LAYER)) {
            return fail_at(reader->err, amount->layer_at, "only networks have layers");
        }
        if (!quantity_has(quantity, QUANTITY_LAYER)) {
            return fail_at(reader->err, amount->at, "%s is not of a layer", key);
        }
        return !quantity->activations || amount->kind == INSPECT_ACTIVATIONS ||
               fail_at(reader->err, amount->at, "%s is of activations alone", key);
    }
    if ((may_be(&amount->who, QUANTITY_RACE) && quantity_has(quantity, QUANTITY_RACE)) ||
        (may_be(&amount->who, QUANTITY_NET) && quantity_has(quantity, QUANTITY_NET))) {
        return true;
    }
    if (quantity_has(quantity, QUANTITY_LAYER) && may_be(&amount->who, QUANTITY_LAYER)) {
        return fail_at(reader->err, amount->at, "%s is of a layer, as in `%s of layer 1`", key,
                       key);
    }
    return amount->who.kind == WHO_OPTIMIZER
               ? fail_at(reader->err, amount->at, "optimizers have no %s; networks do", key)
               : fail_at(reader->err, amount->at, "networks have no %s; optimizers do", key);
}
