// The lessons that come with the program, in the window: what they point at is there, and what they
// say has room; and the sheet that they are chosen from.
#include "lesson_make.h"
#include "look.h"
#include "sanitized.h"
#include "window_bench.h"

#include "app/network/lab_columns.h"
#include "app/shell/classroom_point.h"
#include "app/shell/classroom_state.h"
#include "app/shell/sheet.h"
#include "base/words.h"
#include "io/lesson_file.h"
#include "io/lesson_list.h"

#include <criterion/criterion.h>
#include <math.h>

static void rest(Bench *b)
{
    for (int i = 0; i < 8; i++) {
        bench_frame(b);
    }
}

static bool all_there(Bench *b)
{
    const LessonStep *now = &classroom_lesson(&b->app)->steps[classroom_at(&b->app)];
    bool all = true;
    for (int i = 0; i < now->point_count; i++) {
        Rect rect = { 0 };
        all = all && classroom_where(&b->app, now->points[i], &rect);
    }
    return all;
}

static void each_step(int width, int height,
                      void (*look)(Bench *b, const LessonHead *head, int step))
{
    LessonList list;
    lesson_list_read(&list);
    Bench *b = bench_open(width, height, 1);
    cr_assert_geq(list.heads.count, 24);
    for (size_t i = 0; i < list.heads.count; i += SANITIZED ? 5 : 1) {
        const LessonHead *head = &list.heads.items[i];
        classroom_open(&b->app, head->path, b->now_s);
        cr_assert(classroom_is_open(&b->app), "%s", head->key);
        for (int step = 0; step < head->step_count; step++) {
            classroom_go(&b->app, step, b->now_s);
            rest(b);
            look(b, head, step);
        }
    }
    bench_close(b);
    lesson_list_finish(&list);
}

static void points_are_there(Bench *b, const LessonHead *head, int step)
{
    const LessonStep *now = &classroom_lesson(&b->app)->steps[step];
    for (int i = 0; i < 6000 && !all_there(b); i++) { // a lab has to be trained
        SDL_Delay(10);
        bench_frame(b);
    }
    for (int i = 0; i < now->point_count; i++) {
        Rect rect = { 0 };
        cr_expect(classroom_where(&b->app, now->points[i], &rect), "%s, step %d: %s", head->key,
                  step + 1, now->points[i]);
    }
}

static void strip_has_room(Bench *b, const LessonHead *head, int step)
{
    const Canvas *canvas = &b->app.shell.canvas;
    const Rect strip = b->app.shell.layout.caption;
    for (size_t i = 0; i < canvas->cut.count; i++) {
        const Shape *cut = &canvas->shapes.items[canvas->cut.items[i]];
        cr_expect_lt(cut->text.y, strip.y, "%s, step %d: %.*s", head->key, step + 1,
                     (int)cut->text.length, canvas_text_of(canvas, cut));
    }
    const float content = column_scroll(&b->app.shell.ui, ui_id("lesson.strip"))->content;
    cr_expect_leq(content, strip.h, "%s, step %d: %g of %g scroll", head->key, step + 1, content,
                  strip.h);
}

Test(lessons_window, everything_that_they_point_at_is_there)
{
    each_step(1280, 720, points_are_there);
}

Test(lessons_window, what_they_say_has_room_in_english)
{
    each_step(1280, 720, strip_has_room);
}

Test(lessons_window, what_they_say_has_room_in_korean)
{
    words_set("ko");
    each_step(1280, 720, strip_has_room);
}

// Presented, with all that comes in the course of the step.
static void all_has_room(Bench *b, const LessonHead *head, int step)
{
    ClassroomStep *done = classroom_done(b->app.classroom);
    done->answer = 0;
    done->revealed = done->ran = done->scored = done->reached = true;
    done->points = 50;
    bench_frame(b);
    bench_frame(b);
    strip_has_room(b, head, step);
    cr_expect_geq(b->app.shell.layout.picture.h, 0.25f * b->app.shell.ui.height, "%s, step %d",
                  head->key, step + 1);
}

