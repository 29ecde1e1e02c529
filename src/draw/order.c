// Counting sort by layer and, inside it, by what is painted first; else in the order they come.
#include "draw/order.h"

#include <stdlib.h>
#include <string.h>

enum { GROUP_IMAGES, GROUP_BOXES, GROUP_TEXTS, GROUP_COUNT };

static size_t group_of(const Shape *shape, int lowest)
{
    const int group = shape->kind == SHAPE_IMAGE  ? GROUP_IMAGES
                      : shape->kind == SHAPE_TEXT ? GROUP_TEXTS
                                                  : GROUP_BOXES;
    return (size_t)((shape->layer - lowest) * GROUP_COUNT + group);
}

void order_shapes(const Canvas *canvas, uint32_t *order)
{
    const size_t count = canvas->shapes.count;
    const Shape *shapes = canvas->shapes.items;
    int lowest = 0, highest = 0;
    for (size_t i = 0; i < count; i++) {
        lowest = shapes[i].layer < lowest ? shapes[i].layer : lowest;
        highest = shapes[i].layer > highest ? shapes[i].layer : highest;
    }
    const size_t groups = (size_t)(highest - lowest + 1) * GROUP_COUNT;
    uint32_t *start = memory_get((groups + 1) * sizeof *start);
    memset(start, 0, (groups + 1) * sizeof *start);
    for (size_t i = 0; i < count; i++) {
        start[group_of(&shapes[i], lowest) + 1]++;
    }
    for (size_t i = 0; i < groups; i++) {
        start[i + 1] += start[i];
    }
    for (size_t i = 0; i < count; i++) {
        order[start[group_of(&shapes[i], lowest)]++] = (uint32_t)i;
    }
    free(start);
}
