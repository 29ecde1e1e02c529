// Made anew only when size or samples change.
#include "gfx/target.h"

#include "base/base.h"

#include <epoxy/gl.h>

void target_finish(Target *target)
{
    glDeleteFramebuffers(1, &target->framebuffer);
    glDeleteRenderbuffers(1, &target->color);
    glDeleteRenderbuffers(1, &target->depth);
    *target = (Target){ 0 };
}

static void attach(GLenum point, unsigned buffer, GLenum format, const Target *target)
{
    glBindRenderbuffer(GL_RENDERBUFFER, buffer);
    glRenderbufferStorageMultisample(GL_RENDERBUFFER, target->samples, format, target->width,
                                     target->height);
    glFramebufferRenderbuffer(GL_DRAW_FRAMEBUFFER, point, GL_RENDERBUFFER, buffer);
}

static void forget_errors(void)
{
    for (int i = 0; i < 16 && glGetError() != GL_NO_ERROR; i++) {
    }
}

static bool make(Target *target, int width, int height, int samples)
{
    GLint side = 0;
    glGetIntegerv(GL_MAX_RENDERBUFFER_SIZE, &side);
    if (width > side || height > side) {
        return false;
    }
    *target = (Target){ .width = width, .height = height, .samples = samples };
    glGenFramebuffers(1, &target->framebuffer);
    glGenRenderbuffers(1, &target->color);
    glGenRenderbuffers(1, &target->depth);
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, target->framebuffer);
    forget_errors();
    attach(GL_COLOR_ATTACHMENT0, target->color, GL_RGBA8, target);
    attach(GL_DEPTH_ATTACHMENT, target->depth, GL_DEPTH_COMPONENT24, target);
    if (glCheckFramebufferStatus(GL_DRAW_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE &&
        glGetError() == GL_NO_ERROR) {
        return true;
    }
    forget_errors();
    target_finish(target);
    return false;
}

bool target_bind(Target *target, int width, int height, int samples)
{
    if (target->framebuffer && target->width == width && target->height == height &&
        target->asked == samples) {
        glBindFramebuffer(GL_DRAW_FRAMEBUFFER, target->framebuffer);
        return true;
    }
    GLint most = 0;
    glGetIntegerv(GL_MAX_SAMPLES, &most);
    target_finish(target);
    const bool made = make(target, width, height, samples < most ? samples : most) ||
                      (samples > 0 && make(target, width, height, 0));
    target->asked = samples;
    return made;
}