Test(lessons_window, what_is_revealed_has_room_while_presenting)
{
    LessonList list;
    words_set("ko");
    lesson_list_read(&list);
    Bench *b = bench_open(1366, 768, 1);
    bench_key(b, SDLK_F5);
    for (size_t i = 0; i < list.heads.count; i += SANITIZED ? 5 : 1) {
        const LessonHead *head = &list.heads.items[i];
        classroom_open(&b->app, head->path, b->now_s);
        for (int step = 0; step < head->step_count; step++) {
            classroom_go(&b->app, step, b->now_s);
            bench_frame(b);
            all_has_room(b, head, step);
        }
    }
    bench_close(b);
    lesson_list_finish(&list);
}

static bool crosses(Rect a, Rect b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

// The line around what a step points at.
static bool outline_of(const Bench *b, const Shape *shape, Rect *rect)
{
    const Color accent = themes[b->app.shell.theme].accent;
    *rect = (Rect){ shape->box.x - shape->box.half_w, shape->box.y - shape->box.half_h,
                    2 * shape->box.half_w, 2 * shape->box.half_h };
    return shape->kind == SHAPE_BOX && shape->fill.a == 0 && shape->border.r == accent.r &&
           shape->border.g == accent.g && shape->border.b == accent.b &&
           fabsf(shape->box.border_width - 2.5f) < 0.01f;
}

static void frames_cut_no_words(Bench *b, const LessonHead *head, int step)
{
    enum { TEXTS = 4000 };
    static LookText texts[TEXTS];
    const LessonStep *now = &classroom_lesson(&b->app)->steps[step];
    const Canvas *canvas = &b->app.shell.canvas;
    const LabSpec *lab = &b->network->lab.wish.spec;
    if (b->app.room->row != &network_room || now->point_count == 0 ||
        lab->network_count > LAB_NETWORKS_ADDED) {
        return; // six stand in two rows, with hardly a pixel between
    }
    for (int i = 0; i < 6000 && !all_there(b); i++) { // a lab has to be trained
        SDL_Delay(10);
        bench_frame(b);
    }
    bench_wait(b, 2); // it has pulsed
    bench_frame(b);
    const int count = look_texts(canvas, b->app.shell.layout.picture, texts, TEXTS);
    cr_assert_lt(count, TEXTS);
    for (size_t i = 0; i < canvas->shapes.count; i++) {
        Rect rect;
        const bool outline = outline_of(b, &canvas->shapes.items[i], &rect);
        for (int k = 0; outline && k < count; k++) {
            const bool cut = crosses(texts[k].rect, rect) &&
                             !(rect.x <= texts[k].rect.x && rect.y <= texts[k].rect.y &&
                               rect.x + rect.w >= texts[k].rect.x + texts[k].rect.w &&
                               rect.y + rect.h >= texts[k].rect.y + texts[k].rect.h);
            cr_expect_not(cut, "%s, step %d: the frame cuts '%s'", head->key, step + 1,
                          texts[k].text);
        }
    }
}

Test(lessons_window, frames_around_what_they_point_at_cut_no_words)
{
    each_step(1366, 768, frames_cut_no_words);
}

// ---- what they say of pictures

static void open_step(Bench *b, const char *key, int step)
{
    LessonList list;
    lesson_list_read(&list);
    for (size_t i = 0; i < list.heads.count; i++) {
        if (strcmp(list.heads.items[i].key, key) == 0) {
            classroom_open(&b->app, list.heads.items[i].path, b->now_s);
        }
    }
    lesson_list_finish(&list);
    cr_assert(classroom_is_open(&b->app), "%s", key);
    classroom_go(&b->app, step, b->now_s);
    bench_rested(b);
}

// An answer takes height from the picture: the rows of maps that it speaks of are all still there.
Test(lessons_window, an_answer_leaves_the_maps_that_it_speaks_of)
{
    LookText first, last;
    Bench *b = bench_open(1366, 768, 1);
    const Canvas *canvas = &b->app.shell.canvas;
    bench_key(b, SDLK_F5);
    open_step(b, "57-convolution-and-pooling", 2);
    classroom_done(b->app.classroom)->revealed = true;
    bench_rested(b);
    bench_frame(b);
    const LabColumn column =
        lab_column_of(canvas, &b->network->lab, b->app.shell.layout.picture, 0, 1);
    cr_assert(look_text(canvas, "filters 1", column.layers, &first) &&
              look_text(canvas, "6 of 9 layers", column.layers, &last));
    cr_expect_geq(first.rect.y, column.layers.y - 1);
    cr_expect_leq(last.rect.y + last.rect.h, column.layers.y + column.layers.h + 1);
    bench_close(b);
}

// "All six reach 90 to 93 %": of every network the share is on screen.
static void expect_accuracies(const char *key, int step, int networks)
{
    LookText text;
    Bench *b = bench_open(1366, 768, 1);
    bench_key(b, SDLK_F5);
    open_step(b, key, step);
    cr_assert_eq(b->network->lab.shot->network_count, networks);
    for (int i = 0; i < networks; i++) {
        const LabColumn column = lab_column_of(&b->app.shell.canvas, &b->network->lab,
                                               b->app.shell.layout.picture, i, networks);
        cr_expect(look_text_has(&b->app.shell.canvas, " %", rect_inset(column.numbers, -2), &text),
                  "%s, step %d: of network %d no share is shown", key, step + 1, i + 1);
    }
    bench_close(b);
}

Test(lessons_window, what_is_asked_for_is_shown_in_six_columns)
{
    words_set("ko");
    expect_accuracies("72-random-search", 6, 6);
}

Test(lessons_window, what_is_asked_for_is_shown_in_four_columns)
{
    words_set("ko");
    expect_accuracies("32-four-optimizers-one-network", 3, 4);
}

// Where the chart takes the room of a list of layers, its lines lie on no others.
Test(lessons_window, no_words_lie_on_each_other_where_the_chart_takes_their_room)
{
    enum { TEXTS = 400 };
    static LookText texts[TEXTS];
    words_set("ko");
    Bench *b = bench_open(1366, 768, 1);
    bench_key(b, SDLK_F5);
    open_step(b, "57-convolution-and-pooling", 3);
    ClassroomStep *done = classroom_done(b->app.classroom);
    done->ran = done->scored = true;
    done->points = 50;
    bench_key(b, SDLK_g);
    bench_wait(b, SHELL_NOTICE_S + 1); // how it is left has been said
    bench_frame(b);
    const int count = look_texts(&b->app.shell.canvas, b->app.shell.layout.picture, texts, TEXTS);
    cr_assert_gt(count, 10);
    for (int i = 0; i < count; i++) {
        for (int k = 0; k < i; k++) {
            cr_expect_not(crosses(texts[i].rect, texts[k].rect), "'%s' on '%s'", texts[i].text,
                          texts[k].text);
        }
    }
    bench_close(b);
}

// Where the middle of what is bright in a picture lies, from its left.
static double middle(const float *pixels, int width, int height)
{
    double sum = 0, all = 0;
    for (int i = 0; i < width * height; i++) {
        sum += pixels[i] * (i % width);
        all += pixels[i];
    }
    return sum / all;
}

// "↓ and ↑ bring other shapes." "The 7th; the 8th does at the left and above. Wherever a shape lies
// ...": of convolution-and-pooling, step 3, in both languages.
Test(lessons_window, edges_light_up_in_the_maps_that_are_named_wherever_a_shape_lies)
{
    enum { SAMPLES = 24, RIGHT = 6, LEFT = 7 };
    Bench *b = bench_open(1366, 768, 1);
    const LabSpace *space = &b->network->lab;
    open_step(b, "57-convolution-and-pooling", 2);
    int row = -1;
    double least = 16, most = 0;
    for (int i = 0; i < SAMPLES; i++) {
        bench_rested(b);
        const LabShot *shot = space->shot;
        const LabMaps *maps = &shot->maps[0];
        cr_assert(maps->any && shot->step == 350 && shot->sample.row != row, "sample %d", i);
        row = shot->sample.row;
        const MapShot *map = &maps->maps[1];
        cr_assert(map->role == ROLE_ACTIVATION && map->shown == 8 && maps->row == row);
        const float *first = maps->values + map->at;
        const double shape = middle(shot->sample.x, 16, 16);
        const double right = middle(first + RIGHT * 256, 16, 16);
        const double left = middle(first + LEFT * 256, 16, 16);
        cr_expect_gt(right, shape + 1, "sample %d at %g: %g", row + 1, shape, right);
        cr_expect_lt(left, shape - 1, "sample %d at %g: %g", row + 1, shape, left);
        least = fmin(least, shape);
        most = fmax(most, shape);
        bench_key(b, i % 2 == 0 || i > 4 ? SDLK_DOWN : SDLK_UP);
    }
    cr_expect_gt(most - least, 4, "shapes lie in different places");
    bench_close(b);
}

// ---- the sheet

static Bench *open_sheet(void)
{
    Bench *b = bench_open(1280, 720, 1);
    bench_key_with(b, SDLK_l, KMOD_CTRL);
    bench_frame(b);
    cr_assert(sheet_is_open(&b->app));
    return b;
}

Test(lessons_window, the_sheet_opens_what_letters_find)
{
    Bench *b = open_sheet();
    cr_expect(bench_says(b, "Four optimizers in a valley"));
    cr_expect(bench_says(b, "Beginner"));
    bench_type(b, "rotate");
    bench_frame(b);
    cr_expect_not(bench_says(b, "Four optimizers in a valley"));
    bench_key(b, SDLK_RETURN);
    cr_expect_not(sheet_is_open(&b->app));
    cr_assert(classroom_is_open(&b->app));
    cr_expect(strstr(classroom_lesson(&b->app)->path, "31-who-can-rotate"), "%s",
              classroom_lesson(&b->app)->path);
    bench_close(b);
}

Test(lessons_window, the_sheet_opens_what_is_clicked_and_what_arrows_mark)
{
    Bench *b = open_sheet();
    bench_click(b, "lessons.1");
    cr_assert(classroom_is_open(&b->app));
    char path[4096];
    snprintf(path, sizeof path, "%s", classroom_lesson(&b->app)->path);
    classroom_leave(&b->app, b->now_s);
    bench_key_with(b, SDLK_l, KMOD_CTRL);
    bench_key(b, SDLK_DOWN);
    bench_key(b, SDLK_RETURN);
    cr_assert(classroom_is_open(&b->app));
    cr_expect_str_eq(classroom_lesson(&b->app)->path, path);
    bench_close(b);
}

Test(lessons_window, escape_empties_the_search_and_then_closes_the_sheet)
{
    Bench *b = open_sheet();
    bench_type(b, "zzz");
    bench_frame(b);
    cr_expect(bench_says(b, "No lesson has these words"));
    bench_key(b, SDLK_ESCAPE);
    cr_expect(sheet_is_open(&b->app));
    bench_frame(b);
    cr_expect(bench_says(b, "Four optimizers in a valley"));
    bench_key(b, SDLK_ESCAPE);
    cr_expect_not(sheet_is_open(&b->app));
    cr_expect_not(classroom_is_open(&b->app));
    bench_close(b);
}

Test(lessons_window, the_sheet_leads_to_files_anywhere)
{
    Bench *b = open_sheet();
    bench_click(b, "lessons.button.1");
    bench_frame(b);
    cr_expect(sheet_is_open(&b->app));
    cr_expect(bench_says(b, "Open a lesson"));
    bench_close(b);
}
