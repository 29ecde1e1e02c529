// Rounded boxes, circles, lines and polygons.
layout(location = 0) in vec2 position; // physical pixels from the top left
layout(location = 1) in vec4 local_core;
layout(location = 2) in vec2 radius_border;
layout(location = 3) in vec4 fill; // sRGB, straight alpha
layout(location = 4) in vec4 border;

uniform vec2 pixels; // 2 / size of the target, the second negative

out vec2 local; // from the centre, along the sides
flat out vec2 core; // half sizes less the radius
flat out vec2 edges; // 0.5 + radius, the same less the border's width
flat out vec4 fill_color; // premultiplied
flat out vec4 border_color;

void main()
{
    gl_Position = vec4(position * pixels + vec2(-1.0, 1.0), 0.0, 1.0);
    local = local_core.xy;
    core = local_core.zw;
    edges = vec2(0.5 + radius_border.x, 0.5 + radius_border.x - radius_border.y);
    fill_color = vec4(fill.rgb * fill.a, fill.a);
    border_color = vec4(border.rgb * border.a, border.a);
}
