// A canvas as quads and commands: which quads to draw in which order. No drawing.
#pragma once

#include "gfx/runs.h"

enum { NO_SCISSOR = -1 };

typedef enum Pipe { PIPE_BOX, PIPE_FLAT, PIPE_TEXT, PIPE_COUNT, PIPE_IMAGE, PIPE_RUN } Pipe;

typedef struct Command {
    Pipe pipe;
    int scissor;         // clip that the quads reach out of
    size_t first, count; // vertices; for PIPE_RUN the run's number
    const Shape *image;  // the canvas's
} Command;

// Zeroed but for atlas and runs it is ready.
typedef struct Batch {
    Atlas *atlas;
    Runs *runs;            // NULL with a graphics card
    Array(uint32_t) order; // shapes as they are painted
    Array(Command) commands;
    Array(Command) whole; // what `commands` was before runs were taken out
    BoxVertices boxes;
    Array(FlatVertex) flats;
    TextVertices texts;
} Batch;

// The quads and commands that draw the canvas into a framebuffer of that size in physical pixels;
// what was there before is forgotten.
void batch_build(Batch *batch, const Canvas *canvas, float scale, int width_px, int height_px);
void batch_finish(Batch *batch);
// A clip of the canvas in whole physical pixels within the framebuffer. clip -1: all.
Bounds batch_clip(const Canvas *canvas, int clip, float scale, int width_px, int height_px);
