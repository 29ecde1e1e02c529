// The sheet of lessons: those that came with the program and the reader's own, in groups, with what
// one learns in each. Letters search; a click or Enter opens.
#include "app/shell/classroom.h"

#include "app/parts/chooser.h"
#include "app/shell/classroom_thumbs.h"
#include "app/shell/sheet.h"
#include "base/text.h"
#include "base/words.h"
#include "draw/rich_text.h"
#include "draw/wrap.h"
#include "io/lesson_file.h"
#include "io/lesson_list.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    WIDTH = 860,
    HEIGHT = 660,
    ROW = 68,
    HEADING = 34,
    PICTURE_W = 80,
    PICTURE_H = 54,
    FACTS_W = 132,
    NARROW = 480, // without the facts at the right
    PLAIN_MAX = 512,
    PAGE = 5
};

typedef struct LessonsSheet {
    LessonList list;
    struct ClassroomThumbs *thumbs; // owned
    char search[96];
    char searched[96];        // what `shown` is of
    char (*learn)[PLAIN_MAX]; // [heads]: what is learnt, without marks; owned
    int shown[CHOOSER_ITEMS_MAX], count;
    int at;      // marked, of `shown`; -1: none
    bool reveal; // it is to be brought into view
    bool browse; // another file is wanted
} LessonsSheet;

static int head_count(const LessonsSheet *sheet)
{
    return clampi((int)sheet->list.heads.count, 0, CHOOSER_ITEMS_MAX);
}

static const char *group_name(int group)
{
    return tr(registry_at(&lesson_groups, (size_t)group)->name);
}

static const char *title_of(const LessonHead *head)
{
    const char *title = lesson_text(&head->title);
    return title ? title : head->key;
}

static ChooserItem item(const void *context, int index)
{
    const LessonsSheet *sheet = context;
    const LessonHead *head = &sheet->list.heads.items[index];
    return (ChooserItem){ title_of(head), sheet->learn[index], head->key, (int)head->group };
}

static void search(LessonsSheet *sheet)
{
    const Chooser chooser = { .popup = { .count = head_count(sheet) },
                              .item = item,
                              .groups = LESSON_GROUP_COUNT,
                              .group = group_name,
                              .context = sheet };
    int best = -1;
    sheet->count = chooser_search(&chooser, sheet->search, sheet->shown, &best);
    sheet->at = sheet->search[0] ? best : sheet->count > 0 ? 0 : -1;
    sheet->reveal = true;
    text_print(sheet->searched, sizeof sheet->searched, "%s", sheet->search);
}

// ---- a row

static void facts(Ui *ui, Rect rect, const LessonHead *head)
{
    char text[96];
    const Theme *t = ui->theme;
    ui_label(ui, cut_top(&rect, 18, 0), ALIGN_RIGHT, FONT_SANS, 12, t->text,
             tr(registry_at(&lesson_levels, (size_t)head->level)->name));
    text_print(text, sizeof text, tr("%d min"), head->minutes);
    ui_label(ui, cut_top(&rect, 17, 0), ALIGN_RIGHT, FONT_SANS, 12, t->muted, text);
    text_print(text, sizeof text, tr_n("%d step", "%d steps", head->step_count), head->step_count);
    ui_label(ui, cut_top(&rect, 17, 0), ALIGN_RIGHT, FONT_SANS, 12, t->muted,
             head->own ? tr("your own") : text);
}

// A wrong one says why, in place of what is learnt.
static void words(Ui *ui, Rect rect, const LessonHead *head, const char *learn)
{
    const Theme *t = ui->theme;
    Rect title = cut_top(&rect, 20, 1);
    wrap_text(ui->canvas, title, ALIGN_LEFT, FONT_BOLD, 14, head->wrong ? t->muted : t->text,
              title_of(head));
    wrap_text(ui->canvas, rect, ALIGN_LEFT, FONT_SANS, 12, head->wrong ? t->error : t->muted,
              head->wrong ? head->wrong : learn);
}

