// The shape of a table's rows is kept as it was typed, so that a text field can hold it; whether it
// fits the table is known once that is read.
#include "model/data/dataset_kinds.h"

#include "base/spec.h"

bool data_shape_read(TensorShape *shape, const char *text, Error *err)
{
    return shape_read(shape, text, DATASET_FEATURES_MAX, "shape", err);
}

static void shape_reset(const Setting *setting, void *owner)
{
    setting_text.reset(setting, owner);
}

static void shape_copy(const Setting *setting, void *to, const void *from)
{
    setting_text.copy(setting, to, from);
}

static bool shape_equal(const Setting *setting, const void *a, const void *b)
{
    return setting_text.same(setting, a, b);
}

static bool shape_usual(const Setting *setting, const void *owner)
{
    return setting_text.usual(setting, owner);
}

static bool shape_read_word(const Setting *setting, void *owner, const Word *word, Error *err)
{
    char text[DATA_SHAPE_MAX];
    TensorShape shape;
    word_value(word, text, sizeof text);
    const bool told = word_value_length(word) > 0;
    if (told && !data_shape_read(&shape, text, err)) {
        if (err) {
            err->at += word_value_at(word);
        }
        return false;
    }
    return setting_text.read(setting, owner, word, err);
}

static size_t shape_write_word(const Setting *setting, const void *owner, char *text, size_t size)
{
    return setting_text.write(setting, owner, text, size);
}

const SettingType data_shape_type = { shape_reset,     shape_copy,       shape_equal, shape_usual,
                                      shape_read_word, shape_write_word, NULL };
