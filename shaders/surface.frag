// Colours and contours by the same rule as the map's.
in vec2 texel;
in float shade;

uniform sampler2D values; // t
uniform sampler2D colors; // one row
uniform vec2 color_of; // place on the colour map = color_of.x * t + color_of.y
uniform vec2 level_of; // contour level = level_of.x * t + level_of.y
uniform vec4 contour; // colour, straight alpha; alpha 0: none
uniform float contour_width;
uniform float dim; // 1: as it is

out vec4 color;

float contour_cover(float level)
{
    float density = length(vec2(dFdx(level), dFdy(level))); // levels per pixel
    float away = abs(level - floor(level + 0.5)) / max(density, 1e-12);
    float cover = clamp(0.5 + 0.5 * contour_width - away, 0.0, 1.0);
    float crowd = min(contour_width * density, 1.0);
    cover = mix(cover, crowd, clamp((density - 0.34) / 0.3, 0.0, 1.0));
    return cover * clamp(density * 2e4 - 1.0, 0.0, 1.0);
}

void main()
{
    float t = texture(values, texel).r;
    float place = clamp(color_of.x * t + color_of.y, 0.0, 1.0);
    int last = textureSize(colors, 0).x - 1;
    vec3 rgb = texelFetch(colors, ivec2(place * float(last) + 0.5, 0), 0).rgb;
    if (contour.a > 0.0) {
        float level = clamp(level_of.x * t + level_of.y, -1e6, 1e6);
        float light = smoothstep(0.55, 0.72, dot(rgb, vec3(0.30, 0.59, 0.11)));
        vec3 line = mix(contour.rgb, 0.25 * rgb, light);
        rgb = mix(rgb, line, contour.a * contour_cover(level));
    }
    color = vec4(rgb * mix(1.0, shade, dim), 1.0);
}
