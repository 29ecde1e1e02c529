// Plain rectangles: the cheapest way to fill many pixels.
layout(location = 0) in vec2 position; // physical pixels from the top left
layout(location = 1) in vec4 fill; // sRGB, straight alpha

uniform vec2 pixels; // 2 / size of the target, the second negative

flat out vec4 fill_color; // premultiplied

void main()
{
    gl_Position = vec4(position * pixels + vec2(-1.0, 1.0), 0.0, 1.0);
    fill_color = vec4(fill.rgb * fill.a, fill.a);
}
