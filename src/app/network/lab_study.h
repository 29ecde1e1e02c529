// A study (sim/train/study.h) as a page over the columns: Saito's figures, live while they are
// computed.
#pragma once

#include "app/network/room_network.h"

// The page while a study is open, with a button to close it. `space->study` is not NULL.
void lab_study(NetworkRoom *room, Rect rect);
// The same without hands, for figures.
void lab_study_draw(Canvas *canvas, const LabSpace *space, Rect rect, const Theme *theme);
