// The loop: wait for events, give each to the app, draw once, show.
#include "app/window_main.h"

#include "app/rooms.h"
#include "app/shell/autosave.h"
#include "app/shell/classroom.h"
#include "app/shell/classroom_kept.h"
#include "app/shell/document.h"
#include "app/shell/frame.h"
#include "app/shell/language.h"
#include "app/shell/opening.h"
#include "app/shell/sheet_export.h"
#include "app/shell/signals.h"
#include "app/window_notes.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/words.h"
#include "gfx/window.h"
#include "io/flags.h"
#include "io/lesson_file.h"
#include "io/settings.h"
#include "io/subject_file.h"

#include <limits.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const double FRAME_BUDGET_S = 0.008;

const FlagsCommand window_command = {
    .name = "",
    .summary = N_("Opens the window."),
    .usage = N_("[FILE | CODE | LESSON] [scene flags | lab flags]"),
    .subjects = SUBJECTS_ALL,
    .shows = true,
    .example = "thalweg --landscape himmelblau --optimizer \"adam lr=0.2\" --optimizer sgd",
};

static const Cursor cursors[] = {
    [UI_CURSOR_ARROW] = CURSOR_ARROW, [UI_CURSOR_HAND] = CURSOR_HAND,
    [UI_CURSOR_TEXT] = CURSOR_TEXT,   [UI_CURSOR_MOVE] = CURSOR_MOVE,
    [UI_CURSOR_WIDTH] = CURSOR_WIDTH, [UI_CURSOR_HEIGHT] = CURSOR_HEIGHT,
    [UI_CURSOR_CROSS] = CURSOR_CROSS, [UI_CURSOR_NONE] = CURSOR_NONE,
};

static void follow_size(App *app, Window *window)
{
    int width, height;
    window_drawable_size(window, &width, &height);
    const float scale = app->scale_wanted > 0 ? app->scale_wanted : window_system_scale(window);
    app_resize(app, width, height, clampf(scale, 0.75f, 4));
}

// Where its candidates stand: at the caret, or where the pointer is.
static void tell_input_method(Shell *shell, Window *window)
{
    Ui *ui = &shell->ui;
    const Rect caret = ui->edit.id ? ui->edit.caret_at : (Rect){ ui->mouse_x, ui->mouse_y, 1, 20 };
    const float s = shell->scale;
    if (ui->edit.restart) {
        window_text_input(window, false, 0, 0, 0, 0);
        ui->edit.restart = false;
    }
    window_text_input(window, ui_editing(ui), caret.x * s, caret.y * s, caret.w * s, caret.h * s);
}

static void tell_window(App *app, Window *window)
{
    const Ui *ui = &app->shell.ui;
    char title[DOCUMENT_NAME_MAX + 16];
    document_title(app, title, sizeof title);
    window_set_title(window, title);
    window_cursor(window, cursors[ui->cursor]);
    tell_input_method(&app->shell, window);
    if (app->scale_wanted > 0 && app->scale_wanted != app->scale) {
        follow_size(app, window);
        app->more = true;
    }
    if (app->full_screen != window_is_full_screen(window)) {
        window_set_full_screen(window, app->full_screen);
    }
}

// The window is to be closed: by hand, which may have to be asked first, or by a signal.
static void close_window(App *app, const Signals *signals)
{
    if (atomic_load(&signals->got)) {
        app->quit = true;
    } else {
        opening_quit(app, clock_seconds());
    }
}

// Whether the window stays open.
static bool answer(App *app, Window *window, WindowNotes *notes, const Signals *signals,
                   const InputEvents *events)
{
    for (size_t i = 0; i < events->count; i++) {
        const InputEvent *event = &events->items[i];
        if (event->beside) {
            window_notes_event(notes, app, event, clock_seconds());
        } else if (event->kind == INPUT_QUIT) {
            close_window(app, signals);
        } else if (event->kind == INPUT_RESIZE) {
            follow_size(app, window);
        } else if (event->kind != INPUT_WAKE) { // the next frame takes what there is
            app_event(app, event, clock_seconds());
        }
    }
    return !app->quit;
}

// Answers events as they come until the next frame is due: at once for what happened while idle,
// but not sooner than one picture of the screen after the last. Waits without end when nothing
// moves.
static bool until_next_frame(App *app, Window *window, WindowNotes *notes, const Signals *signals,
                             double earliest_s, InputEvents *events)
{
    bool happened = false;
    for (;;) {
        const double now_s = clock_seconds();
        const double due_s =
            happened ? earliest_s : fmax(earliest_s, now_s + app_wait_s(app, now_s));
        if (now_s >= due_s) {
            return true;
        }
        events->count = 0;
        happened |= window_poll(window, isinf(due_s) ? -1 : due_s - now_s, events);
        if (!answer(app, window, notes, signals, events)) {
            return false;
        }
    }
}

static void loop(App *app, Window *window, const Signals *signals)
{
    const double frame_s = 0.9 / window_refresh_rate(window); // the screen's own beat does the rest
    InputEvents events = { 0 };
    WindowNotes notes = { .stale = false };
    double begun_s;
    do {
        begun_s = clock_seconds();
        app_frame(app, begun_s, FRAME_BUDGET_S);
        window_present(window);
        window_notes_follow(&notes, app, window, begun_s);
        tell_window(app, window);
        events.count = 0;
        window_poll(window, 0, &events); // what came while drawing
        app->more |= events.count > 0;
    } while (answer(app, window, &notes, signals, &events) &&
             until_next_frame(app, window, &notes, signals, begun_s + frame_s, &events));
    array_free(&events);
    window_notes_finish(&notes);
}

