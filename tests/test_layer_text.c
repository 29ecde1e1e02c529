// The grammar of layers=: what its texts say, and where their mistakes are.
#include "model/net/layer_text.h"

#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>

static LayerText read_text(const char *text)
{
    LayerText layers;
    Error err = { .at = -2 };
    cr_assert(layer_text_read(&layers, text, &err), "%s: %s", text, err.text);
    return layers;
}

Test(layer_text, a_convolution_has_stride_1_and_no_pad_unless_said)
{
    const LayerText plain = read_text("conv 8 3x3"), said = read_text("conv 8 5x5 pad=2 stride=3");
    const LayerNumbers *a = &plain.items[0].numbers, *b = &said.items[0].numbers;
    cr_expect(a->count == 8 && a->kernel == 3 && a->stride == 1 && a->pad == 0);
    cr_expect(b->count == 8 && b->kernel == 5 && b->stride == 3 && b->pad == 2);
}

Test(layer_text, features_are_a_list_that_ends_before_the_next_layer)
{
    const LayerText layers = read_text("features x, x2 ,siny,dense 3, features y");
    cr_assert_eq(layers.count, 3);
    cr_expect_eq(layers.items[0].features,
                 1u << INPUT_X | 1u << INPUT_X_SQUARED | 1u << INPUT_SIN_Y);
    cr_expect_eq(layers.items[0].length, (int)strlen("features x, x2 ,siny"));
    cr_expect_eq(layers.items[1].word, WORD_DENSE);
    cr_expect_eq(layers.items[2].features, 1u << INPUT_Y);
}

Test(layer_text, blanks_are_free)
{
    static const char *const same[] = {
        "conv 8 3x3 pad=1,2*(norm,relu),res drop=0.1(dense 4,dropout 0.5),gap",
        ("  conv  8  3x3  pad = 1 , 2 * ( norm , relu ) , res drop =0.1 ( dense 4 , dropout .5 ) , "
         "gap "),
        "conv 8 3x3\tpad=1,\n2*(norm,\nrelu),res drop=.1(dense 4,dropout 5e-1),gap",
    };
    const LayerText first = read_text(same[0]);
    cr_expect_eq(first.count, 8);
    for (size_t i = 1; i < COUNT(same); i++) {
        const LayerText other = read_text(same[i]);
        cr_assert_eq(other.count, first.count);
        for (int k = 0; k < first.count; k++) {
            const LayerItem *a = &first.items[k], *b = &other.items[k];
            cr_expect_eq(a->word, b->word);
            cr_expect_eq(a->end, b->end);
            cr_expect(memcmp(&a->numbers, &b->numbers, sizeof a->numbers) == 0, "%d", k);
        }
    }
}

Test(layer_text, what_stands_in_brackets_follows_its_item)
{
    const LayerText layers = read_text("3*(res(dense 8, relu), gap), flatten");
    static const LayerWordKind words[] = { WORD_REPEAT,     WORD_RES, WORD_DENSE,
                                           WORD_ACTIVATION, WORD_GAP, WORD_FLATTEN };
    static const int ends[] = { 5, 4, 3, 4, 5, 6 };
    cr_assert_eq(layers.count, (int)COUNT(words));
    for (int i = 0; i < layers.count; i++) {
        cr_expect_eq(layers.items[i].word, words[i], "%d", i);
        cr_expect_eq(layers.items[i].end, ends[i], "%d", i);
    }
    cr_expect_eq(layers.items[0].numbers.count, 3.0);
}

Test(layer_text, a_repetition_can_be_tied)
{
    const char *text = "relu, tie  3 * (dense 8, 2*(relu))";
    const LayerText layers = read_text(text);
    static const LayerWordKind words[] = { WORD_ACTIVATION, WORD_TIE, WORD_DENSE, WORD_REPEAT,
                                           WORD_ACTIVATION };
    cr_assert_eq(layers.count, (int)COUNT(words));
    for (int i = 0; i < layers.count; i++) {
        cr_expect_eq(layers.items[i].word, words[i], "%d", i);
    }
    const LayerItem *tie = &layers.items[1];
    cr_expect(tie->numbers.count == 3 && tie->end == 5 && tie->at == 6);
    cr_expect_eq(tie->length, (int)strlen("tie  3 *"));
    cr_expect_eq(layer_text_weighted(&layers), 3);
}

Test(layer_text, an_item_knows_its_bytes)
{
    const char *text = "relu, conv 16 5x5 pad=1 , 2*(dense 3)";
    const LayerText layers = read_text(text);
    cr_expect(strncmp(text + layers.items[1].at, "conv 16 5x5 pad=1", 17) == 0);
    cr_expect_eq(layers.items[1].length, 17);
    cr_expect_eq(layers.items[3].at, 29);
}

