// What happens to rows before a step trains on them, against what PyTorch makes of the same draws
// (tests/golden/rows.py).
#include "golden.h"
#include "model/data/augment.h"
#include "model/data/mix.h"

#include <math.h>

enum { NUMBERS_MAX = 512 };

static const double FLOATS = 2e-6; // of numbers up to 1, a few roundings

static int list(const cJSON *object, const char *key, float *numbers)
{
    const cJSON *array = cJSON_GetObjectItemCaseSensitive(object, key);
    const int count = cJSON_GetArraySize(array);
    cr_assert(count > 0 && count <= NUMBERS_MAX, "%s: %d numbers", key, count);
    for (int i = 0; i < count; i++) {
        numbers[i] = (float)golden_item(array, i);
    }
    return count;
}

static void expect_list(const cJSON *object, const char *key, const float *numbers)
{
    float expected[NUMBERS_MAX];
    const int count = list(object, key, expected);
    for (int i = 0; i < count; i++) {
        cr_expect_float_eq(numbers[i], expected[i], FLOATS, "%s[%d] of\n%s\nis %.9g, not %.9g", key,
                           i, cJSON_PrintUnformatted(object), (double)numbers[i],
                           (double)expected[i]);
    }
}

static TensorShape shape_of(const cJSON *object)
{
    const cJSON *shape = cJSON_GetObjectItemCaseSensitive(object, "shape");
    return (TensorShape){ (int)golden_item(shape, 0), (int)golden_item(shape, 1),
                          (int)golden_item(shape, 2) };
}

Test(rows, pictures_are_moved_as_pytorch_moves_them)
{
    cJSON *json = golden_read("rows.json");
    const cJSON *moves = cJSON_GetObjectItemCaseSensitive(json, "moves");
    cr_assert(cJSON_GetArraySize(moves) >= 10);
    for (const cJSON *it = moves->child; it; it = it->next) {
        float from[NUMBERS_MAX], to[NUMBERS_MAX];
        const AugmentRow row = { shape_of(it), (float)golden_number(it, "paper") };
        const AugmentDraw draw = {
            .angle = golden_number(it, "angle"),
            .zoom = golden_number(it, "zoom"),
            .shift_x = golden_number(it, "right"),
            .shift_y = golden_number(it, "down"),
            .flipped = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(it, "flipped")),
        };
        cr_assert_eq(list(it, "picture", from), shape_size(row.shape));
        augment_move(&draw, &row, from, to);
        expect_list(it, "moved", to);
    }
    cJSON_Delete(json);
}

typedef struct Room {
    float x[NUMBERS_MAX], spare[NUMBERS_MAX];
    uint32_t from[NUMBERS_MAX];
} Room;

static MixRows rows_of(const cJSON *object, int wide, Room *room)
{
    const cJSON *array = cJSON_GetObjectItemCaseSensitive(object, "from");
    const int count = cJSON_GetArraySize(array);
    cr_assert_eq(list(object, "x", room->x), count * wide);
    for (int i = 0; i < count; i++) {
        room->from[i] = (uint32_t)golden_item(array, i);
    }
    return (MixRows){ room->x, wide, count, room->from, room->spare };
}

Test(rows, mixtures_are_pytorchs)
{
    cJSON *json = golden_read("rows.json");
    const cJSON *mixtures = cJSON_GetObjectItemCaseSensitive(json, "mixtures");
    cr_assert(cJSON_GetArraySize(mixtures) >= 3);
    for (const cJSON *it = mixtures->child; it; it = it->next) {
        Room room;
        const MixRows rows = rows_of(it, (int)golden_number(it, "wide"), &room);
        mix_rows(&rows, golden_number(it, "share"));
        expect_list(it, "mixed", room.x);
    }
    cJSON_Delete(json);
}

Test(rows, pieces_of_other_pictures_and_what_they_leave_are_pytorchs)
{
    cJSON *json = golden_read("rows.json");
    const cJSON *pieces = cJSON_GetObjectItemCaseSensitive(json, "pieces");
    cr_assert(cJSON_GetArraySize(pieces) >= 3);
    for (const cJSON *it = pieces->child; it; it = it->next) {
        Room room;
        const TensorShape shape = shape_of(it);
        const MixPiece piece = { (int)golden_number(it, "left"), (int)golden_number(it, "right"),
                                 (int)golden_number(it, "top"), (int)golden_number(it, "bottom") };
        const MixRows rows = rows_of(it, shape_size(shape), &room);
        mix_rows_paste(&rows, &piece, shape);
        expect_list(it, "mixed", room.x);
        cr_expect_float_eq(mix_share_left(&piece, shape), golden_number(it, "share"), 1e-12);
    }
    cJSON_Delete(json);
}