// Whether it is to be opened.
static bool row(App *app, LessonsSheet *sheet, Column *column, int place)
{
    Ui *ui = &app->shell.ui;
    const Theme *t = ui->theme;
    const int index = sheet->shown[place];
    const LessonHead *head = &sheet->list.heads.items[index];
    char name[UI_NAME_MAX];
    snprintf(name, sizeof name, "lessons.%d", index);
    Rect rect = column_row(column, ROW, 4);
    const UiPress press = ui_press(ui, name, rect, true);
    ui_tip(ui, head->wrong ? head->wrong : head->path);
    if (place == sheet->at || press.hovered) {
        canvas_box(ui->canvas, rect, 6, t->raised, place == sheet->at ? 1.5f : 1,
                   place == sheet->at ? t->accent : t->line);
    }
    ui_show_press(ui, &press, rect, 6);
    if (sheet->reveal && place == sheet->at) {
        ui->reveal = ui_id(name);
    }
    Rect inside = rect_inset(rect, 7);
    const Rect picture = cut_left(&inside, PICTURE_W, 12);
    classroom_thumb_draw(sheet->thumbs, ui->canvas, t, picture, head->wrong ? -1 : index);
    if (rect.w >= NARROW && !head->wrong) {
        facts(ui, cut_right(&inside, FACTS_W, 12), head);
    }
    words(ui, inside, head, sheet->learn[index]);
    const bool opens = ui_activated(ui, &press);
    if (opens) {
        sheet->at = place;
    }
    return opens;
}

static bool rows(App *app, LessonsSheet *sheet, Rect rect)
{
    Ui *ui = &app->shell.ui;
    bool opens = false;
    int group = -1;
    if (sheet->count == 0) {
        ui_label(ui, rect, ALIGN_CENTER, FONT_SANS, UI_TEXT_SIZE, ui->theme->muted,
                 tr("No lesson has these words"));
        return false;
    }
    Column column = column_begin_scroll(ui, "lessons", rect, 0);
    column.w -= 10;
    column.x += 3;
    column.y += 3;
    for (int i = 0; i < sheet->count; i++) {
        const int of = (int)sheet->list.heads.items[sheet->shown[i]].group;
        if (of != group) {
            group = of;
            Rect heading = column_row(&column, HEADING, 2);
            cut_top(&heading, 10, 0);
            ui_heading(ui, heading, group_name(group));
        }
        opens |= row(app, sheet, &column, i);
    }
    sheet->reveal = false;
    column_end(ui, &column);
    return opens;
}

// ---- the sheet

static void measure(const App *app, const void *state, float *width, float *height)
{
    (void)app;
    (void)state;
    *width = WIDTH;
    *height = HEIGHT;
}

static void move(LessonsSheet *sheet, int by)
{
    if (sheet->count > 0) {
        sheet->at = clampi(sheet->at + by, 0, sheet->count - 1);
        sheet->reveal = true;
    }
}

// The keys of the list, before the line takes them. Whether the marked one is to be opened.
static bool keys(Ui *ui, LessonsSheet *sheet)
{
    static const struct {
        Key key;
        int by;
    } ways[] = { { KEY_UP, -1 }, { KEY_DOWN, 1 }, { KEY_PAGE_UP, -PAGE }, { KEY_PAGE_DOWN, PAGE } };
    for (size_t i = 0; i < COUNT(ways); i++) {
        if (ui_key(ui, ways[i].key, 0)) {
            move(sheet, ways[i].by);
        }
    }
    if (sheet->search[0] && ui_key(ui, KEY_ESCAPE, 0)) {
        sheet->search[0] = '\0';
        ui_focus(ui, "lessons.search");
    }
    const bool line = ui->edit.id == ui_id("lessons.search") || !ui->focus;
    return line && sheet->at >= 0 && ui_key(ui, KEY_ENTER, 0);
}

static bool can_open(App *app, const LessonsSheet *sheet)
{
    const LessonHead *head =
        sheet->at >= 0 ? &sheet->list.heads.items[sheet->shown[sheet->at]] : NULL;
    if (head && head->wrong) {
        shell_notice(&app->shell, app->shell.ui.now_s, "%s", head->wrong);
    }
    return head && !head->wrong;
}