Test(layer_text, activations_are_words_with_their_numbers)
{
    for (int i = 0; i < ACTIVATION_COUNT; i++) {
        const LayerText layers = read_text(activations[i].kind.key);
        cr_expect(layers.items[0].named && layers.items[0].activation == (ActivationKind)i);
        cr_expect_eq(layers.items[0].numbers.count, 0.0);
    }
    const LayerText leaky = read_text("leaky_relu slope=0.3, leaky_relu, activation");
    cr_expect_eq(leaky.items[0].params.slope, 0.3);
    cr_expect_eq(leaky.items[1].params.slope, 0.01);
    cr_expect_not(leaky.items[2].named);
}

Test(layer_text, what_is_not_given_stays_open)
{
    const LayerText layers = read_text("dropout, dropout 0, res(gap), groupnorm, maxpool 2");
    cr_expect_eq(layers.items[0].numbers.drop, LAYER_OPEN);
    cr_expect_eq(layers.items[1].numbers.drop, 0.0);
    cr_expect_eq(layers.items[2].numbers.drop, LAYER_OPEN);
    cr_expect_eq(layers.items[4].numbers.count, 0.0);
    cr_expect_eq(layers.items[5].numbers.stride, 0.0);
}

// As it is copied from a paper.
Test(layer_text, sides_of_a_kernel_may_have_a_times_sign_between_them)
{
    const LayerText layers = read_text("conv 8 3×3 pad=1, maxpool 2×2, relu");
    cr_expect_eq(layers.items[0].numbers.kernel, 3);
    cr_expect_eq(layers.items[0].numbers.pad, 1);
    cr_expect_eq(layers.items[1].numbers.kernel, 2);
    cr_expect_eq(layers.items[2].word, WORD_ACTIVATION);
}

static const struct Mistake {
    const char *text;
    int at;
    const char *message; // its beginning
} mistakes[] = {
    { "", 0, "layers: a layer is missing, as in layers=\"dense 64, relu\"" },
    { "   ", 3, "layers: a layer is missing" },
    { "dense", 5, "dense needs its numbers: dense N" },
    { "dense , relu", 5, "dense needs its numbers: dense N" },
    { "dense 0", 6, "dense: units = 0 is outside 1 to 512" },
    { "dense 513", 6, "dense: units = 513 is outside 1 to 512" },
    { "dense 2.5", 6, "dense: units = 2.5 is not a whole number" },
    { "dense -4", 6, "dense: units = -4 is outside" },
    { "dense 99999999999999999999", 6, "dense: units = 1" },
    { "dense 64 relu", 9, "a comma is missing before 'relu'" },
    { "conv 8 3x3 blah((, relu", 11, "unknown layer 'blah' (known: dense" },
    { "dense 64 rleu", 9, "unknown layer 'rleu', did you mean 'relu'?" },
    { "dense 64; relu", 8, "a comma is expected between two layers" },
    { "dense 64,", 9, "a layer is missing behind the last comma" },
    { "dense 64, , relu", 10, "a layer is missing before this ','" },
    { ", relu", 0, "a layer is missing before this ','" },
    { "dense 64,, relu", 9, "a layer is missing before this ','" },
    { "dense 64, rleu", 10, "unknown layer 'rleu', did you mean 'relu'?" },
    { "batchnrm", 0, "unknown layer 'batchnrm', did you mean 'batchnorm'?" },
    { "linear 64", 0, "unknown layer 'linear', did you mean 'dense'?" },
    { "conv2d 8 3x3", 0, "unknown layer 'conv2d', did you mean 'conv'?" },
    { "xyzzy", 0,
      "unknown layer 'xyzzy' (known: dense, conv, maxpool, avgpool, gap, flatten, features, norm" },
    { "dense 8 units=3", 8, "dense has no 'units='" },
    { "conv", 4, "conv needs its numbers: conv N KxK [stride=S] [pad=P]" },
    { "conv 8", 6, "conv needs the size of its kernel, as in conv 8 3x3" },
    { "conv 8 3", 7, "conv: a kernel is written 3x3" },
    { "conv 8 3x", 9, "conv: a number is missing behind '3x'" },
    { "conv 8 3×", 10, "conv: a number is missing behind '3x'" },
    { "conv 8 3x5", 7, "conv: kernels are square here: 3x3 or 5x5" },
    { "conv 8 65x65", 7, "conv: kernel = 65 is outside 1 to 64" },
    { "conv 8 3x3 strid=2", 11, "conv has no 'strid=' (it has: stride, pad)" },
    { "conv 8 3x3 stride=", 18, "conv: a number is missing behind stride=" },
    { "conv 8 3x3 stride=0", 18, "conv: stride = 0 is outside 1 to 64" },
    { "conv 8 3x3 pad=1 pad=2", 17, "conv: pad is given twice" },
    { "maxpool", 7, "maxpool needs its numbers: maxpool K [stride=S]" },
    { "maxpool 0", 8, "maxpool: kernel = 0 is outside 1 to 64" },
    { "relu slope=1", 5, "relu has no 'slope='" },
    { "leaky_relu slope=x", 17, "leaky_relu: a number is missing behind slope=" },
    { "leaky_relu slope=7", 17, "leaky_relu: slope = 7 is outside" },
    { "dropout 0.95", 8, "dropout: p = 0.95 is outside 0 to 0.9" },
    { "res", 3, "res needs its layers in brackets" },
    { "features", 8,
      "features needs their names, as in features x,y,x2 (known: x, y, x2, y2, xy, sinx, siny)" },
    { "features z, dense 4", 9, "features: there is no 'z' (known: x, y, x2, y2, xy, sinx, siny)" },
    { "features x y", 11, "unknown layer 'y'" },
    { "features x,y, x, dense 4", 14, "features: 'x' stands there twice; once is enough" },
    { "tie", 3, "tie stands before a repetition, as in tie 3*(dense 16, tanh)" },
    { "tie res(dense 3)", 4, "tie stands before a repetition, as in tie 3*(dense 16, tanh)" },
    { "tie 0*(dense 3)", 4, "layers are repeated a whole number of times, 1 to 100" },
    { "tie 3*dense 3", 6, "tie 3* needs brackets around what is repeated, as in tie 3*(dense 64)" },
    { "tie 60*(dense 3), 60*(dense 3)", 18, "this makes 120 layers with weights" },
    { "res()", 4, "res needs layers in its brackets, as in res(dense 32, relu)" },
    { "res(dense 4", 3, "this bracket is not closed" },
    { "res(dense 4,)", 12, "a layer is missing before this ')'" },
    { "res drop=2 (gap)", 9, "res: drop = 2 is outside 0 to 0.9" },
    { "dense 4)", 7, "this bracket closes none that is open" },
    { "(dense 4)", 0, "brackets belong to res or to a count" },
    { "3*dense 4", 2, "3* needs brackets around what is repeated, as in 3*(dense 64)" },
    { "3*()", 3, "3* needs layers in its brackets" },
    { "3(dense 4)", 0, "a layer begins with its word, as in dense 64, or is repeated" },
    { "0*(dense 4)", 0, "layers are repeated a whole number of times, 1 to 100" },
    { "1000000*(dense 64)", 0, "layers are repeated a whole number of times, 1 to 100" },
    { "2.5*(gap)", 0, "layers are repeated a whole number of times" },
    { "-2*(gap)", 0, "layers are repeated a whole number of times" },
    { "101 x gap", 0, "layers are repeated a whole number of times" },
    { "gap, 60*(dense 4, 2*(dense 4))", 5,
      "this makes 180 layers with weights, and there can be at most 100" },
    { "100*(100*(100*(100*(gap))))", 0,
      "this makes 100000000 layers, and there can be at most 699" },
    { "DENSE 4", 0, "unknown layer 'DENSE', did you mean 'dense'?" },
    { "dense é", 5, "dense needs its numbers" },
    { "é", 0, "a layer begins with its word, as in dense 64" },
};

