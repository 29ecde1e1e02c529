// Passes that are drawn for somebody else: no hand is in them.
#include "ui/ui.h"

void ui_aside_begin(Ui *ui, UiAside *aside)
{
    *aside = (UiAside){
        .edit = ui->edit.id,
        .area = ui->area,
        .popup = ui->popup.id,
        .active = ui->active,
        .focus = ui->focus,
        .tab_from = ui->tab_from,
        .sweep = ui->sweep.id,
        .mouse_inside = ui->mouse_inside,
        .mouse_down = ui->mouse_down,
        .focus_visible = ui->focus_visible,
        .popup_appears = ui->popup.appears,
        .modal = ui->modal,
    };
    ui->edit.id = ui->area = ui->popup.id = ui->active = ui->focus = ui->sweep.id = 0;
    ui->mouse_inside = ui->mouse_down = ui->focus_visible = false;
}

void ui_aside_end(Ui *ui, const UiAside *aside)
{
    ui->edit.id = aside->edit;
    ui->area = aside->area;
    ui->popup.id = aside->popup;
    ui->active = aside->active;
    ui->focus = aside->focus;
    ui->tab_from = aside->tab_from;
    ui->sweep.id = aside->sweep;
    ui->mouse_inside = aside->mouse_inside;
    ui->mouse_down = aside->mouse_down;
    ui->focus_visible = aside->focus_visible;
    ui->popup.appears = aside->popup_appears;
    ui->modal = aside->modal;
}
