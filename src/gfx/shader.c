// Shader programs from files in shaders/; errors name the file and the line.
#include "gfx/shader.h"

#include "base/file.h"
#include "base/place.h"

#include <ctype.h>
#include <epoxy/gl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SOURCE_BYTES_MAX = 1 << 20, LOG_BYTES_MAX = 400 };

static bool holds_shaders(const char *folder)
{
    char path[PATH_MAX];
    const int length = snprintf(path, sizeof path, "%s/shaders", folder);
    return length > 0 && (size_t)length < sizeof path && access(path, R_OK | X_OK) == 0;
}

const char *shader_data_folder(Error *err)
{
    // The answer is the same for the whole process, so it may live as long as that.
    static char beside[PATH_MAX];
    const char *told = getenv("THALWEG_DATA");
    if (told != NULL && told[0] != 0) {
        if (!holds_shaders(told)) {
            fail(err, "THALWEG_DATA is '%s', but there is no folder 'shaders' in it", told);
            return NULL;
        }
        return told;
    }
    if (beside[0] == 0) {
        place_beside_program(beside, sizeof beside, "../share/thalweg");
    }
    const char *const folders[] = { beside, THALWEG_DATA_DIR, THALWEG_SOURCE_DIR };
    for (size_t i = 0; i < COUNT(folders); i++) {
        if (folders[i][0] != 0 && holds_shaders(folders[i])) {
            return folders[i];
        }
    }
    fail(err,
         "the folder 'shaders' is missing: it belongs into %s; set THALWEG_DATA to the "
         "folder that holds it",
         THALWEG_DATA_DIR);
    return NULL;
}

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
    const char *folder = shader_data_folder(err);
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
