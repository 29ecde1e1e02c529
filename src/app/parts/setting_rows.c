// What rows of both rooms' panels have alike besides the sliders, which are the toolkit's.
#include "app/parts/setting_rows.h"

#include "base/words.h"

Rect row_labelled(Ui *ui, Rect row, float width, const char *label)
{
    const Rect control = cut_right(&row, width, 8);
    ui_label(ui, row, ALIGN_LEFT, FONT_SANS, UI_TEXT_SIZE, ui->theme->muted, label);
    return control;
}

bool row_fold(Ui *ui, const char *name, Rect row, const char *label, const char *tip, bool *open)
{
    const UiPress press = ui_press(ui, name, row, true);
    const Rect arrow = cut_left(&row, 12, 6);
    const Color color = press.hovered ? ui->theme->text : ui->theme->muted;
    ui_icon(ui->canvas, *open ? ICON_UP : ICON_DOWN, arrow.x + 6, arrow.y + arrow.h / 2, 12, color);
    ui_label(ui, row, ALIGN_LEFT, FONT_SANS, UI_TEXT_SIZE, color, label);
    ui_show_press(ui, &press, row, 4);
    ui_tip(ui, tr(*open ? N_("Show less") : tip));
    if (ui_activated(ui, &press)) {
        *open = !*open;
    }
    return *open;
}

bool row_seed(Ui *ui, const char *name, Rect row, float width, const Param *param, uint64_t *seed,
              const char *tip)
{
    double value = (double)*seed;
    const Rect number = row_labelled(ui, row, width, tr(param->label));
    const bool changed = ui_number(ui, name, rect_inset(number, 2), param, &value, tip);
    *seed = changed ? (uint64_t)value : *seed;
    return changed;
}
