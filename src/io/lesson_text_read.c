// A text says in which languages it is, or is for all of them; its marks come in pairs.
#include "io/lesson_reading.h"

#include "base/text.h"

#include <string.h>

enum { TEXT_BYTES_MAX = 4000, LINE_BYTES_MAX = 160 };

// "en", "pt_BR"
static bool is_language(const char *text)
{
    static const char lower[] = "abcdefghijklmnopqrstuvwxyz",
                      upper[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const size_t length = strspn(text, lower);
    const char *rest = text + length;
    return (length == 2 || length == 3) &&
           (!*rest ||
            ((*rest == '_' || *rest == '-') && strlen(rest) == 3 && strspn(rest + 1, upper) == 2));
}

// The first of a pair of signs that has no second one; -1: there is none.
static int lone_mark(const char *text, char sign)
{
    int open = -1;
    bool formula = false;
    for (int i = 0; text[i]; i++) {
        if (text[i] == '\\' && text[i + 1]) {
            i++;
            continue;
        }
        formula ^= text[i] == '$';
        if (text[i] == sign && (sign == '$' || !formula)) {
            open = open < 0 ? i : -1;
        }
    }
    return open;
}

static bool check_marks(LessonReading *reading, const YamlNode *node, const char *text)
{
    static const char signs[] = "$*";
    for (const char *sign = signs; *sign; sign++) {
        const int lone = lone_mark(text, *sign);
        if (lone >= 0) {
            return lesson_mistake(reading, yaml_node_byte(&reading->tree, node, (size_t)lone),
                                  "this %c has no second one behind it; the sign itself is \\%c",
                                  *sign, *sign);
        }
    }
    return true;
}

// A text in a language, without the line break at its end.
static const char *take_one(LessonReading *reading, const YamlNode *node, bool line)
{
    const char *text = lesson_plain(reading, node);
    size_t length = text ? strlen(text) : 0;
    while (length > 0 && strchr(" \n", text[length - 1])) {
        length--;
    }
    if (!text || !check_marks(reading, node, text)) {
        return NULL;
    }
    const char *broken = line ? memchr(text, '\n', length) : NULL;
    if (broken) {
        lesson_mistake(reading, yaml_node_byte(&reading->tree, node, (size_t)(broken - text)),
                       "this stands in a single line");
        return NULL;
    }
    const size_t most = line ? LINE_BYTES_MAX : TEXT_BYTES_MAX;
    if (length > most) {
        lesson_mistake(reading, node->item.value_at, "this text has more than %d bytes", (int)most);
        return NULL;
    }
    return arena_text(&reading->lesson->arena, text, length);
}

static void add(LessonText *text, const char *language, const char *words)
{
    if (words) {
        text->in[text->count].language = language;
        text->in[text->count++].text = words;
    }
}

static void take(LessonReading *reading, const YamlNode *node, LessonText *text, bool line)
{
    *text = (LessonText){ .count = 0 };
    if (node->kind == TREE_TEXT) {
        add(text, "", take_one(reading, node, line));
        return;
    }
    if (node->kind != TREE_MAP || node->count == 0) {
        lesson_mistake(reading, node->item.value_at,
                       "here stands a text, or one for each language: 'en: ...' and 'ko: ...'");
        return;
    }
    for (const YamlNode *pair = node->first; pair; pair = pair->next) {
        if (!is_language(pair->item.key)) {
            lesson_mistake(reading, pair->item.key_at,
                           "'%.40s' is no language as en and ko are; between { and } a text with a "
                           "comma in it needs quotes",
                           pair->item.key);
        } else if (text->count == LESSON_LANGUAGES_MAX) {
            lesson_mistake(reading, pair->item.key_at, "a text has at most %d languages",
                           LESSON_LANGUAGES_MAX);
        } else {
            add(text, pair->item.key, take_one(reading, pair, line));
        }
    }
}

void lesson_take_text(LessonReading *reading, const YamlNode *node, LessonText *text)
{
    take(reading, node, text, false);
}

void lesson_take_line(LessonReading *reading, const YamlNode *node, LessonText *text)
{
    take(reading, node, text, true);
}
