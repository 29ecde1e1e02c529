// A texture that is looked up beside its edges as at them, without smaller copies of itself.
#pragma once

// filter: GL_NEAREST or GL_LINEAR. It is bound; to be deleted by glDeleteTextures().
unsigned texture_create(int filter);
