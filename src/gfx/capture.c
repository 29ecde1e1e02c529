// A framebuffer object to draw into, and its pixels: for `render`, screenshots and image tests.
#include "gfx/capture.h"

#include <epoxy/gl.h>
#include <stdlib.h>
#include <string.h>

enum { SIDE_MAX = 16384 };

bool capture_init(Capture *capture, int width, int height, Error *err)
{
    *capture = (Capture){ .width = width, .height = height };
    const unsigned before = capture_bound();
    GLint side_max = SIDE_MAX;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &side_max);
    side_max = side_max < SIDE_MAX ? side_max : SIDE_MAX;
    if (width < 1 || height < 1 || width > side_max || height > side_max) {
        return fail(err, "a picture of %d x %d pixels cannot be drawn here: 1 to %d a side", width,
                    height, side_max);
    }
    glGenTextures(1, &capture->texture);
    glBindTexture(GL_TEXTURE_2D, capture->texture);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, NULL);
    glGenFramebuffers(1, &capture->framebuffer);
    glBindFramebuffer(GL_FRAMEBUFFER, capture->framebuffer);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, capture->texture,
                           0);
    const bool complete = glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
    capture_rebind(before);
    if (!complete || glGetError() == GL_OUT_OF_MEMORY) {
        capture_finish(capture);
        return fail(err, "the graphics driver has no room for a picture of %d x %d pixels", width,
                    height);
    }
    return true;
}

void capture_finish(Capture *capture)
{
    if (capture->framebuffer != 0) {
        glDeleteFramebuffers(1, &capture->framebuffer);
    }
    if (capture->texture != 0) {
        glDeleteTextures(1, &capture->texture);
    }
    *capture = (Capture){ 0 };
}

void capture_bind(const Capture *capture)
{
    glBindFramebuffer(GL_FRAMEBUFFER, capture->framebuffer);
}

void capture_unbind(void)
{
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
}

unsigned capture_bound(void)
{
    GLint framebuffer = 0;
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &framebuffer);
    return (unsigned)framebuffer;
}

void capture_rebind(unsigned framebuffer)
{
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
}

// Premultiplied as drawn, to straight.
static void put_pixel(const uint8_t from[4], int channels, uint8_t *to)
{
    const int alpha = from[3];
    if (channels == 3) {
        memcpy(to, from, 3);
        return;
    }
    for (int i = 0; i < 3; i++) {
        const int straight = alpha > 0 ? (from[i] * 255 + alpha / 2) / alpha : 0;
        to[i] = (uint8_t)(straight < 255 ? straight : 255);
    }
    to[3] = (uint8_t)alpha;
}

// Read as RGBA, which every driver copies as it is, and turned: GL's first row is the bottom one.
void capture_read_channels(const Capture *capture, int channels, uint8_t *pixels)
{
    const size_t width = (size_t)capture->width, height = (size_t)capture->height;
    const size_t each = (size_t)channels;
    uint8_t *rgba = memory_get(width * height * 4);
    GLint before = 0;
    glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &before);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, capture->framebuffer);
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glReadPixels(0, 0, capture->width, capture->height, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, (GLuint)before);
    for (size_t row = 0; row < height; row++) {
        const uint8_t *from = rgba + (height - 1 - row) * width * 4;
        uint8_t *to = pixels + row * width * each;
        for (size_t i = 0; i < width; i++) {
            put_pixel(from + 4 * i, channels, to + each * i);
        }
    }
    free(rgba);
}

void capture_read(const Capture *capture, uint8_t *pixels)
{
    capture_read_channels(capture, 3, pixels);
}

void capture_wait(void)
{
    glFinish();
}
