// Colours and contours by the same rule as the map's (heatmap.frag).
#ifdef SMOOTH_HOLES
#define SMOOTH
#define HOLES
#endif
in vec2 texel;
in vec2 shade;

uniform sampler2D values; // coefficients of cubic B-splines
uniform bool logarithmic;
uniform float scale; // t = logarithmic ? log10(1 + scale * v) : scale * v
uniform vec2 color_of; // place on the colour map = color_of.x * t + color_of.y
uniform vec2 level_of; // contour level = level_of.x * t + level_of.y
uniform vec4 contour; // colour, straight alpha; alpha 0: none
uniform float contour_width;
uniform sampler2D colors; // one row
uniform vec4 veil; // its alpha: how much of it lies over the colours
#ifdef HOLES
uniform sampler2D holes; // 1 where the value is not a number
uniform vec4 undefined; // its colour there; alpha 0: it is open there ...
uniform float least; // ... and not drawn where it covers less of a pixel than this
#endif

out vec4 color;

float value_at(vec2 at)
{
#ifdef SMOOTH
    // Four fetches between texels weigh sixteen of them (Sigg & Hadwiger 2005).
    vec2 size = vec2(textureSize(values, 0));
    vec2 place = at * size - 0.5, cell = floor(place), f = place - cell, g = 1.0 - f;
    vec2 w0 = g * g * g, w1 = 4.0 + 3.0 * f * f * (f - 2.0);
    vec2 w2 = 4.0 + 3.0 * g * g * (g - 2.0), w3 = f * f * f;
    vec2 low = w0 + w1, a = (cell - 0.5 + w1 / low) / size, b = (cell + 1.5 + w3 / (w2 + w3)) / size;
    low /= 6.0;
    vec2 rows = mix(vec2(texture(values, b).r, texture(values, vec2(b.x, a.y)).r),
                    vec2(texture(values, vec2(a.x, b.y)).r, texture(values, a).r), low.x);
    return mix(rows.x, rows.y, low.y);
#else
    return texture(values, at).r;
#endif
}

// log10(1 + v) to all of v's digits, as the map has it.
float log10_of_1_plus(float v)
{
    float x = max(1.0 + v, 1e-30);
    int bits = floatBitsToInt(x) - 0x3f3504f3; // 1/sqrt(2): what is left of x lies around 1
    int power = bits >> 23;
    float rest = intBitsToFloat((bits & 0x7fffff) + 0x3f3504f3);
    bool near = power == 0 && v > -0.5;
    float s = (near ? v : rest - 1.0) / (near ? 2.0 + v : rest + 1.0), s2 = s * s;
    float atanh_s = s * (1.0 + s2 * (1.0 / 3.0 + s2 * (1.0 / 5.0 + s2 * (1.0 / 7.0 + s2 / 9.0))));
    return 0.30102999566 * float(power) + 0.86858896381 * atanh_s;
}

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
    float v = scale * value_at(texel);
    float t = logarithmic ? log10_of_1_plus(v) : v;
    float place = clamp(color_of.x * t + color_of.y, 0.0, 1.0);
    int last = textureSize(colors, 0).x - 1;
    vec3 rgb = texelFetch(colors, ivec2(place * float(last) + 0.5, 0), 0).rgb;
    if (contour.a > 0.0) {
        float level = clamp(level_of.x * t + level_of.y, -1e6, 1e6);
        float light = smoothstep(0.55, 0.72, dot(rgb, vec3(0.30, 0.59, 0.11)));
        vec3 line = mix(contour.rgb, 0.25 * rgb, light);
        rgb = mix(rgb, line, contour.a * contour_cover(level));
    }
    float alpha = 1.0;
#ifdef HOLES
    float hole = texture(holes, texel).r - 0.5;
    float gone = clamp(hole / max(fwidth(hole), 1e-6) + 0.5, 0.0, 1.0);
    rgb = mix(rgb, undefined.rgb, undefined.a * gone);
    alpha = 1.0 - gone * (1.0 - undefined.a);
    if (alpha < least) {
        discard;
    }
#endif
    rgb *= gl_FrontFacing ? shade.x : shade.y;
    color = vec4(mix(rgb, veil.rgb, veil.a), alpha);
}
