// Shader programs from files in shaders/; errors name the file and the line.
#include "gfx/shader.h"

#include "base/data_folder.h"
#include "base/file.h"

#include <ctype.h>
#include <epoxy/gl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SOURCE_BYTES_MAX = 1 << 20, LOG_BYTES_MAX = 400 };

// The line in a compiler's message: Mesa writes "0:12(5): error: ...", NVIDIA "0(12) : error ...".
// *rest: the message behind it. 0 if there is none.
static int line_of(const char *log, const char **rest)
{
    const char *at = log;
    while (isdigit((unsigned char)*at)) {
        at++;
    }
    *rest = log;
    if (at == log || (*at != ':' && *at != '(') || !isdigit((unsigned char)at[1])) {
        return 0;
    }
    char *end;
    const int line = (int)strtol(at + 1, &end, 10);
    const char *message = strchr(end, ':');
    *rest = message != NULL ? message + 1 : end;
    *rest += strspn(*rest, " ");
    return line;
}

static void fail_compile(unsigned shader, const char *name, const char *ending, Error *err)
{
    char log[LOG_BYTES_MAX] = "";
    glGetShaderInfoLog(shader, sizeof log, NULL, log);
    log[strcspn(log, "\n")] = 0;
    const char *message;
    const int line = line_of(log, &message);
    fail(err, "shaders/%s.%s:%d: %s", name, ending, line, message);
}

// 0 with err on failure. `define` is a name the source may ask for with #ifdef, or NULL.
static unsigned compile(GLenum stage, const char *folder, const char *name, const char *ending,
                        const char *define, Error *err)
{
    char path[PATH_MAX + 64], head[128];
    snprintf(path, sizeof path, "%s/shaders/%s.%s", folder, name, ending);
    Arena arena = { 0 };
    char *source;
    size_t length;
    if (!file_read(path, SOURCE_BYTES_MAX, &arena, &source, &length, err)) {
        arena_free(&arena);
        return 0;
    }
    // #line keeps the compiler's lines those of the file.
    snprintf(head, sizeof head, "#version 330 core\n%s%s\n#line 1\n", define ? "#define " : "",
             define ? define : "");
    const char *const parts[] = { head, source };
    const unsigned shader = glCreateShader(stage);
    glShaderSource(shader, 2, parts, NULL);
    glCompileShader(shader);
    arena_free(&arena);
    GLint good = 0;
    glGetShaderiv(shader, GL_COMPILE_STATUS, &good);
    if (!good) {
        fail_compile(shader, name, ending, err);
        glDeleteShader(shader);
        return 0;
    }
    return shader;
}

unsigned shader_load_with(const char *name, const char *define, Error *err)
{
    const char *folder = data_folder(err);
    if (folder == NULL) {
        return 0;
    }
    const unsigned vertex = compile(GL_VERTEX_SHADER, folder, name, "vert", define, err);
    if (vertex == 0) {
        return 0;
    }
    const unsigned fragment = compile(GL_FRAGMENT_SHADER, folder, name, "frag", define, err);
    if (fragment == 0) {
        glDeleteShader(vertex);
        return 0;
    }
    const unsigned program = glCreateProgram();
    glAttachShader(program, vertex);
    glAttachShader(program, fragment);
    glLinkProgram(program);
    glDeleteShader(vertex);
    glDeleteShader(fragment);
    GLint good = 0;
    glGetProgramiv(program, GL_LINK_STATUS, &good);
    if (!good) {
        char log[LOG_BYTES_MAX] = "";
        glGetProgramInfoLog(program, sizeof log, NULL, log);
        log[strcspn(log, "\n")] = 0;
        fail(err, "shaders/%s.vert and .frag do not fit together: %s", name, log);
        glDeleteProgram(program);
        return 0;
    }
    return program;
}

unsigned shader_load(const char *name, Error *err)
{
    return shader_load_with(name, NULL, err);
}