Test(layer_text, mistakes_are_pointed_at)
{
    for (size_t i = 0; i < COUNT(mistakes); i++) {
        const struct Mistake *it = &mistakes[i];
        LayerText layers;
        Error err = { .at = -2 };
        cr_expect_not(layer_text_read(&layers, it->text, &err), "%s", it->text);
        cr_expect_eq(err.at, it->at, "%s: %s, at %d", it->text, err.text, err.at);
        cr_expect(strncmp(err.text, it->message, strlen(it->message)) == 0, "%s: %s", it->text,
                  err.text);
    }
}

Test(layer_text, brackets_stand_at_most_so_deep_and_texts_are_at_most_so_long)
{
    char text[2 * LAYER_TEXT_MAX] = "";
    LayerText layers;
    Error err = { .at = -2 };
    for (int i = 0; i < 60; i++) {
        strcat(text, "res(");
    }
    cr_expect_not(layer_text_read(&layers, text, &err));
    cr_expect_str_eq(err.text, "brackets stand at most 16 deep");
    cr_expect_eq(err.at, 16 * 4 + 3);
    text[0] = '\0';
    for (int i = 0; i < 200; i++) {
        strcat(text, "gap,");
    }
    cr_expect_not(layer_text_read(&layers, text, &err));
    cr_expect_str_eq(err.text, "layers: longer than 479 bytes");
    cr_expect_eq(err.at, 479);
}

// The forms that help and lists show can be typed.
Test(layer_text, every_word_has_a_form_that_begins_with_it)
{
    for (int i = 0; i < LAYER_WORD_COUNT; i++) {
        const LayerWord *word = &layer_words[i];
        const size_t length = strlen(word->kind.key);
        cr_expect(strncmp(word->form, word->kind.key, length) == 0, "%s", word->form);
        cr_expect(word->kind.about && word->kind.name);
    }
}
