// Glyphs, each on whole pixels.
layout(location = 0) in vec2 position; // physical pixels from the top left
layout(location = 1) in vec2 texel;
layout(location = 2) in vec4 fill; // sRGB, straight alpha

uniform vec2 pixels; // 2 / size of the target, the second negative
uniform vec2 texels; // 1 / size of the atlas

out vec2 place;
flat out vec4 fill_color; // premultiplied
flat out float contrast;

void main()
{
    gl_Position = vec4(position * pixels + vec2(-1.0, 1.0), 0.0, 1.0);
    place = texel * texels;
    fill_color = vec4(fill.rgb * fill.a, fill.a);
    // Blending in sRGB makes light letters on dark ground thinner than they are: fill them up.
    contrast = 0.45 * dot(fill.rgb, vec3(0.3, 0.6, 0.1));
}
