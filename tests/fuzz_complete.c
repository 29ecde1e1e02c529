// Any bytes as the words before the cursor, as bash and zsh hand them to the program: no crash,
// each line is one that their scripts read, and a word that is offered continues what was typed.
#include "commands.h"
#include "fuzz_words.h"

// What the offered word has to begin with: the cursor's word without its quote, or what stands
// behind the '=' of a flag.
static bool continues(const char *word, const char *typed)
{
    typed += *typed == '"' || *typed == '\'';
    const char *value = strncmp(typed, "--", 2) == 0 ? strchr(typed, '=') : NULL;
    return strncmp(word, typed, strlen(typed)) == 0 ||
           (value && strncmp(word, value + 1, strlen(value + 1)) == 0);
}

// "word TAB text TAB what it is" or "files TAB pattern"; the line's end is cut off.
static void hold_line(char *line, const char *typed)
{
    char *text = strchr(line, '\t');
    hold(text, "a line has fields");
    *text++ = '\0';
    char *about = strchr(text, '\t');
    if (strcmp(line, "files") == 0) {
        hold(*text == '*' && !about, "a pattern of files");
        return;
    }
    hold(strcmp(line, "word") == 0, "a line is of words or files");
    hold(about, "a word has a field that tells of it");
    *about++ = '\0';
    hold(!strchr(about, '\t'), "no further field");
    hold(*text, "a word is not empty");
    hold(continues(text, typed), "a word continues what was typed");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Words words;
    Heard heard;
    words_split(&words, data, size);
    char *argv[WORDS_MAX + 3] = { words.argv[0], (char *)"complete" };
    memcpy(argv + 2, words.argv + 1, (size_t)words.argc * sizeof *argv);
    heard_begin(&heard);
    const int status = commands_run(words.argc + 1, argv);
    heard_end(&heard);
    hold(status == 0 && heard.err_length == 0, "completion complains of nothing");
    const char *typed = words.argc > 1 ? words.argv[words.argc - 1] : "";
    for (char *line = heard.out, *end; *line; line = end + 1) {
        end = strchr(line, '\n');
        hold(end, "lines end");
        *end = '\0';
        hold_line(line, typed);
    }
    heard_free(&heard);
    words_free(&words);
    return 0;
}