static void remember(const App *app, const Window *window, Settings *settings)
{
    settings->theme = app->shell.theme;
    settings->language = app->language;
    settings->scale = app->scale_wanted;
    settings->chart = app->shell.bottom;
    settings->still = app->shell.still;
    for (int i = 0; i < app->table->count; i++) {
        app->rooms[i].row->remember(app->rooms[i].state, settings);
    }
    if (!window_is_full_screen(window)) {
        window_size(window, &settings->width, &settings->height);
    }
}

// What the window begins with.
typedef struct Begin {
    TypedSubject *flags;
    bool given;        // anything was asked for; else it is a scene
    const char *wrong; // a file that could not be read, to be told in the window; NULL: none
} Begin;

// A lesson at its step, over what a window begins with; what was typed beside it changes that.
static void open_lesson(App *app, TypedSubject *flags)
{
    Error err = { .text = "" };
    Lesson *lesson = lesson_load(flags->lesson, &err);
    Subject *usual = memory_get(sizeof *usual);
    subject_defaults(usual, SUBJECT_SCENE);
    app_open(app, usual);
    free(usual);
    if (!lesson) { // it has just been read
        shell_notice(&app->shell, clock_seconds(), "%s", err.text);
        return;
    }
    classroom_begin(app, lesson, flags->lesson_step, clock_seconds());
    if (flags->changed) {
        lesson_call(lesson, &flags->subject);
        app_open(app, &flags->subject);
    }
}

// What was asked for, and the file that it is of.
static void open_first(App *app, const Begin *begin, const Settings *settings)
{
    Subject *subject = &begin->flags->subject;
    if (!begin->given) { // what is looked at as the last time
        subject->scene.relief.kind = (ReliefKind)settings->relief;
    }
    if (begin->flags->lesson) {
        open_lesson(app, begin->flags);
    } else {
        app_open(app, subject);
    }
    if (begin->flags->file) {
        char here[PATH_MAX];
        char *path = folder_path(getcwd(here, sizeof here) ? here : "/", begin->flags->file);
        document_attach(app, app->room, path);
        app->room->document.restored = begin->flags->changed;
        free(path);
    }
    if (begin->wrong) {
        opening_dropped(app, begin->wrong, clock_seconds());
    }
}

// On the terminal and in the window; "" is nothing.
static void tell(App *app, const Error *what)
{
    if (what->text[0]) {
        fprintf(stderr, "thalweg: %s\n", what->text);
        shell_notice(&app->shell, clock_seconds(), "%s", what->text);
    }
}

static int run_window(const Begin *begin, const Signals *signals)
{
    Error err = { .text = "" }, damage = { .text = "" };
    Settings settings;
    Shelf shelf = { .stale = false };
    settings_load(&settings, &damage);
    language_recall(&settings);
    Window *window = window_create(&(WindowOptions){ tr("Thalweg: optimizers on a landscape"),
                                                     settings.width, settings.height, false, true },
                                   &err);
    App app;
    if (!window || !app_init(&app, &rooms, &err)) {
        fprintf(stderr, "thalweg: %s\n", err.text);
        window_destroy(window);
        return 1;
    }
    Error letters = { .text = "" };
    language_check(&app, &letters);
    app_recall(&app, &settings);
    sheet_export_recall(&app, &settings);
    shelf_begin(&app, &shelf);
    open_first(&app, begin, &settings);
    tell(&app, &damage);
    tell(&app, &letters);
    follow_size(&app, window);
    autosave_begin(&app, clock_seconds());
    loop(&app, window, signals);
    classroom_end(&app);
    autosave_end(&app, !atomic_load(&signals->got));
    remember(&app, window, &settings);
    sheet_export_remember(&app, &settings);
    app_finish(&app);
    window_destroy(window);
    if (!settings_save(&settings, &err)) {
        fprintf(stderr, "thalweg: %s\n", err.text);
    }
    return 0;
}

static int run(const Begin *begin)
{
    Signals signals;
    signals_begin(&signals, window_quit);
    const int status = run_window(begin, &signals);
    signals_end(&signals);
    return status;
}

// Of a file that was double-clicked nobody reads what is wrong on a terminal: the window tells it.
static bool told_in_window(int argc, char **argv)
{
    return argc == 2 && subject_file_named(argv[1]) && !isatty(STDERR_FILENO) &&
           window_display_available();
}

int window_main(int argc, char **argv)
{
    Arena arena = { 0 };
    TypedSubject *flags = arena_new(&arena, TypedSubject, 1);
    int words = 0, status;
    signal(SIGPIPE, SIG_IGN); // no window goes because a reader of what it prints went away
    switch (flags_read(&window_command, argc, argv, NULL, flags, 0, NULL, &words, &arena)) {
    case FLAGS_READ: status = run(&(Begin){ flags, argc > 1, NULL }); break;
    case FLAGS_HELP: status = 0; break;
    default:
        status = 2;
        if (told_in_window(argc, argv)) {
            subject_defaults(&flags->subject, SUBJECT_SCENE);
            flags->file = NULL;
            run(&(Begin){ flags, false, argv[1] });
        }
        break;
    }
    arena_free(&arena);
    return status;
}
