// The ground below a surface: its frame and a faint grid. What of it the surface hides is left out.
#pragma once

#include "app/landscape/relief_axes.h"

// The mesh's height over a place of the scene; there is a mesh.
double relief_mesh_z(const Relief *relief, const double at[3]);
// Whether the surface (its mesh) lies between a place below it and the eye.
bool relief_hides(const Relief *relief, const double at[3]);
// Those parts of a straight line below the surface that are seen.
void relief_line(Canvas *canvas, const Relief *relief, const double from[3], const double to[3],
                 float width, Color color);
// Frame, and lines at the ticks of the axes.
void relief_ground_draw(Canvas *canvas, const Theme *theme, const Relief *relief,
                        const ReliefAxes *axes);
