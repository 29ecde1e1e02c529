// What was typed lately is kept by the Ui: there is one list that has the keys.
#include "ui/type_ahead.h"

#include "base/utf8.h"

#include <ctype.h>
#include <string.h>

static const double TYPED_S = 1; // letters that come sooner belong to the same word

typedef struct List {
    int count;
    const char *(*label)(const void *context, int index);
    const void *context;
} List;

static bool begins(const List *list, int index, const char *typed)
{
    const char *label = list->label(list->context, index);
    while (*typed && tolower((unsigned char)*label) == tolower((unsigned char)*typed)) {
        label++;
        typed++;
    }
    return !*typed;
}

// The first entry from `from` on, around the end, that begins so; -1: none.
static int find(const List *list, int from, const char *typed)
{
    for (int i = 0; i < list->count; i++) {
        const int at = ((from > 0 ? from : 0) + i) % list->count;
        if (begins(list, at, typed)) {
            return at;
        }
    }
    return -1;
}

static void typed_add(UiTypeAhead *ahead, size_t used, const char *text)
{
    text_print(ahead->text + used, sizeof ahead->text - used, "%s", text);
}

int type_ahead(Ui *ui, int at, int count, const char *(*label)(const void *context, int index),
               const void *context)
{
    const List list = { count, label, context };
    UiTypeAhead *ahead = &ui->ahead;
    if (ui->consumed || ui->event.kind != INPUT_TEXT) {
        return at;
    }
    ui->consumed = true;
    const size_t used = ui->now_s - ahead->typed_s < TYPED_S ? strlen(ahead->text) : 0;
    if (used == 0 && ui->event.text[0] == ' ') {
        return at; // the blank of a Space that has opened the list
    }
    ahead->typed_s = ui->now_s;
    typed_add(ahead, used, ui->event.text);
    int found = find(&list, used ? at : at + 1, ahead->text);
    if (found < 0) {
        typed_add(ahead, 0, ui->event.text);
        found = find(&list, at + 1, ahead->text);
    }
    return found < 0 ? at : found;
}
