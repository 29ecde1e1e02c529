// Pixel buffers in turn, each with a fence that tells when it is full.
#include "gfx/flow.h"

#include <epoxy/gl.h>
#include <string.h>

void flow_finish(Flow *flow)
{
    for (int i = 0; i < FLOW_MOST; i++) {
        if (flow->fences[i]) {
            glDeleteSync(flow->fences[i]);
        }
    }
    glDeleteBuffers(FLOW_MOST, flow->buffers);
    *flow = (Flow){ 0 };
}

static size_t row_bytes(const Capture *capture)
{
    return (size_t)capture->width * 4;
}

static void bind(Flow *flow, int place, const Capture *capture)
{
    const size_t bytes = row_bytes(capture) * (size_t)capture->height;
    const bool fresh = flow->buffers[place] == 0;
    if (fresh) {
        glGenBuffers(1, &flow->buffers[place]);
    }
    glBindBuffer(GL_PIXEL_PACK_BUFFER, flow->buffers[place]);
    if (fresh) {
        glBufferData(GL_PIXEL_PACK_BUFFER, (GLsizeiptr)bytes, NULL, GL_STREAM_READ);
    }
}

void flow_ask(Flow *flow, const Capture *capture)
{
    assert(flow->count < FLOW_MOST);
    const int place = (flow->first + flow->count++) % FLOW_MOST;
    GLint before = 0;
    glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &before);
    bind(flow, place, capture);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, capture->framebuffer);
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glReadPixels(0, 0, capture->width, capture->height, GL_RGBA, GL_UNSIGNED_BYTE, NULL);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, (GLuint)before);
    glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
    flow->fences[place] = glFenceSync(GL_SYNC_GPU_COMMANDS_COMPLETE, 0);
    glFlush(); // so that it begins now
}

bool flow_take(Flow *flow, const Capture *capture, uint8_t *pixels)
{
    assert(flow->count > 0);
    const size_t bytes = row_bytes(capture), height = (size_t)capture->height;
    const int place = flow->first;
    glClientWaitSync(flow->fences[place], GL_SYNC_FLUSH_COMMANDS_BIT, GL_TIMEOUT_IGNORED);
    glDeleteSync(flow->fences[place]);
    flow->fences[place] = NULL;
    flow->first = (flow->first + 1) % FLOW_MOST;
    flow->count--;
    bind(flow, place, capture);
    const uint8_t *from = glMapBufferRange(GL_PIXEL_PACK_BUFFER, 0, (GLsizeiptr)(bytes * height),
                                           GL_MAP_READ_BIT); // the bottom row first
    for (size_t row = 0; from && row < height; row++) {
        memcpy(pixels + row * bytes, from + (height - 1 - row) * bytes, bytes);
    }
    const bool whole = from && glUnmapBuffer(GL_PIXEL_PACK_BUFFER);
    glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
    return whole;
}