static SheetAnswer pass(App *app, void *state, Rect inside, bool fresh)
{
    enum { OPEN, BROWSE, CANCEL };
    LessonsSheet *sheet = state;
    Ui *ui = &app->shell.ui;
    sheet_title(ui, &inside, tr("Lessons"));
    if (fresh) {
        ui_focus(ui, "lessons.search");
    }
    if (!sheet->search[0] && ui_key(ui, KEY_ESCAPE, 0)) { // the line would take it
        return SHEET_BACK;
    }
    bool opens = keys(ui, sheet);
    const Rect line = cut_top(&inside, 28, 10);
    ui_text_field(ui, "lessons.search", line, sheet->search, sizeof sheet->search, -1,
                  tr("Letters search in titles and in what one learns; Up and Down choose, Enter "
                     "opens"));
    if (!sheet->search[0]) {
        ui_label(ui, (Rect){ line.x + 14, line.y, line.w - 20, line.h }, ALIGN_LEFT, FONT_SANS, 12,
                 ui->theme->muted, tr("Search"));
    }
    if (strcmp(sheet->search, sheet->searched) != 0) {
        search(sheet);
    }
    const char *const labels[] = { tr("Open"), tr("Open lesson…"), tr("Cancel") };
    const char *const tips[] = { tr("Enter"), tr("A lesson file of your own, from any folder"),
                                 tr("Escape") };
    const int button = sheet_buttons(ui, "lessons.button", &inside, 3, labels, tips);
    opens |= rows(app, sheet, inside);
    sheet->browse = button == BROWSE;
    if (opens || button == OPEN) {
        return can_open(app, sheet) ? SHEET_DECIDED : SHEET_STAYS;
    }
    return button == BROWSE ? SHEET_DECIDED : button == CANCEL ? SHEET_BACK : SHEET_STAYS;
}

static bool file_taken(App *app, void *context, const char *path, double now_s, Error *err)
{
    (void)context;
    Lesson *lesson = lesson_load(path, err);
    if (lesson) {
        classroom_begin(app, lesson, 0, now_s);
    }
    return lesson;
}

static void browse(App *app)
{
    char *own = lesson_own_folder();
    struct stat info;
    const bool there = own && stat(own, &info) == 0;
    sheet_file(app, &(SheetFile){ .title = tr("Open a lesson"),
                                  .action = tr("Open"),
                                  .ending = LESSON_FILE_ENDING,
                                  .path = there ? own : NULL,
                                  .take = file_taken });
    free(own);
}

static bool end(App *app, void *state, SheetAnswer answer, double now_s)
{
    const LessonsSheet *sheet = state;
    if (answer == SHEET_DECIDED && sheet->browse) {
        browse(app);
    } else if (answer == SHEET_DECIDED) {
        classroom_open(app, sheet->list.heads.items[sheet->shown[sheet->at]].path, now_s);
    }
    return true;
}

static bool advance(App *app, void *state, double now_s, double budget_s)
{
    LessonsSheet *sheet = state;
    (void)app;
    (void)now_s;
    return classroom_thumbs_advance(sheet->thumbs, &sheet->list, budget_s);
}

static void finish(void *state)
{
    LessonsSheet *sheet = state;
    classroom_thumbs_destroy(sheet->thumbs);
    lesson_list_finish(&sheet->list);
    free(sheet->learn);
}

static const SheetKind kind = {
    .name = "lessons",
    .size = sizeof(LessonsSheet),
    .measure = measure,
    .pass = pass,
    .end = end,
    .advance = advance,
    .finish = finish,
};

void classroom_choose(App *app, double now_s)
{
    (void)now_s;
    LessonsSheet *sheet = memory_get(sizeof *sheet);
    lesson_list_read(&sheet->list);
    const int count = head_count(sheet);
    sheet->learn = memory_get((size_t)(count + 1) * sizeof *sheet->learn);
    for (int i = 0; i < count; i++) {
        const char *learn = lesson_text(&sheet->list.heads.items[i].learn);
        rich_text_plain(learn ? learn : "", sheet->learn[i], sizeof sheet->learn[i]);
    }
    sheet->thumbs = classroom_thumbs_create();
    search(sheet);
    sheet_open(app, &kind, sheet);
}
