// A grid of values as colours with contour lines.
//
// The values are interpolated by cubic B-splines, which bend smoothly, so that contours have no
// kinks where they cross the grid. Across the rows this is done already: there is one row of
// values for each row of pixels, so that four fetches do here what would take sixteen.
in vec2 texel;

uniform sampler2D values; // a row for each row of pixels
uniform vec2 grid; // 1 / columns and rows
uniform bool logarithmic;
uniform float scale; // t = logarithmic ? log10(1 + scale * v) : scale * v
uniform vec2 color_of; // place on the colour map = color_of.x * t + color_of.y
uniform vec2 level_of; // contour level = level_of.x * t + level_of.y
uniform vec4 contour; // colour, straight alpha; alpha 0: none
uniform float contour_width;
uniform sampler2D colors; // one row
uniform float noise; // steps of eight bits
#ifdef HOLES
uniform sampler2D holes; // 1 where the value is not a number
uniform vec4 undefined;
#endif

out vec4 color;

float value_at(float at, int row)
{
    float cell = floor(at), f = at - cell, g = 1.0 - f;
    vec4 weights = vec4(g * g * g, 4.0 + 3.0 * f * f * (f - 2.0), 4.0 + 3.0 * g * g * (g - 2.0),
                        f * f * f);
    int i = int(cell), last = textureSize(values, 0).x - 1;
    vec4 four = vec4(texelFetch(values, ivec2(clamp(i - 1, 0, last), row), 0).r,
                     texelFetch(values, ivec2(clamp(i, 0, last), row), 0).r,
                     texelFetch(values, ivec2(clamp(i + 1, 0, last), row), 0).r,
                     texelFetch(values, ivec2(clamp(i + 2, 0, last), row), 0).r);
    return dot(weights, four) / 6.0;
}

// log10(1 + v) to all of v's digits: those that 1 + v has lost would fray a contour where the
// softness is many times the values.
float log10_of_1_plus(float v)
{
    float x = max(1.0 + v, 1e-30);
    int bits = floatBitsToInt(x) - 0x3f3504f3; // 1/sqrt(2): what is left of x lies around 1
    int power = bits >> 23;
    float rest = intBitsToFloat((bits & 0x7fffff) + 0x3f3504f3);
    float s = power == 0 && v > -0.5 ? v / (2.0 + v) : (rest - 1.0) / (rest + 1.0), s2 = s * s;
    float atanh_s = s * (1.0 + s2 * (1.0 / 3.0 + s2 * (1.0 / 5.0 + s2 * (1.0 / 7.0 + s2 / 9.0))));
    return 0.30102999566 * float(power) + 0.86858896381 * atanh_s;
}

// How much of this pixel the nearest contour covers.
float contour_cover(float level)
{
    float density = length(vec2(dFdx(level), dFdy(level))); // levels per pixel
    float away = abs(level - floor(level + 0.5)) / max(density, 1e-12);
    float cover = clamp(0.5 + 0.5 * contour_width - away, 0.0, 1.0);
    // Where a value jumps or lines crowd they run into one tone, as dark as they are dense: a line
    // that ended there would not be closed.
    float crowd = min(contour_width * density, 1.0);
    cover = mix(cover, crowd, clamp((density - 0.34) / 0.3, 0.0, 1.0));
    return cover * clamp(density * 2e4 - 1.0, 0.0, 1.0); // a plateau at a level's height is none
}

void main()
{
    float v = scale * value_at(texel.x, int(gl_FragCoord.y));
    float t = logarithmic ? log10_of_1_plus(v) : v;
    float place = clamp(color_of.x * t + color_of.y, 0.0, 1.0);
    int last = textureSize(colors, 0).x - 1;
    vec3 rgb = texelFetch(colors, ivec2(place * float(last) + 0.5, 0), 0).rgb;
    if (contour.a > 0.0) {
        float level = clamp(level_of.x * t + level_of.y, -1e6, 1e6);
        // On light ground the line is dark, or it would vanish.
        float light = smoothstep(0.55, 0.72, dot(rgb, vec3(0.30, 0.59, 0.11)));
        vec3 line = mix(contour.rgb, 0.25 * rgb, light);
        rgb = mix(rgb, line, contour.a * contour_cover(level));
    }
#ifdef HOLES
    float hole = texture(holes, (texel + 0.5) * grid).r - 0.5;
    float edge = max(fwidth(hole), 1e-6);
    rgb = mix(rgb, undefined.rgb, undefined.a * clamp(hole / edge + 0.5, 0.0, 1.0));
#endif
    // Half a step of noise, always the same, hides the steps of eight bits (Roberts 2018).
    float grain = fract(dot(gl_FragCoord.xy, vec2(0.7548776662, 0.5698402910)));
    color = vec4(rgb + noise * (grain - 0.5) / 255.0, 1.0);
}
