// What the bar shows of the room: races to begin with, and what is to be seen in the one that is
// shown, or on its landscape.
#include "app/landscape/choosers.h"
#include "app/landscape/race_presets.h"
#include "app/landscape/workspace_eye.h"
#include "base/utf8.h"
#include "base/words.h"
#include "ui/widgets.h"

#include <math.h>
#include <stdlib.h>

static const float PRESETS_LEAST = 104;

static void preset_open(LandscapeRoom *room, int preset)
{
    Workspace *w = &room->workspace;
    room->preset_scene = room->preset_scene ? room->preset_scene : memory_get(sizeof(Scene));
    race_preset_scene(&race_presets[preset], room->preset_scene);
    if (!relief_shown(room->preset_scene)) { // it leaves how one looks at it
        room->preset_scene->relief = w->scene.relief;
    }
    room->preset = preset;
    room->cards_open = 0;
    workspace_open(w, room->preset_scene);
    workspace_eye_reset(w);
    if (w->has_frame) { // at once, so that it is part of what undo takes back
        view_fit(&w->view, w->frame, relief_view_rect(&w->scene, room->shell->layout.picture));
        w->has_frame = false;
    }
    w->play.playing = true;
}

const RacePreset *landscape_preset(const LandscapeRoom *room)
{
    const bool shown =
        room->preset_scene && scene_same_race(room->preset_scene, &room->workspace.scene);
    return shown ? &race_presets[room->preset] : NULL;
}

// In how many lines at most a sentence may stand in the bar, and how large: the first that it fits.
static const struct {
    int lines, height;
    float size;
} sentences[] = { { 2, 15, 12 }, { 3, 13, 11 } };

// All of a sentence over the rectangle's height; false if it has no room.
static bool sentence(Ui *ui, Rect rect, const char *text)
{
    for (size_t i = 0; i < COUNT(sentences); i++) {
        const float size = sentences[i].size;
        const int lines = ui_line_count(ui, FONT_SANS, size, rect.w, text);
        if (lines <= sentences[i].lines) {
            const float high = (float)(lines * sentences[i].height);
            const Rect at = { rect.x, rect.y + (rect.h - high) / 2, rect.w, high };
            ui_lines(ui, at, ALIGN_LEFT, FONT_SANS, size, (float)sentences[i].height,
                     ui->theme->text, text);
            return true;
        }
    }
    return false;
}

// Its name and its sentence where both have room, else the sentence, else the name.
static void preset_title(LandscapeRoom *room, Rect rect, const RacePreset *preset)
{
    enum { LINE = 15 };
    static const float SIZE = 12;
    Ui *ui = &room->shell->ui;
    const char *name = tr(preset->kind.name), *about = tr(preset->kind.about);
    const bool named = canvas_text_width(ui->canvas, FONT_BOLD, SIZE, name) <= rect.w;
    const bool both = named && ui_line_count(ui, FONT_SANS, SIZE, rect.w, about) == 1;
    if (both || (!sentence(ui, rect, about) && named)) {
        const float top = rect.y + (rect.h - (both ? 2 : 1) * LINE) / 2;
        Rect row = { rect.x, top, rect.w, LINE };
        ui_label(ui, row, ALIGN_LEFT, FONT_BOLD, SIZE, ui->theme->text, name);
        row.y += LINE;
        if (both) {
            ui_label(ui, row, ALIGN_LEFT, FONT_SANS, SIZE, ui->theme->muted, about);
        }
    }
    ui_press(ui, "race.preset", rect, false);
    char tip[UI_MESSAGE_MAX];
    text_print(tip, sizeof tip, "%s\n%s", name, about);
    ui_tip(ui, tip);
}

// Map, surface or both: side by side, or as a list where there is less room, or by key alone.
static void pictures_switch(LandscapeRoom *room, Rect *rest)
{
    enum { BESIDE = 20, GAP = 12, LIST = 64 };
    Ui *ui = &room->shell->ui;
    float widest = 0;
    for (int i = 0; i < RELIEF_COUNT; i++) {
        widest = fmaxf(widest, canvas_text_width(ui->canvas, FONT_SANS, UI_TEXT_SIZE,
                                                 registry_name(&relief_kinds, i)));
    }
    const float wide = (widest + BESIDE) * RELIEF_COUNT;
    const float narrow = ui_kinds_width(ui, &relief_kinds, true, LIST);
    const float room_for = rest->w - PRESETS_LEAST - GAP;
    int kind = room->workspace.scene.relief.kind;
    if (room_for >= narrow &&
        ui_kinds(ui, "view.relief", cut_right(rest, room_for >= wide ? wide : narrow, GAP),
                 &relief_kinds, room_for < wide, &kind,
                 tr("The map, the surface, or both side by side (V)"))) {
        room->workspace.scene.relief.kind = (ReliefKind)kind;
    }
}

void landscape_bar(LandscapeRoom *room, Rect rest)
{
    Ui *ui = &room->shell->ui;
    const Landscape *landscape = room->workspace.scene.landscape;
    const float width =
        rest.w > 300 ? ui_menu_width(ui, tr("Presets"), PRESETS_LEAST) : PRESETS_LEAST;
    pictures_switch(room, &rest);
    const int chosen = choose_preset(room, cut_left(&rest, width, 12));
    if (chosen >= 0) {
        preset_open(room, chosen);
        return;
    }
    const RacePreset *preset = landscape_preset(room);
    if (preset) {
        preset_title(room, rest, preset);
    } else if (landscape &&
               canvas_text_width(ui->canvas, FONT_SANS, 13, tr(landscape->kind.about)) <= rest.w) {
        ui_label(ui, rest, ALIGN_LEFT, FONT_SANS, 13, ui->theme->muted, tr(landscape->kind.about));
    }
}
