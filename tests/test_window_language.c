// Another language is there in the next frame, everywhere: a window in which it was chosen says
// what one that began in it says.
#include "app/shell/language.h"
#include "base/languages.h"
#include "base/words.h"
#include "control_names.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static void begin_in(const char *language)
{
    setenv("THALWEG_LANGUAGE", language, 1);
    words_begin();
}

// All texts of the last frame with their places, a line each; to be freed.
static char *texts_of(const Bench *b)
{
    const Canvas *canvas = &b->app.shell.canvas;
    char *all = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&all, &length);
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        const Shape *shape = &canvas->shapes.items[i];
        if (shape->kind == SHAPE_TEXT) {
            fprintf(out, "%.0f %.0f %.*s\n", shape->text.x, shape->text.y, (int)shape->text.length,
                    canvas_text_of(canvas, shape));
        }
    }
    fclose(out);
    return all;
}

// The first line that is not the same; NULL: none.
static const char *first_other(const char *a, const char *b)
{
    const char *line = a;
    for (; *a && *a == *b; a++, b++) {
        line = *a == '\n' ? a + 1 : line;
    }
    return *a == *b ? NULL : line;
}

// By hand: the button in the bar, the row of the list.
static void choose(Bench *b, int row)
{
    char entry[32];
    bench_click(b, "language");
    cr_assert(ui_find(&b->app.shell.ui, "language.0"), "the list is open");
    snprintf(entry, sizeof entry, "language.%d", row);
    bench_click(b, entry);
    bench_move(b, 700, 300);
    bench_frame(b);
}

static void compare(Bench *open(void), const char *from, const char *to)
{
    begin_in(from);
    Bench *b = open();
    bench_move(b, 700, 300);
    bench_frame(b);
    char *before = texts_of(b);
    words_set(to);
    bench_frame(b);
    bench_frame(b);
    char *changed = texts_of(b);
    words_set(from);
    bench_frame(b);
    bench_frame(b);
    char *back = texts_of(b);
    bench_close(b);
    begin_in(to);
    b = open();
    bench_move(b, 700, 300);
    bench_frame(b);
    char *fresh = texts_of(b);
    bench_close(b);
    const char *wrong = first_other(changed, fresh);
    cr_expect(!wrong, "%s to %s: %.*s", from, to, (int)strcspn(wrong ? wrong : "", "\n"),
              wrong ? wrong : "");
    wrong = first_other(back, before);
    cr_expect(!wrong, "and back: %.*s", (int)strcspn(wrong ? wrong : "", "\n"), wrong ? wrong : "");
    cr_expect_str_neq(before, fresh);
    free(before);
    free(changed);
    free(back);
    free(fresh);
}

Test(window_language, all_of_the_landscape_room_changes_at_once)
{
    compare(open_landscape_full, "en", "xx");
    compare(open_landscape_full, "en", "ko");
}

Test(window_language, all_of_the_network_room_changes_at_once)
{
    compare(open_lab_full, "en", "xx");
    compare(open_lab_full, "en", "ko");
}

Test(window_language, is_chosen_by_hand_from_a_list_that_marks_what_is_spoken)
{
    begin_in("en");
    Bench *b = bench_open(1440, 900, 1);
    choose(b, LANGUAGE_KO);
    cr_expect_str_eq(words_language(), "ko");
    cr_expect_eq(b->app.language, LANGUAGE_KO);
    cr_expect(bench_says(b, "파일"), "the menu of files");
    bench_click(b, "language");
    cr_expect(bench_says(b, "한국어"));
    cr_expect(bench_says(b, "English"));
    cr_expect_eq(b->app.shell.ui.popup.at, LANGUAGE_KO);
    bench_key(b, SDLK_UP);
    bench_key(b, SDLK_RETURN);
    cr_expect_str_eq(words_language(), "en", "by the keys too");
    cr_expect(bench_says(b, "File"));
    bench_close(b);
}

// In a narrow bar there is no button: the menu opens the list.
Test(window_language, is_chosen_from_the_menu_where_the_bar_has_no_room)
{
    begin_in("en");
    Bench *b = bench_open(700, 560, 1);
    cr_assert_not(ui_find(&b->app.shell.ui, "language"));
    bench_click(b, "menu");
    for (int i = 0; !bench_says(b, "Language") && i < 40; i++) {
        bench_key(b, SDLK_DOWN);
    }
    bench_type(b, "lang");
    bench_key(b, SDLK_RETURN);
    cr_assert(ui_find(&b->app.shell.ui, "language.2"));
    bench_click(b, "language.2");
    cr_expect_str_eq(words_language(), "ko");
    bench_close(b);
}

Test(window_language, the_system_speaks_where_nothing_was_chosen)
{
    Settings settings;
    settings_defaults(&settings);
    unsetenv("THALWEG_LANGUAGE");
    setenv("LC_ALL", "ko_KR.UTF-8", 1);
    words_begin();
    language_recall(&settings);
    cr_expect_str_eq(words_language(), "ko");
    settings.language = LANGUAGE_EN;
    language_recall(&settings);
    cr_expect_str_eq(words_language(), "en", "what was chosen goes before it");
    setenv("LC_ALL", "C", 1);
    settings.language = LANGUAGE_KO;
    words_begin();
    language_recall(&settings);
    cr_expect_str_eq(words_language(), "ko", "in any locale");
    begin_in("en");
    language_recall(&settings);
    cr_expect_str_eq(words_language(), "en", "asked for by name");
}
