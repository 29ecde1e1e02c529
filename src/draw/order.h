// In which order a canvas is painted.
#pragma once

#include "draw/canvas.h"

// order [canvas->shapes.count]: the shapes from the first painted to the last.
void order_shapes(const Canvas *canvas, uint32_t *order);
